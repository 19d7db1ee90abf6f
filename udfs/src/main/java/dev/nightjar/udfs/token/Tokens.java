package dev.nightjar.udfs.token;

/** The token ids of one text as its model reads them, special tokens included, padding not. */
public final class Tokens {

  private final long[] ids;
  private final boolean truncated;

  Tokens(long[] ids, boolean truncated) {
    this.ids = ids;
    this.truncated = truncated;
  }

  /** The ids themselves, not a copy: callers read only. */
  public long[] ids() {
    return ids;
  }

  public int length() {
    return ids.length;
  }

  /** Whether the text had more tokens than the model reads. */
  public boolean truncated() {
    return truncated;
  }
}
