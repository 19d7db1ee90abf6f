package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.demo.DemoData;
import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The demo's shop in small, with settings that point to it. */
record TinyShop(Path directory) {

  static final DemoOptions OPTIONS = DemoOptions.defaults().withSizes(150, 90, 1_000);
  static final LocalDate NIGHT = OPTIONS.night();

  /** What makes its nights short. */
  static final List<String> SMALL =
      List.of(
          "train.als.rank=8",
          "train.als.iterations=3",
          "train.candidates=30",
          "evaluate.resamples=100",
          "rank.top-k=10",
          "rank.similar=5",
          "publish.shards=2");

  /** Its long texts are cut too. */
  static List<String> settings() {
    return Stream.concat(Stream.of("ingest.max-text-chars=2000"), SMALL.stream()).toList();
  }

  /** The command line that makes the shop and runs its first night. */
  String[] demo() {
    List<String> arguments =
        new ArrayList<>(List.of("demo", "--dir=" + directory, "--night=" + NIGHT));
    arguments.add("--users=" + OPTIONS.users());
    arguments.add("--items=" + OPTIONS.items());
    arguments.add("--reviews=" + OPTIONS.reviews());
    settings().forEach(setting -> arguments.add("--set=" + setting));
    return arguments.toArray(String[]::new);
  }

  /** Writes the sources as they stand at a night, and the settings. */
  Path at(LocalDate night) throws IOException {
    DemoData.write(OPTIONS.withNight(night), directory.resolve("sources"));
    Path settings = directory.resolve("night.conf");
    String text =
        Files.readString(Path.of("../conf/demo.conf"))
            .replace("nightjar-data/demo", directory.toString());
    Files.writeString(settings, text + String.join("\n", settings()) + "\n");
    return settings;
  }

  /** The report of a night. */
  String report(LocalDate night) throws IOException {
    return Files.readString(directory.resolve("reports").resolve(night + ".html"));
  }

  /** The hash of the lists that readers see. */
  String liveLists() throws IOException {
    Path published = directory.resolve("published");
    String version = Files.readString(published.resolve("CURRENT")).strip();
    String manifest =
        Files.readString(published.resolve("versions").resolve(version).resolve("manifest.json"));
    return manifest.replaceAll("(?s).*\"lists\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }
}
