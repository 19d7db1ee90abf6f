package dev.nightjar.pipelines.fold.rule;

import dev.nightjar.pipelines.ingest.source.SourceFiles;
import dev.nightjar.pipelines.settings.RuleSettings;
import dev.nightjar.pipelines.settings.rule.ListRule;
import dev.nightjar.pipelines.settings.rule.RuleFields;
import dev.nightjar.pipelines.settings.rule.TablePlace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rules that hold on a night, of the settings and of the table that merchandisers keep. */
public final class RuleTable {

  private static final String TABLE = "rank.rule-table";
  private static final String BLOCKED = "rank.blocked";

  private RuleTable() {}

  /**
   * The rules of the settings, then those of the table, each by name.
   *
   * @throws RuleException with everything that is wrong with the table, rows for other nights
   *     included
   */
  static List<ListRule> of(SparkSession spark, RuleSettings settings, LocalDate night) {
    List<ListRule> rules = new ArrayList<>(settings.named());
    List<String> problems = new ArrayList<>();
    if (settings.table().path().isPresent()) {
      rules.addAll(read(spark, settings, problems));
    }
    if (!problems.isEmpty()) {
      throw new RuleException(problems);
    }
    return rules.stream().filter(rule -> rule.nights().include(night)).toList();
  }

  /**
   * Looks at the tables that others keep before a night has ranked anything.
   *
   * @throws RuleException with everything that would stop it
   */
  public static void check(SparkSession spark, RuleSettings settings) {
    List<String> problems = new ArrayList<>();
    try {
      of(spark, settings, LocalDate.EPOCH);
    } catch (RuleException e) {
      problems.addAll(e.problems());
    }
    try {
      if (settings.blocked().path().isPresent()) {
        KeptTable.read(spark, BLOCKED, settings.blocked(), UserRules.BLOCKED_COLUMNS, List.of());
      }
    } catch (RuleException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new RuleException(problems);
    }
  }

  /** What a night would record of the tables that others keep, by the names that it records. */
  public static Map<String, String> fingerprints(SparkSession spark, RuleSettings settings) {
    Map<String, String> fingerprints = new TreeMap<>();
    Map.of(TABLE, settings.table(), BLOCKED, settings.blocked())
        .forEach(
            (key, place) -> {
              if (place.path().isPresent()) {
                fingerprints.put(key, fingerprint(spark, place));
              }
            });
    return fingerprints;
  }

  private static String fingerprint(SparkSession spark, TablePlace place) {
    return SourceFiles.fingerprint(spark, place.options(), place.path());
  }

  private static List<ListRule> read(
      SparkSession spark, RuleSettings settings, List<String> problems) {
    List<String> required = List.of("name", "action", "condition");
    List<String> optional =
        RuleFields.words().stream().filter(word -> !required.contains(word)).toList();
    List<Row> rows =
        KeptTable.read(spark, TABLE, settings.table(), required, optional).collectAsList();
    Set<String> names = new HashSet<>();
    settings.named().forEach(rule -> names.add(rule.name()));
    List<ListRule> rules = new ArrayList<>();
    for (Row row : rows) {
      Map<String, String> fields = new HashMap<>();
      for (String column : row.schema().fieldNames()) {
        String value = row.getAs(column);
        if (value != null && !column.equals("name")) {
          fields.put(column, value);
        }
      }
      String name = row.isNullAt(0) ? "" : row.getString(0).strip();
      if (name.isEmpty()) {
        problems.add(TABLE + " has a row without a name: " + fields + "; give it one");
      } else if (!names.add(name)) {
        problems.add(TABLE + " has '" + name + "', which is a rule already; give it another name");
      }
      ListRule.of(
              name,
              new RuleFields(
                  fields,
                  (field, problem) ->
                      problems.add(TABLE + ", rule '" + name + "': " + field + " " + problem)))
          .ifPresent(rules::add);
    }
    rules.sort(Comparator.comparing(ListRule::name));
    return rules;
  }
}
