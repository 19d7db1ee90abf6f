package dev.nightjar.pipelines.table;

/**
 * A rule that every row of a table keeps.
 *
 * @param broken what is wrong with a row that breaks it, as written to the quarantine
 * @param holds a Spark SQL predicate over the table's columns that is true for rows that keep it
 */
public record Rule(String broken, String holds) {

  public Rule {
    if (broken.isBlank() || holds.isBlank()) {
      throw new IllegalArgumentException("a rule needs a description and a predicate");
    }
  }
}
