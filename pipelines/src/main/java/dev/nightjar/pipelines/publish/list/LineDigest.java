package dev.nightjar.pipelines.publish.list;

import dev.nightjar.udfs.embed.model.Sha256;
import java.security.MessageDigest;

/** How many bytes a part's lines have, each with its end, and their SHA-256. */
public final class LineDigest {

  private final MessageDigest digest = Sha256.digest();
  private long bytes;

  public void add(byte[] line) {
    digest.update(line);
    digest.update((byte) '\n');
    bytes += line.length + 1L;
  }

  /** What was taken, as a part of that path; once. */
  public Publication.StoredFile described(String path) {
    return new Publication.StoredFile(path, bytes, Sha256.hex(digest));
  }
}
