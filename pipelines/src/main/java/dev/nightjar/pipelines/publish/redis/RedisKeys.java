package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.publish.list.Surface;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of all keys. */
final class RedisKeys {

  /** Manifests of whole versions, by name. */
  static final String VERSIONS = "nightjar:versions";

  /** Manifests of versions that are being loaded, or whose publisher died. */
  static final String LOADING = "nightjar:loading";

  static final String LOCK = "nightjar:lock";

  private RedisKeys() {}

  /** The pointer of a surface. */
  static String live(Surface surface) {
    return "nightjar:" + surface.word() + ":live";
  }

  /** The pointers of all surfaces, the one that counts first. */
  static String[] pointers() {
    return Arrays.stream(Surface.values()).map(RedisKeys::live).toArray(String[]::new);
  }

  static byte[] list(Surface surface, String version, String key) {
    return bytes(listPrefix(surface, version) + key);
  }

  static String listPrefix(Surface surface, String version) {
    return "nightjar:" + surface.word() + ":" + version + ":";
  }

  /** A batch of a version's keys. */
  static byte[] keys(Surface surface, String version, int shard, int batch) {
    return bytes("nightjar:keys:" + version + ":" + surface.word() + ":" + shard + ":" + batch);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
