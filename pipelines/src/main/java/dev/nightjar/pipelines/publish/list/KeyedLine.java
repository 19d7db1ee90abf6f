package dev.nightjar.pipelines.publish.list;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * A list as every store serves it.
 *
 * @param shard the part that it belongs to
 * @param bucket of its key
 * @param line the JSON of {@link ListLine}, without its end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every byte
public record KeyedLine(int shard, int bucket, String key, byte[] line) implements Serializable {

  static KeyedLine of(Row row) {
    return new KeyedLine(
        row.getInt(NightLines.SHARD),
        row.getInt(NightLines.BUCKET),
        row.getString(NightLines.KEY),
        row.getAs(NightLines.LINE));
  }
}
