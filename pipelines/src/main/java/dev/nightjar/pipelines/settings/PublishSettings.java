package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Where readers find the lists.
 *
 * @param shards parts a surface is split into by the hash of its key
 * @param forceOlder whether a night older than the live one may take its place
 * @param leastShare of the live night's users that a night must have lists for
 * @param fields what a list says of an item beside its id
 * @param defaultItems how long lists for whoever has none are, 0 for no such lists
 * @param defaultAttributes of users, for whose values there are such lists too
 * @param stores at least one, in the order in which they go live
 */
public record PublishSettings(
    int shards,
    boolean forceOlder,
    double leastShare,
    List<PublishedField> fields,
    int defaultItems,
    List<String> defaultAttributes,
    RedisSettings redis,
    PostgresSettings postgres,
    List<StoreSettings> stores) {

  public PublishSettings {
    fields = List.copyOf(fields);
    defaultAttributes = List.copyOf(defaultAttributes);
    stores = List.copyOf(stores);
  }

  /**
   * What all Redis stores share.
   *
   * @param keep versions that stay in memory, the live one included
   * @param expire how long a version that is no longer kept can still be read
   * @param ratePerSecond lists written a second by all tasks together, 0 for no bound
   * @param batch commands sent before an answer is awaited
   * @param timeout of a connection and of an answer
   */
  public record RedisSettings(
      int keep, Duration expire, int ratePerSecond, int batch, Duration timeout)
      implements Serializable {

    static RedisSettings from(SettingsReader in) {
      return new RedisSettings(
          in.integer("publish.redis.keep", 1, 365),
          Duration.ofSeconds(in.integer("publish.redis.expire-seconds", 1, 604_800)),
          in.integer("publish.redis.rate-per-second", 0, 100_000_000),
          in.integer("publish.redis.batch", 1, 100_000),
          Duration.ofSeconds(in.integer("publish.redis.timeout-seconds", 1, 3600)));
    }
  }

  /**
   * What all PostgreSQL stores share.
   *
   * @param lockTimeout how long a change of tables or of the pointer waits for others
   * @param attempts how often it is tried
   * @param timeout of a connection
   */
  public record PostgresSettings(Duration lockTimeout, int attempts, Duration timeout)
      implements Serializable {

    static PostgresSettings from(SettingsReader in) {
      return new PostgresSettings(
          Duration.ofMillis(in.integer("publish.postgres.lock-timeout-ms", 10, 60_000)),
          in.integer("publish.postgres.attempts", 1, 1000),
          Duration.ofSeconds(in.integer("publish.postgres.timeout-seconds", 1, 3600)));
    }
  }

  /** What stores of one kind share. */
  record Shared(int keep, RedisSettings redis, PostgresSettings postgres) {}

  static PublishSettings from(SettingsReader in) {
    Shared shared =
        new Shared(
            in.integer("publish.keep", 1, 365), RedisSettings.from(in), PostgresSettings.from(in));
    String root = in.text("publish.root");
    List<String> names = in.names(StoreSettings.BLOCK);
    List<StoreSettings> stores =
        names.isEmpty()
            ? List.of(StoreSettings.only(root, shared.keep()))
            : names.stream().map(name -> StoreSettings.from(in, name, shared)).toList();
    return new PublishSettings(
        in.integer("publish.shards", 1, 4096),
        in.flag("publish.force-older"),
        in.decimal("publish.least-share", 0, 1),
        in.choicesIfAny("publish.fields", PublishedField.values(), PublishedField::word),
        in.integer("publish.defaults.items", 0, 1000),
        in.texts("publish.defaults.attributes"),
        shared.redis(),
        shared.postgres(),
        stores);
  }
}
