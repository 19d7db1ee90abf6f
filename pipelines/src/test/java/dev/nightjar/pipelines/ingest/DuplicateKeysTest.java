package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.table.Table;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DuplicateKeysTest {

  @Test
  void nearlyAllRowsUnderOtherRowsKeysAreAWarning() {
    assertEquals(
        Optional.of(
            "warning: 15,779 of 15,780 rows of items have the item_id of another row and were left"
                + " out; check what select makes of them"),
        DuplicateKeys.warning(
            Table.ITEMS,
            Map.of(
                "items.accepted", 15_780L, "items.duplicates", 79L, "items.superseded", 15_700L)));
    assertEquals(Optional.empty(), DuplicateKeys.warning(Table.ITEMS, 1000, 500));
    assertEquals(Optional.empty(), DuplicateKeys.warning(Table.ITEMS, 3, 2));
    assertEquals(Optional.empty(), DuplicateKeys.warning(Table.ITEMS, Map.of()));
  }
}
