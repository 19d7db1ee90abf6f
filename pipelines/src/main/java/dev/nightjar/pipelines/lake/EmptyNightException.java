package dev.nightjar.pipelines.lake;

import dev.nightjar.pipelines.table.Table;
import java.time.LocalDate;

/** A night's output would have been empty; the table was left as it was. */
public final class EmptyNightException extends RuntimeException {

  public EmptyNightException(Table table, LocalDate night) {
    super(
        "table "
            + table.tableName()
            + " would be empty for night "
            + night
            + "; it was left as it was. Check that the stages before had input for that night:"
            + " nightjar plan --night "
            + night);
  }
}
