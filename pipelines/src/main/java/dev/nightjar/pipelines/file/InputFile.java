package dev.nightjar.pipelines.file;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads text line by line, plain or gzipped, whatever its name ends with. */
public final class InputFile {
  private InputFile() {}

  /** Takes one line. */
  public interface Lines {
    /**
     * One line that is not blank.
     *
     * @param number counted from 1, blank lines included
     */
    void accept(long number, String line);
  }

  /**
   * Hands over every line that is not blank; a byte order mark and carriage returns are dropped.
   */
  public static void read(Path file, Lines lines) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new InputException(file, "no such file, or not readable; check the path");
    }
    long number = 0;
    try (BufferedReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (text.indexOf('\0') >= 0) {
          throw new InputException(file, number, "holds a NUL character; give a text file");
        }
        if (!text.isBlank()) {
          lines.accept(number, text);
        }
      }
    } catch (CharacterCodingException e) {
      throw new InputException(file, number + 1, "is not UTF-8 near here; convert the file");
    } catch (IOException e) {
      throw new InputException(
          file, number + 1, "cannot be read on (" + e.getMessage() + "); is the file whole?");
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    raw.mark(2);
    boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    InputStream bytes = zipped ? new GZIPInputStream(raw, 1 << 16) : raw;
    return new BufferedReader(
        new InputStreamReader(
            bytes, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
  }
}
