package dev.nightjar.udfs.embed;

import dev.nightjar.udfs.token.Tokens;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** One thread's native memory for a batch: inputs and output, reused from batch to batch. */
final class BatchBuffers {

  private static final long[] ONES = filled(4096);

  private ByteBuffer ids = direct(0);
  private ByteBuffer mask = direct(0);
  private ByteBuffer types = direct(0);
  private ByteBuffer output = direct(0);

  /**
   * Writes ids and mask of the batch, padded at the right to {@code length} tokens each.
   *
   * @param padding the id to pad with: some models count positions by it, although it is masked
   */
  void fill(List<Tokens> texts, int length, boolean wide, int padding) {
    int bytes = texts.size() * length * (wide ? Long.BYTES : Integer.BYTES);
    ids = room(ids, bytes);
    mask = room(mask, bytes);
    types = room(types, bytes);
    for (int row = 0; row < texts.size(); row++) {
      if (wide) {
        fillWide(texts.get(row).ids(), row * length, length, padding);
      } else {
        fillNarrow(texts.get(row).ids(), row * length, length, padding);
      }
    }
  }

  private void fillWide(long[] tokens, int start, int length, int padding) {
    ids.asLongBuffer().put(start, tokens);
    int done = 0;
    while (done < tokens.length) {
      int chunk = Math.min(ONES.length, tokens.length - done);
      mask.asLongBuffer().put(start + done, ONES, 0, chunk);
      done += chunk;
    }
    for (int i = tokens.length; i < length; i++) {
      ids.putLong((start + i) * Long.BYTES, padding);
      mask.putLong((start + i) * Long.BYTES, 0);
    }
  }

  private void fillNarrow(long[] tokens, int start, int length, int padding) {
    for (int i = 0; i < length; i++) {
      boolean real = i < tokens.length;
      ids.putInt((start + i) * Integer.BYTES, real ? (int) tokens[i] : padding);
      mask.putInt((start + i) * Integer.BYTES, real ? 1 : 0);
    }
  }

  ByteBuffer ids() {
    return ids;
  }

  ByteBuffer mask() {
    return mask;
  }

  /** Zeros: every text is one segment. */
  ByteBuffer types() {
    return types;
  }

  FloatBuffer output(int floats) {
    output = room(output, Math.multiplyExact(floats, Float.BYTES));
    return output.asFloatBuffer();
  }

  private static ByteBuffer room(ByteBuffer buffer, int bytes) {
    if (buffer.capacity() >= bytes) {
      return buffer.limit(bytes);
    }
    return direct(Math.max(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, buffer.capacity() * 2L)))
        .limit(bytes);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static long[] filled(int length) {
    long[] ones = new long[length];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
