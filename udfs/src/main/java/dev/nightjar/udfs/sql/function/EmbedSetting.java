package dev.nightjar.udfs.sql.function;

import java.util.Locale;
import org.apache.spark.sql.internal.SQLConf;

/** The session settings of {@code embed_text}: key, default and meaning. */
public enum EmbedSetting {
  MODEL("minilm", "the model: minilm, or the URI of a model directory"),
  DEVICE("auto", "auto (a GPU where one works, else the CPU), cpu, or gpu (fail without one)"),
  GPU_ID("0", "the GPU in local mode; on a cluster the one that Spark assigned to the task"),
  MAX_TOKENS("0", "tokens read of each text; 0 for what the model declares"),
  DIMENSION("0", "numbers kept of each vector (Matryoshka); 0 for all"),
  THREADS("0", "model threads an executor on a CPU; 0 for its cores"),
  BATCH_TOKENS("0", "padded tokens a batch; 0 for 2048 on a CPU and 65536 on a GPU"),
  LENGTH_STEP("0", "lengths are padded to a multiple of this; 0 for 1 on a CPU and 16 on a GPU"),
  WINDOW_ROWS("8192", "rows whose texts are sorted by length together"),
  WINDOW_BYTES("33554432", "bytes of rows and texts after which a window is full"),
  CACHE_BYTES("67108864", "memory an executor keeps for vectors of texts seen before"),
  GPU_MEMORY_BYTES("0", "the most GPU memory to take; 0 for no limit"),
  GPU_ARENA("kNextPowerOfTwo", "how GPU memory grows: kNextPowerOfTwo or kSameAsRequested");

  private static final String PREFIX = "spark.nightjar.embed.";

  private final String defaultValue;
  private final String meaning;

  EmbedSetting(String defaultValue, String meaning) {
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** The name to set it by, for instance {@code spark.nightjar.embed.batch-tokens}. */
  public String key() {
    return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String meaning() {
    return meaning;
  }

  public String read(SQLConf conf) {
    return conf.getConfString(key(), defaultValue);
  }

  /** Reads a whole number, 0 or more. */
  long number(SQLConf conf) {
    String value = read(conf);
    try {
      long number = Long.parseLong(value.trim());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key() + " is " + value + "; set a whole number", e);
    }
    throw new IllegalArgumentException(key() + " is " + value + "; set 0 or more");
  }

  /** Reads a whole number from 0 to the largest integer. */
  int integer(SQLConf conf) {
    long number = number(conf);
    if (number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          key() + " is " + number + "; set at most " + Integer.MAX_VALUE);
    }
    return (int) number;
  }
}
