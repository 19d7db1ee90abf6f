package dev.nightjar.pipelines.benchmark.gpu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The libraries that a shared library of Linux asks for (ELF, System V ABI, chapters 4 and 5). */
final class NeededLibraries {

  private static final int MAGIC = 0x464C457F;
  private static final byte BITS_64 = 2;
  private static final byte LITTLE_ENDIAN = 1;
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final long NEEDED = 1;
  private static final long STRING_TABLE = 5;
  private static final int ENTRY_BYTES = 16;

  private NeededLibraries() {}

  /** A part of the file and where it lies in memory. */
  private record Segment(int type, long offset, long address, long bytes) {}

  /**
   * The names in the order in which the file has them.
   *
   * @throws IOException also where the file is no 64-bit shared library
   */
  static List<String> of(Path library) throws IOException {
    try (FileChannel channel = FileChannel.open(library)) {
      ByteBuffer head = read(channel, 0, 64);
      if (head.getInt(0) != MAGIC || head.get(4) != BITS_64 || head.get(5) != LITTLE_ENDIAN) {
        throw new IOException(library + " is no 64-bit shared library of Linux");
      }
      List<Segment> segments = segments(channel, head);
      List<Long> names = new ArrayList<>();
      long strings = 0;
      for (Segment segment : segments) {
        if (segment.type() == DYNAMIC) {
          ByteBuffer entries = read(channel, segment.offset(), segment.bytes());
          for (int at = 0; at + ENTRY_BYTES <= entries.limit(); at += ENTRY_BYTES) {
            long tag = entries.getLong(at);
            if (tag == NEEDED) {
              names.add(entries.getLong(at + 8));
            } else if (tag == STRING_TABLE) {
              strings = entries.getLong(at + 8);
            }
          }
        }
      }
      List<String> needed = new ArrayList<>();
      for (long name : names) {
        needed.add(text(channel, offset(segments, strings) + name));
      }
      return needed;
    }
  }

  private static List<Segment> segments(FileChannel channel, ByteBuffer head) throws IOException {
    int each = head.getShort(54);
    int count = head.getShort(56);
    ByteBuffer table = read(channel, head.getLong(32), (long) each * count);
    List<Segment> segments = new ArrayList<>();
    for (int at = 0; at < each * count; at += each) {
      segments.add(
          new Segment(
              table.getInt(at),
              table.getLong(at + 8),
              table.getLong(at + 16),
              table.getLong(at + 32)));
    }
    return segments;
  }

  private static long offset(List<Segment> segments, long address) throws IOException {
    return segments.stream()
        .filter(s -> s.type() == LOAD)
        .filter(s -> address >= s.address() && address < s.address() + s.bytes())
        .map(s -> s.offset() + address - s.address())
        .findFirst()
        .orElseThrow(() -> new IOException("the library has no table of names"));
  }

  private static String text(FileChannel channel, long offset) throws IOException {
    ByteBuffer some = read(channel, offset, Math.min(256, channel.size() - offset));
    int length = 0;
    while (length < some.limit() && some.get(length) != 0) {
      length++;
    }
    byte[] name = new byte[length];
    some.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer read(FileChannel channel, long offset, long bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the library ends early");
      }
    }
    return buffer.flip();
  }
}
