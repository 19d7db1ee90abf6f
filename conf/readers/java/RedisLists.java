import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import redis.clients.jedis.RedisClient;

/** Lists from Redis: RedisLists URL KEY... */
final class RedisLists {

  /** The list of the first key that has one, as a line of JSON, or null. */
  static String recommendations(RedisClient client, List<String> keys) {
    String version = client.get("nightjar:recommendations:live");
    for (String key : keys) {
      String line = client.get("nightjar:recommendations:" + version + ":" + key);
      if (line != null) {
        return line;
      }
    }
    return null;
  }

  /** How many days old a list is. */
  static Long ageDays(String line) {
    if (line == null) {
      return null;
    }
    var night = Pattern.compile("\"night\":\"([^\"]+)\"").matcher(line);
    night.find();
    return ChronoUnit.DAYS.between(
        LocalDate.parse(night.group(1)), LocalDate.now(ZoneOffset.UTC));
  }

  public static void main(String[] arguments) {
    List<String> keys = List.of(arguments).subList(1, arguments.length);
    try (RedisClient client = RedisClient.create(arguments[0])) {
      String line = recommendations(client, keys);
      System.out.println("{\"list\": " + line + ", \"age_days\": " + ageDays(line) + "}");
    }
  }
}
