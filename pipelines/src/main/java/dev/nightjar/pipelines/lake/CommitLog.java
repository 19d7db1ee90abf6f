package dev.nightjar.pipelines.lake;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the commits of a Delta table did, as Delta itself recorded it. */
final class CommitLog {

  /** Operations that move files about and leave every row as it was. */
  private static final Set<String> WITHOUT_CHANGE =
      Set.of("OPTIMIZE", "VACUUM START", "VACUUM END", "SET TBLPROPERTIES", "COMPUTE STATS");

  /** Only rows of the nights that are named: night = one, or night IN several. */
  private static final Pattern OF_NIGHTS =
      Pattern.compile("(?!.*(<|>|!|\\bNOT\\b|\\bOR\\b)).*\\bnight\\b.*\\d{4}-\\d{2}-\\d{2}.*");

  private static final String[] MERGED = {
    "numTargetRowsInserted", "numTargetRowsUpdated", "numTargetRowsDeleted"
  };

  private CommitLog() {}

  /**
   * The newest version after {@code version} that may have changed rows, or empty.
   *
   * @param night asks only about this night's rows of a nightly table; empty asks about all rows
   */
  static Optional<Long> lastChange(
      SparkSession spark, String path, long version, Optional<LocalDate> night) {
    List<Row> commits =
        DeltaTable.forPath(spark, path)
            .history()
            .where(col("version").gt(version))
            .orderBy(col("version").desc())
            .select("version", "operation", "operationParameters", "operationMetrics")
            .collectAsList();
    if (commits.isEmpty()) {
      return Optional.empty();
    }
    long newest = commits.get(0).getLong(0);
    // Delta removes old commits, and one of them may have changed anything.
    return newest - version > commits.size()
        ? Optional.of(newest)
        : commits.stream()
            .filter(commit -> changes(commit, night))
            .map(commit -> commit.getLong(0))
            .findFirst();
  }

  /**
   * The version of another table that a table is a clone of and nothing else, or {@link
   * Lake#NO_VERSION}.
   *
   * @param version the table's newest version
   */
  static long clonedVersion(SparkSession spark, String path, long version) {
    if (version == Lake.NO_VERSION) {
      return Lake.NO_VERSION;
    }
    Row newest =
        DeltaTable.forPath(spark, path)
            .history(1)
            .select("operation", "operationParameters")
            .head();
    return newest.getString(0).equals("CLONE")
        ? Long.parseLong(newest.<String, String>getJavaMap(1).get("sourceVersion"))
        : Lake.NO_VERSION;
  }

  private static boolean changes(Row commit, Optional<LocalDate> night) {
    String operation = commit.getString(1);
    if (WITHOUT_CHANGE.contains(operation)) {
      return false;
    }
    if (operation.equals("MERGE")) {
      return touched(map(commit, 3));
    }
    String predicate = map(commit, 2).getOrDefault("predicate", "");
    return night.isEmpty()
        || !OF_NIGHTS.matcher(predicate).matches()
        || predicate.contains(night.get().toString());
  }

  /** A merge that recorded no counts may have done anything. */
  private static boolean touched(Map<String, String> metrics) {
    for (String metric : MERGED) {
      if (!metrics.getOrDefault(metric, "1").equals("0")) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> map(Row commit, int column) {
    return commit.isNullAt(column) ? Map.of() : commit.getJavaMap(column);
  }
}
