package dev.nightjar.pipelines.run;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.settings.Settings;
import org.apache.spark.sql.SparkSession;

/** What all stages of a run work with. */
public record Equipment(SparkSession spark, Settings settings, Lake lake, Console console) {}
