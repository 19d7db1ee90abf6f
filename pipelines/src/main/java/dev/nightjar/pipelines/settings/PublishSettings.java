package dev.nightjar.pipelines.settings;

/**
 * Where readers find the lists.
 *
 * @param root directory of the file store, any Hadoop URI
 * @param shards JSON-lines files a surface is split into by the hash of its key
 * @param keep published nights that stay on disk for a rollback, the live one included
 */
public record PublishSettings(String root, int shards, int keep) {

  static PublishSettings from(SettingsReader in) {
    return new PublishSettings(
        in.text("publish.root"),
        in.integer("publish.shards", 1, 4096),
        in.integer("publish.keep", 1, 365));
  }
}
