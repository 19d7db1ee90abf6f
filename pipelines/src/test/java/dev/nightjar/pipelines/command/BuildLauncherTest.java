package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that builds Nightjar on first use, on real logs and a real Maven. */
final class BuildLauncherTest {

  private static final Path SCRIPT = Path.of("bin/build-launcher");
  private static final String CENTRAL = "[INFO] %s from central: https://repo.example.com/%s";

  @TempDir Path directory;

  @Test
  void nothingIsFetchedWhereNothingIsMissing() throws Exception {
    assertEquals("reading the projects", progress("[INFO] Scanning for projects..."));
    assertEquals(
        "preparing Nightjar UDFs",
        progress("[INFO] Building Nightjar UDFs 0.1.0-SNAPSHOT            [2/3]"));
  }

  @Test
  void theFileThatIsOnItsWayIsNamed() throws Exception {
    assertEquals(
        "fetched 2 files, 388 MB; fetching spark-core.jar",
        progress(
            "[INFO] Building Nightjar UDFs 0.1.0-SNAPSHOT            [2/3]",
            CENTRAL.formatted("Downloading", "a/spark-core.jar"),
            CENTRAL.formatted("Downloading", "a/runtime.jar"),
            CENTRAL.formatted("Downloaded", "a/runtime.jar (387 MB at 9.1 MB/s)"),
            CENTRAL.formatted("Downloaded", "a/small.pom (935 kB at 17 kB/s)")));
  }

  @Test
  void whatTheCompilerNeedsIsFetchedBeforeItCompiles() throws Exception {
    String goal =
        "[INFO] --- maven-compiler-plugin:3.14.1:compile (default-compile) @ nightjar-udfs ---";
    assertEquals(
        "fetched 1 files, 0 MB; compiling Nightjar UDFs",
        progress(
            "[INFO] Building Nightjar UDFs 0.1.0-SNAPSHOT            [2/3]",
            CENTRAL.formatted("Downloading", "a/was-never-there.pom"),
            goal,
            CENTRAL.formatted("Downloading", "a/asm.jar"),
            CENTRAL.formatted("Downloaded", "a/asm.jar (2.4 kB at 25 kB/s)")));
  }

  @Test
  void aFailedBuildSaysWhyAndWhereItsLogIs() throws Exception {
    Path script = directory.resolve("pipelines/bin/build-launcher");
    Files.createDirectories(script.getParent());
    Files.copy(SCRIPT, script);
    Files.writeString(directory.resolve("pom.xml"), "<project>no such element</project>");

    String said = run(1, script.toString());

    String log = directory.toRealPath().resolve("target/build-launcher.log").toString();
    assertTrue(said.contains("[ERROR]") && said.contains("no such element"), said);
    assertTrue(said.contains("nightjar: the build failed after "), said);
    assertTrue(said.contains("all that Maven said is in " + log), said);
    assertTrue(Files.readString(Path.of(log)).contains("[ERROR]"), log);
  }

  private String progress(String... lines) throws IOException, InterruptedException {
    Path log = Files.write(directory.resolve("log"), List.of(lines));
    return run(0, SCRIPT.toString(), "--progress", log.toString()).strip();
  }

  /** What a command printed, on either stream. */
  private static String run(int status, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, process.waitFor(), said);
    return said;
  }
}
