package dev.nightjar.pipelines.publish.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A Redis server, or a Cluster that the server turns out to belong to, connected on the first
 * question. Whatever is asked may be asked twice: where the connection is lost, it is.
 */
final class RedisServer implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 200_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final StoreSettings.Redis settings;
  private UnifiedJedis client;

  RedisServer(StoreSettings.Redis settings) {
    this.settings = settings;
  }

  /** The answer to a question that does no harm when it is asked twice. */
  <T> T ask(Function<UnifiedJedis, T> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.apply(client());
      } catch (JedisException e) {
        if (attempt == ATTEMPTS || !passes(e)) {
          throw new PublicationException(
              settings.name()
                  + " ("
                  + settings.place()
                  + "): "
                  + message(e)
                  + "; check "
                  + settings.key()
                  + ", that the server runs, its memory, and user, password and rights there",
              e);
        }
        LockSupport.parkNanos(PAUSE_NANOS << attempt);
      }
    }
  }

  /** The answers to commands that are sent together; none may be an error. */
  <T> List<T> askAll(Function<AbstractPipeline, List<Response<T>>> questions) {
    return ask(
        connected -> {
          try (AbstractPipeline pipeline = connected.pipelined()) {
            List<Response<T>> responses = questions.apply(pipeline);
            pipeline.sync();
            List<T> answers = new ArrayList<>(responses.size());
            responses.forEach(response -> answers.add(response.get()));
            return answers;
          }
        });
  }

  boolean isCluster() {
    return ask(connected -> connected instanceof RedisClusterClient);
  }

  /** A section of what every node says of itself. */
  List<Map<String, String>> info(String section) {
    return ask(
        connected -> {
          List<Map<String, String>> nodes = new ArrayList<>();
          if (connected instanceof RedisClusterClient cluster) {
            cluster
                .getClusterNodes()
                .forEach(
                    (node, pool) -> {
                      try (Jedis jedis = new Jedis(pool.getResource())) {
                        nodes.add(fields(jedis.info(section)));
                      }
                    });
          } else {
            nodes.add(fields(connected.info(section)));
          }
          return nodes;
        });
  }

  /** A batch of a version's keys, or empty after the last one. */
  Optional<List<String>> keys(Surface surface, String version, int shard, int batch)
      throws IOException {
    byte[] json = ask(connected -> connected.get(RedisKeys.keys(surface, version, shard, batch)));
    return json == null ? Optional.empty() : Optional.of(JSON.readValue(json, TEXTS));
  }

  static byte[] json(List<String> keys) {
    try {
      return JSON.writeValueAsBytes(keys);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("keys of a batch", e);
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  private synchronized UnifiedJedis client() {
    if (client == null) {
      URI uri = URI.create(settings.url());
      HostAndPort node = new HostAndPort(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort());
      JedisClientConfig config = config(uri);
      GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
      pool.setTestOnBorrow(true); // after a restart of the server
      RedisClient single =
          RedisClient.builder().hostAndPort(node).clientConfig(config).poolConfig(pool).build();
      try {
        if (fields(single.info("cluster")).getOrDefault("cluster_enabled", "0").equals("0")) {
          client = single;
          return client;
        }
      } catch (JedisException e) {
        single.close();
        throw e;
      }
      single.close();
      client =
          RedisClusterClient.builder()
              .nodes(Set.of(node))
              .clientConfig(config)
              .poolConfig(pool)
              .build();
    }
    return client;
  }

  private JedisClientConfig config(URI uri) {
    int millis = Math.toIntExact(settings.redis().timeout().toMillis());
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .clientName("nightjar")
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis)
            .database(JedisURIHelper.getDBIndex(uri));
    if (JedisURIHelper.isRedisSSLScheme(uri)) {
      config.sslOptions(SslOptions.defaults());
    }
    if (!settings.login().user().isEmpty()) {
      config.user(settings.login().user());
    }
    settings.password().ifPresent(password -> config.password(password.value()));
    return config.build();
  }

  /** Whether it is better soon: the connection is lost, or the server has just started. */
  private static boolean passes(JedisException e) {
    return e instanceof JedisConnectionException
        || (e instanceof JedisDataException && message(e).startsWith("LOADING"));
  }

  private static String message(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause().getMessage() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static Map<String, String> fields(String info) {
    Map<String, String> fields = new HashMap<>();
    info.lines()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> fields.put(parts[0], parts[1].strip()));
    return fields;
  }
}
