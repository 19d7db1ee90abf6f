package dev.nightjar.pipelines.ingest.source;

import dev.nightjar.pipelines.run.Together;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * How a file begins, unpacked as its name says.
 *
 * @param bytes at most {@link #MOST_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record FileHead(Path path, byte[] bytes) {

  private static final int MOST_BYTES = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * The beginnings of files that are not empty.
   *
   * @param files URIs, as Spark lists them
   * @throws IngestException where a file's name promises another packing than it has
   */
  static List<FileHead> of(Configuration conf, String source, List<String> files) {
    return Together.all(files.stream().map(file -> reading(conf, source, file)).toList()).stream()
        .filter(head -> head.bytes().length > 0)
        .toList();
  }

  private static Supplier<FileHead> reading(Configuration conf, String source, String file) {
    return () -> {
      Path path = new Path(URI.create(file));
      CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
      try (InputStream raw = path.getFileSystem(conf).open(path);
          InputStream in = codec == null ? raw : codec.createInputStream(raw)) {
        return new FileHead(path, in.readNBytes(MOST_BYTES));
      } catch (IOException | RuntimeException e) {
        String unlike = codec == null ? "" : ": its name ends as of a packed file, which it is not";
        throw new IngestException(
            List.of(
                "source %s: %s cannot be read%s (%s); give plain or gzipped text, named so"
                    .formatted(source, shown(path), unlike, e.getMessage())));
      }
    };
  }

  /** The path for people: without a scheme where it is on this machine. */
  String name() {
    return shown(path);
  }

  private static String shown(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  /** The text so far, without a mark of its byte order. */
  String text(Charset charset) {
    String text = new String(bytes, charset);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Whether the file begins with these bytes. */
  boolean startsWith(int... begin) {
    if (bytes.length < begin.length) {
      return false;
    }
    for (int i = 0; i < begin.length; i++) {
      if ((bytes[i] & 0xFF) != begin[i]) {
        return false;
      }
    }
    return true;
  }

  /** Share of the bytes at even or at odd places that are 0, as half of UTF-16's are. */
  double zeros(int parity) {
    int zeros = 0;
    for (int i = parity; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros / Math.max(1, bytes.length / 2.0);
  }

  @Override
  public String toString() {
    return name() + " " + Arrays.toString(Arrays.copyOf(bytes, Math.min(8, bytes.length)));
  }
}
