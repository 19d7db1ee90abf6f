package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.spark.InstalledSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster on the loopback interface: a master and workers as processes of their
 * own, on ports that were free. Workers and executors can be killed like a host that dies.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
  private static final String DRIVER = "org.apache.spark.deploy.worker.DriverWrapper";
  private static final int PATIENCE_SECONDS = 180;
  private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("Successfully registered with master (\\S+)");

  private final Path spark;
  private final Path directory;
  private final Process master;
  private final String url;
  private final List<Process> workers = new ArrayList<>();
  private int started;

  private StandaloneCluster(Path spark, Path directory) throws IOException {
    this.spark = spark;
    this.directory = directory;
    this.master =
        daemon("master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
    this.url = waitFor(STARTED, master, log("master.Master", 0));
  }

  /** Starts the master and the workers, logs and work below the directory. */
  static StandaloneCluster start(Path spark, Path directory, int workers) throws IOException {
    StandaloneCluster cluster = new StandaloneCluster(spark, Files.createDirectories(directory));
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
    try {
      for (int worker = 0; worker < workers; worker++) {
        cluster.startWorker();
      }
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  Path home() {
    return spark;
  }

  String url() {
    return url;
  }

  /**
   * Kills a worker that has an executor and no driver, with it, and starts another in its place.
   */
  void loseWorker() throws IOException {
    Process worker =
        workers.stream()
            .filter(w -> children(w, EXECUTOR).findAny().isPresent())
            .filter(w -> children(w, DRIVER).findAny().isEmpty())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no worker has executors alone"));
    List<ProcessHandle> executors = children(worker, EXECUTOR).toList();
    workers.remove(worker);
    worker.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
    startWorker();
  }

  /** Kills one executor; its worker starts another. */
  void loseExecutor() {
    kill(EXECUTOR);
  }

  /** Kills the driver that runs on a worker. */
  void loseDriver() {
    kill(DRIVER);
  }

  private void kill(String main) {
    workers.stream()
        .flatMap(worker -> children(worker, main))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no worker runs " + main))
        .destroyForcibly();
  }

  /** What drivers on workers have said. */
  String driverLogs() {
    StringBuilder said = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.getParent().toString().contains("/driver-")).toList()) {
        if (file.endsWith("stdout") || file.endsWith("stderr")) {
          said.append(file).append(":\n").append(Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return said.toString();
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(List.of(master.toHandle()));
    workers.forEach(worker -> all.add(worker.toHandle()));
    for (ProcessHandle process : all) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
    all.forEach(process -> process.onExit().join());
  }

  private void startWorker() throws IOException {
    started++;
    Process worker =
        daemon(
            "worker.Worker",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "2",
            "--memory",
            "4g",
            "--work-dir",
            directory.resolve("work-" + started).toString(),
            url);
    workers.add(worker);
    waitFor(REGISTERED, worker, log("worker.Worker", started));
  }

  private static Stream<ProcessHandle> children(Process worker, String main) {
    return worker.descendants().filter(process -> commandLine(process).contains(main));
  }

  /** Whole, where Java's own view ends after 4096 characters; empty for a process that is gone. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  private Process daemon(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(spark.resolve("bin/spark-class").toString());
    command.add("org.apache.spark.deploy." + name);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(name, started).toFile());
    builder.environment().putAll(InstalledSpark.environment());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                spark.toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "SPARK_DAEMON_MEMORY",
                "256m"));
    return builder.start();
  }

  private Path log(String name, int number) {
    return directory.resolve(name + "-" + number + ".log");
  }

  private static String waitFor(Pattern line, Process process, Path log) throws IOException {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher found = line.matcher(Files.readString(log));
      if (found.find()) {
        return found.group(1);
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    process.destroyForcibly();
    throw new IOException("no line like '" + line + "' in: " + Files.readString(log));
  }
}
