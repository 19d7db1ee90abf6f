package dev.nightjar.pipelines.ingest.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Formats that are no text, by the bytes that their files begin with. */
enum BinaryFormat {
  ZIP("a ZIP archive or a workbook; unpack or export it", 'P', 'K', 3, 4),
  GZIP("gzipped; name it .gz", 0x1F, 0x8B),
  BZIP2("packed by bzip2; name it .bz2", 'B', 'Z', 'h'),
  ZSTANDARD("packed by zstd; unpack it", 0x28, 0xB5, 0x2F, 0xFD),
  XZ("packed by xz; unpack it", 0xFD, '7', 'z', 'X', 'Z'),
  SEVEN_ZIP("a 7z archive; unpack it", '7', 'z', 0xBC, 0xAF),
  LZ4("packed by lz4; unpack it", 0x04, 0x22, 0x4D, 0x18),
  PARQUET("Parquet; set the source's format = parquet", 'P', 'A', 'R', '1'),
  ORC("ORC; write it as Parquet", 'O', 'R', 'C'),
  AVRO("Avro; write it as Parquet", 'O', 'b', 'j', 1),
  OFFICE("an old workbook; export it as CSV", 0xD0, 0xCF, 0x11, 0xE0),
  PDF("a PDF; export the data", '%', 'P', 'D', 'F', '-'),
  SQLITE("a SQLite database; export its table", 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f'),
  PICKLE("a pickle; write it as Parquet", 0x80, 4, 0x95),
  HDF5("HDF5; write it as Parquet", 0x89, 'H', 'D', 'F');

  /** Text in two bytes a character has every other byte 0, but no two in three. */
  private static final double MOST_ZEROS = 0.6;

  private final String what;
  private final int[] begin;

  BinaryFormat(String what, int... begin) {
    this.what = what;
    this.begin = begin;
  }

  /** A sentence for the first file that is no text. */
  static Optional<String> problem(String source, List<FileHead> heads) {
    return heads.stream()
        .flatMap(head -> what(head).map(found -> sentence(source, head, found)).stream())
        .findFirst();
  }

  private static Optional<String> what(FileHead head) {
    Optional<String> known =
        Arrays.stream(values())
            .filter(format -> head.startsWith(format.begin))
            .map(format -> format.what)
            .findFirst();
    boolean zeros = head.zeros(0) > MOST_ZEROS && head.zeros(1) > MOST_ZEROS;
    return known.or(() -> zeros ? Optional.of("binary; export it as text") : Optional.empty());
  }

  private static String sentence(String source, FileHead head, String found) {
    return "source "
        + source
        + ": "
        + head.name()
        + " is not plain or gzipped text: it is "
        + found;
  }
}
