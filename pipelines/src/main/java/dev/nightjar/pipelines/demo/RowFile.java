package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.shop.Streams;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the rows of one file, the dirty ones at random places among the good ones. A file that
 * holds them already stays as it is, with its time, so that a night knows it again.
 */
final class RowFile {
  private RowFile() {}

  static void write(
      Path directory, DemoFile source, List<Row> good, List<Row> dirty, Streams streams)
      throws IOException {
    SplittableRandom random = streams.of("places in " + source.file());
    Map<Integer, List<Row>> dirtyBefore = new TreeMap<>();
    for (Row row : dirty) {
      dirtyBefore
          .computeIfAbsent(random.nextInt(good.size() + 1), place -> new ArrayList<>())
          .add(row);
    }
    Path file = directory.resolve(source.file());
    Path part = directory.resolve("." + source.file());
    try (Writer writer = open(part)) {
      for (String line : source.header()) {
        writer.write(line + "\n");
      }
      for (int place = 0; place <= good.size(); place++) {
        for (Row row : dirtyBefore.getOrDefault(place, List.of())) {
          writer.write(row.line() + "\n");
        }
        if (place < good.size()) {
          writer.write(good.get(place).line() + "\n");
        }
      }
    }
    if (Files.exists(file) && Files.mismatch(file, part) == -1) {
      Files.delete(part);
    } else {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Gzip writes no time into its header here, so that equal rows give equal bytes. */
  private static Writer open(Path file) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
    return new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8));
  }
}
