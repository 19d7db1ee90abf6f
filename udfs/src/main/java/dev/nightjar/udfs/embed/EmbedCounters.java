package dev.nightjar.udfs.embed;

import java.util.concurrent.atomic.LongAdder;

/** What a task's texts cost, counted while it runs. */
public final class EmbedCounters {

  /** Texts that were embedded, each once. */
  public final LongAdder texts = new LongAdder();

  /** Texts that were asked for again and taken from an earlier answer. */
  public final LongAdder repeated = new LongAdder();

  /** Tokens of the embedded texts. */
  public final LongAdder tokens = new LongAdder();

  /** Tokens that went through the model, padding included. */
  public final LongAdder paddedTokens = new LongAdder();

  /** Runs of the model. */
  public final LongAdder batches = new LongAdder();

  /** Texts of which the model read only the head. */
  public final LongAdder truncated = new LongAdder();

  /** Time in which texts became tokens, summed over threads. */
  public final LongAdder tokenizeNanos = new LongAdder();

  /** Time spent in the model, summed over its threads. */
  public final LongAdder inferenceNanos = new LongAdder();
}
