package dev.nightjar.pipelines.night;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** A server on the loopback interface that speaks S3, on a port that was free. */
final class S3Server implements AutoCloseable {

  /** What the server takes from anybody, as long as it is there. */
  static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "nightjar", "AWS_SECRET_ACCESS_KEY", "not-for-any-log");

  private static final Path PROGRAM = Path.of(".venv/bin/moto_server");
  private static final Pattern RUNNING =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final String url;

  private S3Server(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Whether the test set-up has it. */
  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  static S3Server start(Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(PROGRAM.toAbsolutePath().toString(), "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher running = RUNNING.matcher(Files.readString(log));
      if (running.find()) {
        return new S3Server(process, running.group(1));
      }
      Thread.sleep(200);
    }
    process.destroyForcibly();
    throw new IOException("no S3 server came up: " + Files.readString(log));
  }

  void makeBucket(String name) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(url + "/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    int status =
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("no bucket " + name + ": the server answered " + status);
    }
  }

  /** How Hadoop finds it; credentials come from elsewhere. */
  Map<String, String> hadoop() {
    return Map.of(
        "fs.s3a.endpoint", url,
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false");
  }

  /** For this process, whose environment has no credentials. */
  Configuration configuration() {
    Configuration conf = new Configuration();
    hadoop().forEach(conf::set);
    conf.set("fs.s3a.access.key", CREDENTIALS.get("AWS_ACCESS_KEY_ID"));
    conf.set("fs.s3a.secret.key", CREDENTIALS.get("AWS_SECRET_ACCESS_KEY"));
    return conf;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
