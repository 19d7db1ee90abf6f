package dev.nightjar.pipelines.tune;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.SettingsFile;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores settings by a night that ends one window earlier than the given one, so that the window on
 * which the given night is judged stays unseen. Features, models and metrics are made in a scratch
 * lake on clones of what ingest and embed wrote; the lake itself is only read.
 *
 * @param conf the settings file that is tuned
 * @param fixed settings above the file that every trial keeps
 * @param night whose test window must stay unseen
 * @param scratch root of the scratch lake, any Hadoop URI
 */
public record NightTuning(
    SparkSession spark, SettingsFile conf, Map<String, String> fixed, Night night, String scratch)
    implements Search.Objective {
  private static final List<Stage> STAGES = List.of(Stage.FEATURES, Stage.TRAIN, Stage.EVALUATE);
  private static final int LEAST_USERS = 200;

  /**
   * Clones what ingest and embed wrote, where it changed since the last tuning.
   *
   * @param varied ranges that are searched
   * @return a name of what is searched, another for another night, other rows or other settings, so
   *     that trials of those do not count
   */
  public String prepare(SearchSpace varied) {
    Settings settings = Settings.load(conf, with(varied.lowest()));
    Lake lake = new Lake(spark, settings.lake().root());
    Lake trials = new Lake(spark, scratch);
    StringJoiner searched = new StringJoiner(" ").add(settings.hash());
    for (Stage stage : List.of(Stage.INGEST, Stage.EMBED)) {
      for (Table table : stage.writes()) {
        trials.cloneFrom(lake, table);
        searched.add(table.tableName() + "=" + lake.version(table));
      }
    }
    if (trials.version(Table.INTERACTIONS) == Lake.NO_VERSION) {
      throw new IllegalStateException(
          lake.root()
              + " holds no interactions; run ingest and embed with --conf "
              + conf.location()
              + " first");
    }
    String hash = Integer.toHexString(searched.toString().hashCode());
    return "night " + night + " (data and settings " + hash + ")";
  }

  /** The fixed settings and, above them, the point's. */
  private Map<String, String> with(Point point) {
    Map<String, String> overrides = new TreeMap<>(fixed);
    overrides.putAll(point.settings());
    return overrides;
  }

  @Override
  public Search.Outcome run(Point point, double fidelity) {
    Map<String, String> overrides = with(point);
    Settings wanted = Settings.load(conf, overrides);
    overrides.put("lake.root", "\"" + Lake.absolute(scratch) + "\"");
    overrides.put("evaluate.gate.enabled", "false");
    if (fidelity < 1) {
      overrides.put("evaluate.max-users", users(wanted.evaluate().maxUsers(), fidelity));
      overrides.put("train.ranker.users", users(wanted.train().ranker().users(), fidelity));
    }
    Settings settings = Settings.load(conf, overrides);
    Night earlier = new Night(night.date().minusDays(settings.train().windowDays()));
    Lake lake = new Lake(spark, settings.lake().root());
    try (Console console = new Console(spark.sparkContext())) {
      RunId run = RunId.starting(earlier, Instant.now());
      Attempt attempt = new Attempt(new Equipment(spark, settings, lake, console), earlier, run);
      STAGES.forEach(stage -> attempt.execute(stage.word(), stage.job()));
    }
    return Search.Outcome.of(fused(lake, earlier, settings.evaluate().k()));
  }

  private static String users(int all, double fidelity) {
    return Integer.toString((int) Math.max(Math.min(all, LEAST_USERS), Math.round(all * fidelity)));
  }

  private static double fused(Lake lake, Night night, int k) {
    List<Row> rows =
        lake.read(Table.METRICS)
            .where("model = 'fused' AND segment = 'all' AND metric = 'ndcg@" + k + "'")
            .where("night = DATE '" + Date.valueOf(night.date()) + "'")
            .select("value")
            .collectAsList();
    if (rows.isEmpty()) {
      throw new IllegalStateException(
          "night "
              + night
              + " has no ndcg@"
              + k
              + " of the fused lists: its log has no window to judge by; tune on a longer log");
    }
    return rows.get(0).getDouble(0);
  }
}
