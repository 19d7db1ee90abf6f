package dev.nightjar.pipelines.demo;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads the files of a demo back with parsers that the generator does not use. */
final class Export {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private Export() {}

  /** The lines of a file, the header line included. */
  static List<String> lines(Path file) {
    boolean packed = file.toString().endsWith(".gz");
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = packed ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a file as texts by column; a column without a value is absent. */
  static List<Map<String, String>> rows(DemoSummary demo, DemoFile source) {
    List<String> lines = lines(demo.file(source));
    if (source.file().contains(".jsonl")) {
      return lines.stream().map(Export::object).toList();
    }
    String[] header = lines.get(0).split(",", -1);
    return lines.stream().skip(1).map(line -> record(header, line.split(",", -1))).toList();
  }

  private static Map<String, String> record(String[] header, String[] values) {
    Map<String, String> row = new HashMap<>();
    for (int column = 0; column < values.length; column++) {
      if (!values[column].isEmpty()) {
        row.put(header[column], values[column]);
      }
    }
    return row;
  }

  private static Map<String, String> object(String line) {
    try {
      Map<String, String> row = new HashMap<>();
      for (Map.Entry<String, JsonNode> field : JSON.readTree(line).properties()) {
        if (!field.getValue().isNull()) {
          boolean nested = field.getValue().isObject();
          row.put(field.getKey(), nested ? field.getValue().toString() : field.getValue().asText());
        }
      }
      return row;
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + line, e);
    }
  }
}
