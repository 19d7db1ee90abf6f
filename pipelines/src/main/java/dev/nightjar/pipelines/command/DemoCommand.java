package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.command.option.Arguments;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.demo.DemoData;
import dev.nightjar.pipelines.demo.DemoFile;
import dev.nightjar.pipelines.demo.DemoSummary;
import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a small shop on this machine and runs the whole night on it. */
@Command(
    name = "demo",
    description =
        "Makes a small deterministic catalog, reviews and log on this machine and runs the whole"
            + " night on it.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final LocalDate NIGHT = DemoOptions.defaults().night();

  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = DemoSettings.DEFAULT_DIRECTORY,
      description = "where sources, lake, lists and report go (default: ${DEFAULT-VALUE})")
  private Path directory;

  @Option(
      names = "--night",
      paramLabel = "DATE",
      description =
          "last day of the log (default: 2025-03-01); a later night adds events, items and changed"
              + " texts to the same shop")
  private LocalDate night = NIGHT;

  @Option(names = "--users", paramLabel = "N", description = "users of the shop (default: 3000)")
  private int users = DemoOptions.defaults().users();

  @Option(names = "--items", paramLabel = "N", description = "items of the shop (default: 2000)")
  private int items = DemoOptions.defaults().items();

  @Option(
      names = "--reviews",
      paramLabel = "N",
      description = "reviews of the shop (default: 15000)")
  private int reviews = DemoOptions.defaults().reviews();

  @Option(names = "--resume", description = "go on after the last stage that is done")
  private boolean resume;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "overrides one setting of the night; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    DemoOptions options =
        Arguments.checked(
            spec, () -> DemoOptions.defaults().withSizes(users, items, reviews).withNight(night));
    DemoSummary made = DemoData.write(options, directory.resolve("sources"));
    for (DemoFile source : DemoFile.values()) {
      out.printf(Locale.ROOT, "made %s, %,d rows%n", made.file(source), made.rows(source));
    }
    out.flush();
    Path conf = directory.resolve("demo.conf");
    Files.writeString(conf, DemoSettings.text(directory));
    List<String> nightly =
        new ArrayList<>(List.of("nightly", "--conf", conf.toString(), "--night", night.toString()));
    if (resume) {
      nightly.add("--resume");
    }
    overrides.forEach((key, value) -> nightly.addAll(List.of("--set", key + "=" + value)));
    int code = NightjarCommand.execute(nightly.toArray(String[]::new));
    if (code == ExitCode.DONE.value()) {
      out.println();
      out.println("settings  " + conf);
      out.println("lists     " + directory.resolve("published"));
      out.println("report    " + directory.resolve("reports").resolve(night + ".html"));
      out.println();
      String launcher =
          DemoHints.launcher(System.getProperty("nightjar.home"), Path.of("").toAbsolutePath());
      List<String> hints = DemoHints.lines(launcher, directory, options, exampleUser());
      out.println("try next  " + String.join(System.lineSeparator() + "          ", hints));
    }
    out.flush();
    return code;
  }

  private String exampleUser() throws java.io.IOException {
    try (var lines = Files.lines(directory.resolve("sources").resolve("users.csv"))) {
      return lines.skip(1).limit(1).map(l -> l.split(",")[0]).findFirst().orElse("USER");
    }
  }
}
