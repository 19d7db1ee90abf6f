package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One writer a database: an advisory lock that ends with the connection, whoever dies. */
final class PostgresLock implements ServingStore.Lock {

  /** The word nightjar in hexadecimal digits of its letters, cut to what a lock takes. */
  private static final int NUMBER = 0x6e696768;

  private static final String HELD =
      "FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory'"
          + " AND l.granted AND l.classid = 0 AND l.objid = "
          + NUMBER;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int NAME_CHARS = 63;

  private final StoreSettings.Postgres settings;
  private final Connection connection;

  private PostgresLock(StoreSettings.Postgres settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
  }

  static PostgresLock take(StoreSettings.Postgres settings, String holder) {
    String name = "nightjar " + holder;
    try {
      Connection connection =
          Database.connect(settings, name.substring(0, Math.min(NAME_CHARS, name.length())));
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!ask(connection, "SELECT pg_try_advisory_lock(" + NUMBER + ")").equals("t")) {
        if (System.nanoTime() > end) {
          String other = ask(connection, "SELECT a.application_name || ', pid ' || a.pid " + HELD);
          connection.close();
          throw new PublicationException(
              settings.name()
                  + " is written to by "
                  + (other.isEmpty() ? "another connection" : other)
                  + "; wait for its end, or stop it: the lock then goes by itself");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return new PostgresLock(settings, connection);
    } catch (SQLException e) {
      throw Database.failed(settings, e);
    }
  }

  @Override
  public void ensureHeld() {
    try {
      String held = ask(connection, "SELECT 't' " + HELD + " AND l.pid = pg_backend_pid()");
      if (!held.equals("t")) {
        throw new PublicationException(settings.name() + " lost its lock; run it again");
      }
    } catch (SQLException e) {
      throw Database.failed(settings, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The lock went with the connection.
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
