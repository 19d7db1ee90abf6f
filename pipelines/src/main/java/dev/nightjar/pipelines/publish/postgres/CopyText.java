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

  /** What has no meaning goes in one piece: all of most lists. */
  private void escape(byte[] text) {
    int from = 0;
    for (int at = 0; at < text.length; at++) {
      byte letter = letter(text[at]);
      if (letter != 0) {
        rows.write(text, from, at - from);
        rows.write('\\');
        rows.write(letter);
        from = at + 1;
      }
    }
    rows.write(text, from, text.length - from);
  }

  /** The letter that stands for a byte after a backslash; 0 for one that stands for itself. */
  private static byte letter(byte b) {
    return switch (b) {
      case '\\' -> '\\';
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\r' -> 'r';
      default -> 0;
    };
  }
}
