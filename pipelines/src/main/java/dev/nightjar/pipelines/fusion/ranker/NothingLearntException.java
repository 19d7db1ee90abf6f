package dev.nightjar.pipelines.fusion.ranker;

/** What users took says nothing of how to rank, as in a log without times. */
public final class NothingLearntException extends IllegalStateException {

  NothingLearntException(int users) {
    super(
        "none of %d users took an item that a source had proposed; raise train.candidates or train.window-days"
            .formatted(users));
  }
}
