package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.fusion.ranker.Calibration;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a window after a fold taught, or what ranks without it.
 *
 * @param calibration turns its scores into chances, empty where nothing taught it
 * @param ndcg on the users that it was chosen by, empty where nothing taught it
 * @param rating what scores of the ranker say of ratings, empty where nobody rated
 */
record TrainedFold(
    Ranker ranker,
    Optional<Calibration> calibration,
    OptionalDouble ndcg,
    Optional<RatingModel> rating) {

  static TrainedFold taught(TrainedRanker trained, Optional<RatingModel> rating) {
    return new TrainedFold(
        trained.ranker(),
        Optional.of(trained.calibration()),
        OptionalDouble.of(trained.ndcg()),
        rating);
  }

  static TrainedFold untaught(Ranker ranker) {
    return new TrainedFold(ranker, Optional.empty(), OptionalDouble.empty(), Optional.empty());
  }
}
