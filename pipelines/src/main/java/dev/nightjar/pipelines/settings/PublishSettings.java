package dev.nightjar.pipelines.settings;

/**
 * Where readers find the lists.
 *
 * @param root directory of the file store, any Hadoop URI
 * @param shards JSON-lines files a surface is split into by the hash of its key
 * @param keep publications that stay on disk for a rollback, the live one included; the one that
 *     was live before it stays in any case
 * @param forceOlder whether a night older than the live one may take its place
 */
public record PublishSettings(String root, int shards, int keep, boolean forceOlder) {

  static PublishSettings from(SettingsReader in) {
    return new PublishSettings(
        in.text("publish.root"),
        in.integer("publish.shards", 1, 4096),
        in.integer("publish.keep", 1, 365),
        in.flag("publish.force-older"));
  }
}
