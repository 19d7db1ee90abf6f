package dev.nightjar.udfs.embed;

import dev.nightjar.udfs.embed.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text by the first half of its SHA-256, so that memory does not hold the text.
 *
 * @param high bytes 0 to 7 of the hash
 * @param low bytes 8 to 15 of the hash
 */
record TextKey(long high, long low) {

  static TextKey of(String text) {
    MessageDigest digest = Sha256.digest();
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    return new TextKey(hash.getLong(), hash.getLong());
  }
}
