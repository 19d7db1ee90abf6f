package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.demo.DemoData;
import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The demo's shop in small, with settings that point to it. */
record TinyShop(Path directory) {

  static final DemoOptions OPTIONS = DemoOptions.defaults().withSizes(150, 90, 1_000);
  static final LocalDate NIGHT = OPTIONS.night();

  /** Writes the sources as they stand at a night, and the settings. */
  Path at(LocalDate night) throws IOException {
    DemoData.write(OPTIONS.withNight(night), directory.resolve("sources"));
    Path settings = directory.resolve("night.conf");
    String text =
        Files.readString(Path.of("../conf/demo.conf"))
            .replace("nightjar-data/demo", directory.toString());
    Files.writeString(
        settings,
        text
            + """
            ingest.max-text-chars = 2000
            train { als { rank = 8, iterations = 3 }, candidates = 30 }
            evaluate.resamples = 100
            rank { top-k = 10, similar = 5 }
            publish.shards = 2
            """);
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
