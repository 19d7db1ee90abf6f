package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection that is opened on the first question and again where it is lost. Whatever is asked
 * may be asked twice.
 */
final class Database implements AutoCloseable {

  /** Locked by others, in conflict with them, starting, stopping, or out of reach. */
  private static final Set<String> PASSING =
      Set.of(
          "55P03", "40001", "40P01", "57P01", "57P02", "57P03", "08000", "08001", "08003", "08006");

  private static final long PAUSE_NANOS = 100_000_000;

  private final StoreSettings.Postgres settings;
  private Connection connection;

  Database(StoreSettings.Postgres settings) {
    this.settings = settings;
  }

  /** What is asked of a connection. */
  @FunctionalInterface
  interface Question<T> {
    T of(Connection connection) throws SQLException;
  }

  /** A connection of one's own; DriverManager does not see drivers that Spark's executors load. */
  static Connection connect(StoreSettings.Postgres settings, String application)
      throws SQLException {
    Properties properties = new Properties();
    if (!settings.login().user().isEmpty()) {
      properties.setProperty("user", settings.login().user());
    }
    settings.password().ifPresent(p -> properties.setProperty("password", p.value()));
    String seconds = Long.toString(settings.postgres().timeout().toSeconds());
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", application);
    return new org.postgresql.Driver().connect(settings.url(), properties);
  }

  /** The answer, each statement on its own. */
  synchronized <T> T ask(Question<T> question) {
    return ask(question, settings.postgres().attempts());
  }

  /** The answer, tried so often. */
  synchronized <T> T ask(Question<T> question, int attempts) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.of(connection());
      } catch (SQLException e) {
        boolean passes = PASSING.contains(String.valueOf(e.getSQLState()));
        recover();
        if (attempt >= attempts || !passes) {
          throw failed(settings, e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** The answer of one transaction. */
  <T> T transaction(Question<T> question) {
    return ask(
        connected -> {
          connected.setAutoCommit(false);
          try {
            T answer = question.of(connected);
            connected.commit();
            return answer;
          } catch (SQLException | RuntimeException e) {
            connected.rollback();
            throw e;
          } finally {
            connected.setAutoCommit(true);
          }
        });
  }

  /** Runs statements one by one. */
  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static PublicationException failed(StoreSettings.Postgres settings, SQLException e) {
    return new PublicationException(
        String.format(
            Locale.ROOT,
            "%s (%s): %s (SQLSTATE %s); check %s, that the server runs, its disk, and user,"
                + " password and rights there",
            settings.name(),
            settings.place(),
            e.getMessage(),
            e.getSQLState(),
            settings.key()),
        e);
  }

  @Override
  public synchronized void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It is gone either way.
    }
    connection = null;
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      Connection fresh = connect(settings, "nightjar");
      run(
          fresh,
          "SET lock_timeout = " + settings.postgres().lockTimeout().toMillis(),
          "SET client_min_messages = warning");
      connection = fresh;
    }
    return connection;
  }

  /** A connection that still answers stays. */
  private void recover() {
    try {
      if (connection != null && connection.isValid(1)) {
        return;
      }
    } catch (SQLException e) {
      // Opened anew.
    }
    close();
  }
}
