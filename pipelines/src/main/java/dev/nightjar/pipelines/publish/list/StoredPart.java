package dev.nightjar.pipelines.publish.list;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A stored part of a surface: the lists of one shard, in the order of their keys' hashes. */
public interface StoredPart extends AutoCloseable {

  /** The name in the manifest of a part that is no file. */
  static String path(Surface surface, int shard) {
    return surface.word() + "/" + shard;
  }

  /**
   * The parts of a surface that no list fell into, so that none is missing from the manifest.
   *
   * @param full parts that were written
   * @param path of a shard
   */
  static List<Publication.StoredFile> empty(
      List<Publication.StoredFile> full, int shards, IntFunction<String> path) {
    Set<String> written =
        full.stream().map(Publication.StoredFile::path).collect(Collectors.toSet());
    return IntStream.range(0, shards)
        .mapToObj(path)
        .filter(name -> !written.contains(name))
        .map(name -> new LineDigest().described(name))
        .toList();
  }

  /** Opens parts of one version. */
  interface Source {

    /** The part's path in the manifest. */
    String path(Surface surface, int shard);

    StoredPart open(Surface surface, int shard) throws IOException;
  }

  /** The next line without its end; empty after the last one. */
  byte[] next() throws IOException;

  /** What is stored, once all of it was read. */
  Publication.StoredFile described();

  @Override
  void close() throws IOException;
}
