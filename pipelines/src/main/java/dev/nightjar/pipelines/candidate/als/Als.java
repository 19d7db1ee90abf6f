package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.settings.AlsSettings;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Implicit ALS whose factors follow from the log, the texts, the settings and the seed alone: the
 * same bits from any number of blocks and partitions, in one process, on a cluster, and where
 * executors were lost. Users and items are cut into blocks, a task each; what grows with items
 * passes through the driver after every half of an iteration, users never do.
 */
public final class Als {
  private Als() {}

  /** Fits with the solver that the settings name, from random factors. */
  public static AlsFactors fit(Dataset<Row> histories, Catalog catalog, AlsSettings settings) {
    return fit(histories, catalog, settings, AlsCourse.COLD);
  }

  /** The same in another way; MLlib's solver starts at random and tells nothing. */
  public static AlsFactors fit(
      Dataset<Row> histories, Catalog catalog, AlsSettings settings, AlsCourse course) {
    return switch (settings.solver()) {
      case MLLIB -> MllibAls.fit(histories, catalog, settings);
      case NIGHTJAR -> fitted(histories, catalog, settings, course);
    };
  }

  private static AlsFactors fitted(
      Dataset<Row> histories, Catalog catalog, AlsSettings settings, AlsCourse course) {
    try (Blocks blocks = Blocks.of(histories, catalog, settings)) {
      Alternation alternation = new Alternation(blocks, settings, course.start());
      double before = Double.POSITIVE_INFINITY;
      for (int iteration = 1; iteration <= settings.iterations(); iteration++) {
        double objective = alternation.iterate();
        course.listener().iterated(iteration, objective);
        if (before - objective <= course.tolerance() * objective) {
          break;
        }
        before = objective;
      }
      course.listener().ended(alternation.pulls());
      return alternation.factors(catalog);
    }
  }
}
