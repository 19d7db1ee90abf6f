package dev.nightjar.pipelines.publish.list;

import java.io.IOException;
import java.io.Serializable;

/** A stored part of a surface: the lists of one shard, in the order of their keys' hashes. */
public interface StoredPart extends AutoCloseable {

  /** The name in the manifest of a part that is no file. */
  static String path(Surface surface, int shard) {
    return surface.word() + "/" + shard;
  }

  /** Opens parts of one version, on any executor. */
  interface Source extends Serializable {

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
