package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts Nightjar, as far as it comes before Java. */
final class LauncherTest {

  @Test
  void aHeapThatCannotWorkNamesTheVariableAndTheLeastThatDoes() throws Exception {
    for (String heap : List.of("lots", "-1g", "3gb", "3", "g")) {
      String said = refusal(heap);
      assertTrue(
          said.startsWith("nightjar: NIGHTJAR_MEMORY is '" + heap + "'; set a number"), said);
      assertTrue(said.contains("1g holds a small night"), said);
    }
    for (String heap : List.of("200m", "1023M", "0g", "1000000k")) {
      String said = refusal(heap);
      assertTrue(said.startsWith("nightjar: NIGHTJAR_MEMORY is " + heap + ", too little"), said);
      assertTrue(said.contains("1g holds a small night"), said);
    }
  }

  @Test
  void jarsOnSharedStorageAreNamedThereAndNotSent(@TempDir Path home) throws Exception {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.copy(Path.of("bin/nightjar"), home.resolve("bin/nightjar"));
    for (String jar : List.of("nightjar-pipelines-1.jar", "a.jar", "b c.jar")) {
      Files.createFile(home.resolve("lib").resolve(jar));
    }
    Path submit = Files.createDirectories(home.resolve("spark/bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertTrue(submit.toFile().setExecutable(true));
    String shared = "hdfs:///apps/night%20jar/lib";
    List<String> arguments = submitted(home, Map.of("NIGHTJAR_JARS", shared));
    assertEquals(
        shared + "/a.jar," + shared + "/b c.jar",
        arguments.get(arguments.indexOf("--jars") + 1),
        arguments::toString);
    assertEquals(
        List.of(shared + "/nightjar-pipelines-1.jar", "nightly", "--resume"),
        arguments.subList(arguments.size() - 3, arguments.size()));
    List<String> sent = submitted(home, Map.of());
    assertTrue(
        sent.get(sent.indexOf("--jars") + 1).endsWith("/bin/../lib/b c.jar"), sent::toString);
  }

  @Test
  void commandsThatOnlyLookDoWithoutTheSlowCompiler(@TempDir Path home) throws Exception {
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("spark"));
    Files.copy(Path.of("bin/nightjar"), home.resolve("bin/nightjar"));
    Path java = Files.createDirectories(home.resolve("java/bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\n[ \"$1\" = -version ] && echo 'version \"17\"' || printf '%s\\n' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    String quick = "-XX:TieredStopAtLevel=1";
    for (String looking : List.of("plan", "doctor", "lists", "tables", "rollback")) {
      assertTrue(started(home, looking).contains(quick), looking);
    }
    for (String working : List.of("nightly", "demo", "benchmark")) {
      List<String> arguments = started(home, working);
      assertTrue(arguments.contains(working) && !arguments.contains(quick), arguments::toString);
    }
  }

  private static List<String> started(Path home, String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("bin/nightjar").toString(), command);
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", home.resolve("java").toString());
    return said(builder, 0).lines().toList();
  }

  private static List<String> submitted(Path home, Map<String, String> more) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("bin/nightjar").toString(), "nightly", "--resume");
    builder.environment().put("SPARK_HOME", home.resolve("spark").toString());
    builder.environment().putAll(more);
    return said(builder, 0).lines().toList();
  }

  private static String refusal(String heap) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "bin/nightjar", "--version");
    builder.environment().put("NIGHTJAR_MEMORY", heap);
    return said(builder, 2);
  }

  private static String said(ProcessBuilder builder, int code) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(code, process.waitFor(), said);
    return said;
  }
}
