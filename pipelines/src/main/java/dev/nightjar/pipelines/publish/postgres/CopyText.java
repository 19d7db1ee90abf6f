package dev.nightjar.pipelines.publish.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Rows in the text format of COPY: fields parted by tabs, with what has a meaning escaped. */
final class CopyText {

  private final ByteArrayOutputStream rows = new ByteArrayOutputStream(1 << 17);

  /** Adds a list. */
  void add(int id, String key, byte[] items) {
    rows.writeBytes(Integer.toString(id).getBytes(StandardCharsets.US_ASCII));
    rows.write('\t');
    escape(key.getBytes(StandardCharsets.UTF_8));
    rows.write('\t');
    escape(items);
    rows.write('\n');
  }

  int size() {
    return rows.size();
  }

  /** The rows so far, which are then forgotten. */
  byte[] take() {
    byte[] taken = rows.toByteArray();
    rows.reset();
    return taken;
  }

  private void escape(byte[] text) {
    for (byte b : text) {
      switch (b) {
        case '\\' -> write('\\');
        case '\t' -> write('t');
        case '\n' -> write('n');
        case '\r' -> write('r');
        default -> rows.write(b);
      }
    }
  }

  private void write(char escaped) {
    rows.write('\\');
    rows.write(escaped);
  }
}
