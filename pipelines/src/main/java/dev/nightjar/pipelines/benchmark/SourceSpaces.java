package dev.nightjar.pipelines.benchmark;

import dev.nightjar.pipelines.candidate.SourceKind;
import java.util.List;

/** What is searched for each candidate source: keys of the night's settings and their ranges. */
final class SourceSpaces {
  private SourceSpaces() {}

  /**
   * The space of a source.
   *
   * @param timed whether events have times; without, ages are all 0 and half-lives mean nothing
   */
  static SearchSpace of(SourceKind kind, boolean timed) {
    return new SearchSpace(
        switch (kind) {
          case POPULARITY, CATEGORY ->
              timed
                  ? List.of(Parameter.log("features.popularity-half-life-days", 3, 3000))
                  : List.of();
          case ALS ->
              List.of(
                  Parameter.choice("train.als.rank", 16d, 32d, 48d, 64d, 96d, 128d),
                  Parameter.log("train.als.regularization", 0.003, 1),
                  Parameter.log("train.als.alpha", 0.3, 60),
                  Parameter.linear("train.als.step-decay", 0.5, 1));
          case ITEM_TO_ITEM ->
              List.of(
                  Parameter.whole("train.item-to-item.window", 2, 200),
                  Parameter.linear("train.item-to-item.distance-exponent", 0, 1.2),
                  Parameter.linear("train.item-to-item.backward", 0.2, 1),
                  Parameter.linear("train.item-to-item.last-damping", 0.1, 0.9),
                  Parameter.linear("train.item-to-item.next-damping", 0, 0.8),
                  Parameter.linear("train.item-to-item.step-decay", 0.3, 1));
          case LINEAR ->
              List.of(
                  Parameter.log("train.linear.regularization", 5, 3000),
                  Parameter.linear("train.linear.dropout", 0, 0.6),
                  Parameter.linear("train.linear.step-decay", 0.5, 1));
          case TEXT -> List.of(Parameter.linear("train.taste-step-decay", 0.4, 1));
          case COLD -> List.of(Parameter.log("train.cold.regularization", 0.1, 3000));
          case REPEAT -> List.of();
        });
  }

  /** Share of the tuning time, before normalisation: where a run costs more and tuning pays. */
  static double share(SourceKind kind) {
    return switch (kind) {
      case ALS -> 4;
      case ITEM_TO_ITEM -> 3;
      case LINEAR -> 2;
      case TEXT, COLD -> 1;
      case POPULARITY, CATEGORY, REPEAT -> 0.5;
    };
  }
}
