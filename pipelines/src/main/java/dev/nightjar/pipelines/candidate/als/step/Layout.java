package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.settings.AlsSettings;
import java.io.Serializable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How users and items are cut. A chunk holds the ids that leave the same remainder; sums are taken
 * within a chunk by id and then over chunks, and chunks follow from the log alone. A block, a
 * task's share, is some whole chunks: how many blocks there are changes no sum.
 *
 * @param userChunks a power of two
 * @param itemChunks a power of two
 * @param blocks of users and of items
 */
public record Layout(int userChunks, int itemChunks, int blocks) implements Serializable {
  private static final int LEAST_CHUNKS = 64;
  private static final int MOST_CHUNKS = 1024;
  private static final int USERS_A_CHUNK = 4096;
  private static final int ITEMS_A_CHUNK = 8192;
  private static final int LEAST_ITEM_CHUNKS = 8;
  private static final long EVENTS_A_BLOCK = 2_000_000;

  /** For a log: as many blocks as the settings say, else as its events and the cluster ask for. */
  public static Layout of(Dataset<Row> histories, int items, AlsSettings settings) {
    Row size = histories.selectExpr("count(*)", "coalesce(sum(size(items)), 0)").head();
    int parallel = histories.sparkSession().sparkContext().defaultParallelism();
    long wanted = Math.max(parallel, size.getLong(1) / EVENTS_A_BLOCK);
    int userChunks = chunks(size.getLong(0) / USERS_A_CHUNK, LEAST_CHUNKS);
    return new Layout(
        userChunks,
        chunks(items / ITEMS_A_CHUNK, LEAST_ITEM_CHUNKS),
        (int) Math.min(userChunks, settings.blocks() > 0 ? settings.blocks() : wanted));
  }

  private static int chunks(long wanted, int least) {
    int chunks = least;
    while (chunks < wanted && chunks < MOST_CHUNKS) {
      chunks *= 2;
    }
    return chunks;
  }

  public int userChunk(int user) {
    return user % userChunks;
  }

  public int itemChunk(int item) {
    return item % itemChunks;
  }

  public int userBlock(int user) {
    return userChunk(user) % blocks;
  }

  public int itemBlock(int item) {
    return itemChunk(item) % blocks;
  }
}
