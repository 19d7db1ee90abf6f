package dev.nightjar.udfs.sql;

import dev.nightjar.udfs.sql.operator.EmbedStrategy;
import dev.nightjar.udfs.sql.rule.ExtractEmbedding;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Adds Nightjar's functions and its embedding operator to a session: {@code
 * spark.sql.extensions=dev.nightjar.udfs.sql.NightjarExtensions}.
 */
public final class NightjarExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunction.values()) {
      function.inject(extensions);
    }
    extensions.injectPreCBORule(session -> new ExtractEmbedding());
    extensions.injectPlannerStrategy(session -> new EmbedStrategy());
    return BoxedUnit.UNIT;
  }
}
