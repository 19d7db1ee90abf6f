package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.Surface;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What readers do while tables change. */
final class Readers {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NANOS = 20_000_000;

  private Readers() {}

  /**
   * Waits for statements that were planned before a table was attached: one that then saw the
   * pointer moved would find no list. A reader that only stays in its transaction plans anew, so it
   * is not waited for long. How many were still there.
   */
  static int waitForPlans(Connection connection) throws SQLException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Set<String> planned = readers(connection);
    while (!planned.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      planned.retainAll(readers(connection));
    }
    return planned.size();
  }

  private static Set<String> readers(Connection connection) throws SQLException {
    String tables =
        Arrays.stream(Surface.values())
            .map(surface -> "to_regclass('" + Schema.lists(surface) + "')")
            .collect(Collectors.joining(", "));
    Set<String> found = new HashSet<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT DISTINCT virtualtransaction FROM pg_locks WHERE relation IN ("
                    + tables
                    + ") AND pid <> pg_backend_pid()");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
