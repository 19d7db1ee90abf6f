package dev.nightjar.pipelines.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of its own on a free port of the loopback interface, with a password. */
public record PostgresServer(Path binaries, Path directory, int port) implements AutoCloseable {

  public static final String USER = "nightjar";
  public static final String PASSWORD = "correct horse";

  private static final int PATIENCE_SECONDS = 120;

  /** Makes a cluster in a directory of its own and starts it; refused if that takes too long. */
  public static PostgresServer start(Path binaries) {
    try {
      Path directory = Files.createTempDirectory(Path.of("/tmp"), "nightjar-postgres-");
      PostgresServer server = new PostgresServer(binaries, directory, freePort());
      Path password = Files.writeString(directory.resolve("password"), PASSWORD);
      if (isRoot()) {
        run(List.of("chown", "-R", "postgres", directory.toString()));
      }
      server.program(
          "initdb",
          "-D",
          server.data(),
          "-U",
          USER,
          "-A",
          "scram-sha-256",
          "--no-sync",
          "--pwfile=" + password);
      server.program(
          "pg_ctl",
          "start",
          "-w",
          "-t",
          "" + PATIENCE_SECONDS,
          "-D",
          server.data(),
          "-l",
          directory.resolve("log").toString(),
          "-o",
          "-c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200 -p "
              + server.port()
              + " -k "
              + directory);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** A file with the password, as settings name it. */
  public Path passwordFile() {
    return directory.resolve("password");
  }

  /** A database of its own in this server. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Stops the server at once, as a power cut does, and starts it again. */
  public void restart() throws IOException {
    program(
        "pg_ctl",
        "restart",
        "-w",
        "-m",
        "immediate",
        "-t",
        "" + PATIENCE_SECONDS,
        "-D",
        data(),
        "-l",
        directory.resolve("log").toString());
  }

  @Override
  public void close() throws IOException {
    program("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  /** Runs a program of PostgreSQL, which refuses to run as root. */
  private void program(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(binaries.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException {
    Path output = Files.createTempFile("postgres", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        throw new IOException(command + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    } finally {
      Files.delete(output);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
