package dev.nightjar.pipelines.publish.list;

import java.io.IOException;

/** A stored part of a surface: the lists of one shard, in the order of their keys' hashes. */
public interface StoredPart extends AutoCloseable {

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
