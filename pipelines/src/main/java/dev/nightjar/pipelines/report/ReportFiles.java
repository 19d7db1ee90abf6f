package dev.nightjar.pipelines.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The pages below {@code report.root}. */
final class ReportFiles {

  private static final String PAGE = "\\d{4}-\\d{2}-\\d{2}\\.html";

  private final Path root;
  private final Configuration hadoop;

  ReportFiles(String root, Configuration hadoop) {
    this.root = new Path(root);
    this.hadoop = hadoop;
  }

  /** Writes or replaces a page; where it is. */
  Path write(String name, String html) {
    Path file = new Path(root, name);
    try (FileSystem files = fileSystem()) {
      files.mkdirs(root);
      try (var out = files.create(file, true)) {
        out.write(html.getBytes(StandardCharsets.UTF_8));
      }
      return files.makeQualified(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + file + "; check report.root and its permissions", e);
    }
  }

  /** The nights that have a page, in no order. */
  List<LocalDate> nights() {
    List<LocalDate> nights = new ArrayList<>();
    try (FileSystem files = fileSystem()) {
      for (FileStatus file : files.listStatus(root)) {
        String name = file.getPath().getName();
        if (name.matches(PAGE)) {
          nights.add(LocalDate.parse(name.substring(0, name.length() - ".html".length())));
        }
      }
      return nights;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + root + "; check report.root", e);
    }
  }

  /**
   * Without checksum files, which would lie hidden beside the pages; an instance of its own, since
   * others want them.
   */
  private FileSystem fileSystem() throws IOException {
    FileSystem files = FileSystem.newInstance(root.toUri(), hadoop);
    files.setWriteChecksum(false);
    return files;
  }
}
