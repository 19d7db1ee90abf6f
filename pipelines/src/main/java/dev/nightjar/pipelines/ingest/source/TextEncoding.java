package dev.nightjar.pipelines.ingest.source;

import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.settings.SourceSettings.Format;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The encoding that a source names, held against how its files begin. */
final class TextEncoding {

  /** In UTF-16 more bytes than that are 0 at one parity, whatever the language of the values. */
  private static final double ZEROS = 0.05;

  private TextEncoding() {}

  /**
   * What the settings name, UTF-8 where they name nothing.
   *
   * @throws IngestException where Java knows no such encoding
   */
  static Charset of(SourceSettings settings) {
    String name = named(settings).orElse("UTF-8");
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IngestException(
          List.of(
              key(settings)
                  + " is '"
                  + name
                  + "', which Java does not know; set a name such as UTF-8, UTF-16, ISO-8859-1 or"
                  + " windows-1252"));
    }
  }

  /** Whether a line's end is more than one byte, so that lines cannot be told apart as bytes. */
  static boolean isWide(Charset charset) {
    String name = charset.name().toUpperCase(Locale.ROOT);
    return name.startsWith("UTF-16") || name.startsWith("UTF-32") || name.startsWith("X-UTF-");
  }

  /** A sentence for the first file that is written in another encoding than it is read in. */
  static Optional<String> problem(SourceSettings settings, List<FileHead> heads) {
    Charset charset = of(settings);
    return heads.stream()
        .flatMap(head -> problem(settings, charset, head).stream())
        .findFirst()
        .map(problem -> "source " + settings.name() + ": " + problem);
  }

  private static Optional<String> problem(SourceSettings settings, Charset charset, FileHead head) {
    Optional<String> wide = wide(head);
    if (wide.isPresent() && settings.format() == Format.JSON) {
      return Optional.of(
          head.name()
              + " is "
              + wide.get()
              + ", and JSON is read in UTF-8: convert it, as by iconv -f "
              + wide.get()
              + " -t UTF-8");
    }
    if (wide.isPresent() && !isWide(charset)) {
      return Optional.of(
          head.name() + " is " + wide.get() + "; set " + key(settings) + " = " + wide.get());
    }
    if (wide.isEmpty() && isWide(charset)) {
      return Optional.of(
          head.name() + " is not " + charset + ", which " + key(settings) + " says; mend that");
    }
    return Optional.empty();
  }

  /** The name of the encoding of two or four bytes a character that a file is in. */
  private static Optional<String> wide(FileHead head) {
    if (head.startsWith(0xFF, 0xFE, 0, 0) || head.startsWith(0, 0, 0xFE, 0xFF)) {
      return Optional.of("UTF-32");
    }
    if (head.startsWith(0xFF, 0xFE) || head.startsWith(0xFE, 0xFF)) {
      return Optional.of(StandardCharsets.UTF_16.name());
    }
    if (head.zeros(1) > ZEROS && head.zeros(0) < ZEROS / 2) {
      return Optional.of(StandardCharsets.UTF_16LE.name());
    }
    return head.zeros(0) > ZEROS && head.zeros(1) < ZEROS / 2
        ? Optional.of(StandardCharsets.UTF_16BE.name())
        : Optional.empty();
  }

  private static Optional<String> named(SourceSettings settings) {
    return settings.option("encoding").or(() -> settings.option("charset"));
  }

  private static String key(SourceSettings settings) {
    return settings.key("options.encoding");
  }
}
