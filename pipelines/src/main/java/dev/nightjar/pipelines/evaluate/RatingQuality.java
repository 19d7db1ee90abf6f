package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.fusion.Examples;
import dev.nightjar.pipelines.fusion.rating.RatedItems;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.run.StageRun;
import java.util.List;
import org.apache.spark.sql.Row;

/** How near the ratings of the window are to those expected: rows of the table {@code metrics}. */
final class RatingQuality {
  private RatingQuality() {}

  /** None where nobody rated before the window. */
  static List<Row> of(StageRun run, TestWindow window, TestFold fold) {
    return fold.trained().rating().map(model -> of(run, window, fold, model)).orElse(List.of());
  }

  private static List<Row> of(StageRun run, TestWindow window, TestFold fold, RatingModel model) {
    int most = run.settings().evaluate().maxUsers();
    long seed = run.settings().seed();
    return run.step(
        "judge expected ratings",
        () -> {
          List<RatedItems> users =
              fold.fusion()
                  .rated(
                      Examples.sample(window.rated(), most, seed),
                      fold.catalog(),
                      fold.models(),
                      fold.trained().ranker());
          return new ExpectedRatings(run.settings().evaluate().resamples(), seed)
              .of(TestFold.FUSED, model, fold.catalog(), users);
        });
  }
}
