import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Lists from PostgreSQL: PostgresLists JDBC_URL KEY... */
final class PostgresLists {

  private static final String QUERY =
      "SELECT jsonb_build_object('user_id', key, 'night', night, 'items', list), night"
          + " FROM nightjar.recommendations WHERE key = ANY (?)"
          + " ORDER BY array_position(?, key) LIMIT 1";

  /** A list as JSON, and how many days old it is. */
  record Found(String list, Long ageDays) {}

  /** The list of the first key that has one. */
  static Found recommendations(Connection connection, List<String> keys) throws SQLException {
    try (var query = connection.prepareStatement(QUERY)) {
      query.setArray(1, connection.createArrayOf("text", keys.toArray()));
      query.setArray(2, connection.createArrayOf("text", keys.toArray()));
      var rows = query.executeQuery();
      if (!rows.next()) {
        return new Found(null, null);
      }
      LocalDate night = rows.getObject(2, LocalDate.class);
      return new Found(
          rows.getString(1), ChronoUnit.DAYS.between(night, LocalDate.now(ZoneOffset.UTC)));
    }
  }

  public static void main(String[] arguments) throws SQLException {
    List<String> keys = List.of(arguments).subList(1, arguments.length);
    String user = System.getenv("PGUSER");
    String password = System.getenv("PGPASSWORD");
    try (Connection connection = DriverManager.getConnection(arguments[0], user, password)) {
      Found found = recommendations(connection, keys);
      System.out.println(
          "{\"list\": " + found.list + ", \"age_days\": " + found.ageDays + "}");
    }
  }
}
