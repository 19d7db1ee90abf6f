package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.file.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file with a line a user, {@code user item item ...}, fields between spaces or tabs. Ids are any
 * text without blanks. A user who stands on several lines has their items one after the other.
 *
 * @param byUser items in the order of the file, users in order of first appearance
 */
public record ItemLists(Map<String, List<String>> byUser) {
  public ItemLists {
    byUser = Collections.unmodifiableMap(byUser);
  }

  public static ItemLists read(Path file) {
    Map<String, List<String>> byUser = new LinkedHashMap<>();
    Map<String, String> ids = new HashMap<>();
    InputFile.read(
        file,
        (number, line) -> {
          String[] fields = line.strip().split("\\s+");
          if (fields.length == 1 && (fields[0].contains(",") || fields[0].contains(";"))) {
            throw new InputException(
                file,
                number,
                "has no blanks: '" + shortened(line) + "'; give 'user item item ...' with spaces");
          }
          List<String> items = byUser.computeIfAbsent(fields[0], user -> new ArrayList<>());
          for (int i = 1; i < fields.length; i++) {
            items.add(ids.computeIfAbsent(fields[i], id -> id));
          }
        });
    if (ids.isEmpty()) {
      throw new InputException(file, "has no user with an item; give lines 'user item item ...'");
    }
    return new ItemLists(byUser);
  }

  static String shortened(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
