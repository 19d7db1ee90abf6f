package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/** Plans {@link EmbedTexts} as {@link EmbedTextsExec}. */
public final class EmbedStrategy extends SparkStrategy {

  @Override
  public Seq<SparkPlan> apply(LogicalPlan plan) {
    if (plan instanceof EmbedTexts embed) {
      return ScalaCollections.seq(
          List.of(
              new EmbedTextsExec(
                  embed.calls(),
                  embed.vectors(),
                  embed.carried(),
                  embed.rampUp(),
                  planLater(embed.child()))));
    }
    return ScalaCollections.seq(List.of());
  }
}
