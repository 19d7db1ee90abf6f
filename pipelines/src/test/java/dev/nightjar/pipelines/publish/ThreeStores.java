package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.server.PostgresServer;
import dev.nightjar.pipelines.server.RedisProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Settings of a store of each kind: files, shop on Redis and warehouse on PostgreSQL. */
record ThreeStores(Path files, RedisProcess redis, PostgresServer postgres, String url) {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** With a database of its own. */
  static ThreeStores of(Path files, RedisProcess redis, PostgresServer postgres)
      throws SQLException {
    String name = "three_" + DATABASES.incrementAndGet();
    try (Connection connection = connect(postgres.url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new ThreeStores(files, redis, postgres, postgres.url(name));
  }

  String settings() {
    return """
    publish.shards = 3
    publish.stores {
      files { type = file, root = "%s" }
      shop { type = redis, url = "%s" }
      warehouse {
        type = postgres, url = "%s", user = %s, password-file = "%s"
      }
    }
    """
        .formatted(files, redis.url(), url, PostgresServer.USER, postgres.passwordFile());
  }

  Connection connect() throws SQLException {
    return connect(url);
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
  }
}
