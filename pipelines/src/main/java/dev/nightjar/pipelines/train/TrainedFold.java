package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import java.util.Optional;

/**
 * What a window after a fold taught.
 *
 * @param rating what scores of the ranker say of ratings, empty where nobody rated
 */
record TrainedFold(TrainedRanker ranker, Optional<RatingModel> rating) {}
