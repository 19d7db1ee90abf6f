package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what a night would read, write and skip. */
@Command(
    name = "plan",
    description = "Tells what a night would read, write and skip, and why; touches nothing.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  @Mixin private NightOptions options;

  @Override
  public Integer call() throws Exception {
    var settings = options.settings();
    try (SparkSession spark = SparkSessions.open("plan", settings)) {
      print(spark, settings, options.night(), List.of(Stage.values()));
      return ExitCode.DONE.value();
    }
  }

  static void print(SparkSession spark, Settings settings, Night night, List<Stage> stages) {
    Lake lake = new Lake(spark, settings.lake().root());
    for (Stage stage : stages) {
      System.out.println(stage.word() + " of night " + night);
      for (Table table : stage.reads()) {
        System.out.println("  reads " + table.tableName() + " at version " + lake.version(table));
      }
    }
  }
}
