import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lists from files: FileLists ROOT KEY... */
final class FileLists {

  /** The few lines among which the key's is, by one seek in the index and one in the shard. */
  static String lines(Path version, int shards, String key)
      throws IOException, GeneralSecurityException {
    byte[] sha256 =
        MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    String digest = HexFormat.of().formatHex(sha256);
    int shard = Integer.parseInt(digest.substring(0, 3), 16) * shards / 4096;
    int first = (shard * 4096 + shards - 1) / shards;
    int end = ((shard + 1) * 4096 + shards - 1) / shards;
    String file =
        version + String.format(Locale.ROOT, "/recommendations/json/shard-%05d", shard);
    try (RandomAccessFile index = new RandomAccessFile(file + ".index", "r");
        RandomAccessFile lists = new RandomAccessFile(file + ".jsonl", "r")) {
      long slots = (index.length() / 8 - 1) / (end - first);
      index.seek(((Long.parseLong(digest.substring(0, 8), 16) * slots >> 20) - first * slots) * 8);
      long start = index.readLong();
      byte[] read = new byte[(int) (index.readLong() - start)];
      lists.seek(start);
      lists.readFully(read);
      return new String(read, StandardCharsets.UTF_8);
    }
  }

  /** The list of the first key that has one, as a line of JSON, or null. */
  static String recommendations(Path root, List<String> keys)
      throws IOException, GeneralSecurityException {
    Path version = root.resolve("versions").resolve(Files.readString(root.resolve("CURRENT")).strip());
    int shards = Integer.parseInt(field(Files.readString(version.resolve("manifest.json")), "shards"));
    for (String key : keys) {
      String quoted = key.replace("\\", "\\\\").replace("\"", "\\\"");
      for (String line : lines(version, shards, key).split("\n")) {
        if (line.startsWith("{\"user_id\":\"" + quoted + "\",")) {
          return line;
        }
      }
    }
    return null;
  }

  static String field(String json, String name) {
    var found = Pattern.compile("\"" + name + "\" ?: ?\"?([^\",\\s}]+)").matcher(json);
    found.find();
    return found.group(1);
  }

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    List<String> keys = List.of(arguments).subList(1, arguments.length);
    String line = recommendations(Path.of(arguments[0]), keys);
    Long age =
        line == null
            ? null
            : ChronoUnit.DAYS.between(
                LocalDate.parse(field(line, "night")), LocalDate.now(ZoneOffset.UTC));
    System.out.println("{\"list\": " + line + ", \"age_days\": " + age + "}");
  }
}
