package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.tune.Point;

/**
 * A source with its tuned settings, fitted for the validation and for the test.
 *
 * @param seconds spent on it, tuning included
 */
record FittedSource(
    SourceKind kind,
    Point point,
    CandidateModels validation,
    CandidateModels test,
    double seconds) {
  FittedSource withSeconds(double more) {
    return new FittedSource(kind, point, validation, test, seconds + more);
  }
}
