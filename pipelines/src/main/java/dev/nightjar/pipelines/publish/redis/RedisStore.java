package dev.nightjar.pipelines.publish.redis;

import dev.nightjar.pipelines.publish.list.Kept;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.ManifestJson;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.StoredPart;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.publish.list.VersionCheck;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.Response;

/** Lists as values of a Redis server, laid out as the package says. */
public final class RedisStore implements ServingStore {

  private static final int READ_ATTEMPTS = 5;

  private final StoreSettings.Redis settings;
  private final RedisServer server;
  private final RedisPointers pointers;

  private RedisStore(StoreSettings.Redis settings) {
    this.settings = settings;
    this.server = new RedisServer(settings);
    this.pointers = new RedisPointers(server, settings.name());
  }

  /** The store, which is connected on its first use. */
  public static RedisStore open(StoreSettings.Redis settings) {
    return new RedisStore(settings);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String place() {
    return settings.place();
  }

  @Override
  public Optional<String> pointer() {
    return pointers.read(Surface.RECOMMENDATIONS);
  }

  @Override
  public Optional<Publication> live() {
    return pointer()
        .map(
            version ->
                manifests(RedisKeys.VERSIONS).stream()
                    .filter(publication -> publication.version().equals(version))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new PublicationException(
                                RedisKeys.live(Surface.RECOMMENDATIONS)
                                    + " names version "
                                    + version
                                    + ", which "
                                    + RedisKeys.VERSIONS
                                    + " does not know; run nightjar rollback --to one of "
                                    + versions().stream().map(Publication::version).toList())));
  }

  @Override
  public List<Publication> versions() {
    return manifests(RedisKeys.VERSIONS).stream().sorted(Publication.NEWEST_FIRST).toList();
  }

  @Override
  public Lock lock(String holder, Duration stale) {
    return RedisLock.take(server, name(), holder);
  }

  @Override
  public void prepare(Publication announced, NightLists lists) {
    RedisMemory.require(
        name(), RedisMemory.needed(lists, announced.version()), server.info("memory"));
    server.ask(
        client ->
            client.hset(RedisKeys.LOADING, announced.version(), ManifestJson.text(announced)));
  }

  @Override
  public Publication load(Publication announced, NightLists lists) {
    List<StoredFile> parts = new ArrayList<>();
    for (Surface surface : Surface.values()) {
      RedisLoad.load(settings, announced.version(), surface, lists);
      parts.addAll(
          lists.parts(surface, announced.shards(), shard -> StoredPart.path(surface, shard)));
    }
    return announced.with(parts);
  }

  @Override
  public void verify(Publication publication) {
    new VersionCheck(publication, RedisPart.of(settings, publication.version())).run();
  }

  @Override
  public void flip(Publication to, Optional<String> from) {
    pointers.flip(to.version(), ManifestJson.text(to), from);
  }

  @Override
  public void unflip(Publication flipped, Optional<String> to) {
    pointers.unflip(flipped.version(), to);
  }

  @Override
  public void discard(Publication publication) {
    if (!pointer().equals(Optional.of(publication.version()))) {
      remove(publication, Optional.empty());
    }
  }

  @Override
  public List<String> collect(int keep) {
    List<Publication> whole = versions();
    Set<String> needed = Kept.of(pointer(), whole, keep);
    List<String> gone = new ArrayList<>();
    for (Publication version : whole) {
      if (!needed.contains(version.version())) {
        remove(version, Optional.of(settings.redis().expire()));
        gone.add(version.version());
      }
    }
    for (Publication half : manifests(RedisKeys.LOADING)) {
      if (!needed.contains(half.version())) {
        remove(half, Optional.empty());
        gone.add(half.version());
      }
    }
    return gone;
  }

  @Override
  public Optional<PublishedList> lookup(Surface surface, String key) {
    for (int attempt = 1; ; attempt++) {
      Optional<String> version = pointers.read(surface);
      if (version.isEmpty()) {
        return Optional.empty();
      }
      byte[] line = server.ask(client -> client.get(RedisKeys.list(surface, version.get(), key)));
      if (line != null) {
        return Optional.of(parsed(surface, key, line));
      }
      if (attempt == READ_ATTEMPTS || version.equals(pointers.read(surface))) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private static PublishedList parsed(Surface surface, String key, byte[] line) {
    try {
      return ListLine.parse(surface, line);
    } catch (IOException e) {
      throw PublicationException.damaged(key, e);
    }
  }

  /**
   * Takes a version's keys away, now or after a while; its name last, so that it can be repeated.
   */
  private void remove(Publication version, Optional<Duration> after) {
    for (Surface surface : Surface.values()) {
      for (int shard = 0; shard < version.shards(); shard++) {
        removeShard(version.version(), surface, shard, after);
      }
    }
    server.ask(client -> client.hdel(RedisKeys.VERSIONS, version.version()));
    server.ask(client -> client.hdel(RedisKeys.LOADING, version.version()));
  }

  private void removeShard(String version, Surface surface, int shard, Optional<Duration> after) {
    try {
      List<byte[]> index = new ArrayList<>();
      for (int batch = 0; ; batch++) {
        Optional<List<String>> keys = server.keys(surface, version, shard, batch);
        if (keys.isEmpty()) {
          break;
        }
        remove(keys.get().stream().map(k -> RedisKeys.list(surface, version, k)).toList(), after);
        index.add(RedisKeys.keys(surface, version, shard, batch));
      }
      // From the last: what a death in between leaves is found from the first.
      java.util.Collections.reverse(index);
      remove(index, after);
    } catch (IOException e) {
      throw new PublicationException(
          name() + " holds keys of " + version + " that are no JSON: " + e.getMessage(), e);
    }
  }

  private void remove(Collection<byte[]> keys, Optional<Duration> after) {
    server.askAll(
        pipeline -> {
          List<Response<Long>> answers = new ArrayList<>();
          for (byte[] key : keys) {
            answers.add(
                after.isPresent()
                    ? pipeline.expire(key, after.get().toSeconds())
                    : pipeline.unlink(key));
          }
          return answers;
        });
  }

  private List<Publication> manifests(String key) {
    return server.ask(client -> client.hgetAll(key)).values().stream()
        .map(json -> ManifestJson.read(json, name() + ": " + key))
        .toList();
  }
}
