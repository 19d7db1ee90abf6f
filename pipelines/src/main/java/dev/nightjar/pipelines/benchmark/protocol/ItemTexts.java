package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.file.InputFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads item texts: a line an item, its id, a tab, its text. The first text of an id counts. */
public final class ItemTexts {
  private ItemTexts() {}

  public static Map<String, String> read(Path file) {
    Map<String, String> texts = new HashMap<>();
    InputFile.read(
        file,
        (number, line) -> {
          int tab = line.indexOf('\t');
          if (tab < 1) {
            throw new InputException(
                file,
                number,
                "has no tab after an item id: '"
                    + ItemLists.shortened(line)
                    + "'; give 'item<TAB>text'");
          }
          texts.putIfAbsent(line.substring(0, tab).strip(), line.substring(tab + 1).strip());
        });
    if (texts.isEmpty()) {
      throw new InputException(file, "has no item; give lines 'item<TAB>text'");
    }
    return texts;
  }
}
