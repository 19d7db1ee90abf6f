package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.Nights;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(SparkExtension.class)
final class ListsCommandTest {

  @TempDir private static Path lake;
  @TempDir private static Path twoNights;
  @TempDir private Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path conf;

  @BeforeAll
  static void publishTwoNights(SparkSession spark) {
    Nights nights = new Nights(spark, lake, twoNights);
    nights.ranked("2024-03-01", 0).publish("2024-03-01");
    nights.ranked("2024-03-02", 1).publish("2024-03-02");
  }

  @BeforeEach
  void copyAndConfigure() throws IOException {
    Path published = Nights.copy(twoNights, temp.resolve("published"));
    conf = temp.resolve("nightjar.conf");
    Files.writeString(conf, "publish.root = \"" + published + "\"\n");
  }

  @Test
  void showsTheListOfAUserAsATable() {
    assertEquals(0, nightjar("lists", "--user", "u3"));
    List<String> lines = out.toString().lines().toList();
    assertEquals("recommendations for user u3, night 2024-03-02", lines.get(0));
    assertEquals("#  item  title            score     source  reasons", lines.get(2));
    assertEquals(
        "3  i7    Title of \"i7\" é  0.333333  als     because you bought \"Strap\"; liked by"
            + " others",
        lines.get(5));
    assertEquals(3 + 5, lines.size());
  }

  @Test
  void showsTheItemsSimilarToAnItemAsJson() {
    assertEquals(0, nightjar("lists", "--item", "i0", "--json"));
    String json = out.toString();
    assertTrue(
        json.startsWith(
            "{\"item_id\":\"i0\",\"night\":\"2024-03-02\",\"items\":[{\"item_id\":\"i2\","),
        json);
    assertEquals(1, json.lines().count());
  }

  @Test
  void anUnknownUserIsAFailureThatSaysWhatIsLive() {
    assertEquals(1, nightjar("lists", "--user", "U3"));
    assertTrue(
        err.toString()
            .startsWith(
                "failed: no list for user U3 in night 2024-03-02; that night has lists for 20"
                    + " users. Check the id, upper and lower case count;"),
        err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void anEmptyStoreSaysWhatToRun() throws IOException {
    Path empty = temp.resolve("empty");
    Files.writeString(conf, "publish.root = \"" + empty + "\"\n");
    assertEquals(1, nightjar("lists", "--item", "i1"));
    assertTrue(
        err.toString().startsWith("failed: nothing is published at " + empty + "; run: "),
        err.toString());
  }

  @Test
  void eitherAUserOrAnItemIsNeeded() {
    assertEquals(2, nightjar("lists"));
    assertTrue(err.toString().contains("--user=U | --item=I"), err.toString());
  }

  @Test
  void rollbackMovesThePointerUnlessItIsADryRun() {
    assertEquals(0, nightjar("rollback", "--to", "2024-03-01", "--dry-run"));
    assertTrue(out.toString().startsWith("night 2024-03-01 would go live: 2024-03-01-"));
    assertEquals(0, nightjar("lists", "--user", "u3"));
    assertTrue(out.toString().contains("user u3, night 2024-03-02"), out.toString());

    assertEquals(0, nightjar("rollback", "--to", "2024-03-01"));
    assertEquals(0, nightjar("lists", "--user", "u3"));
    assertTrue(out.toString().contains("user u3, night 2024-03-01"), out.toString());
  }

  @Test
  void rollbackToANightThatIsNotKeptNamesThoseThatAre() {
    assertEquals(1, nightjar("rollback", "--to", "2023-12-24"));
    assertTrue(
        err.toString()
            .matches(
                "(?s)failed: no version of night 2023-12-24 is kept; kept are 2024-03-02 \\(.*\\),"
                    + " 2024-03-01 \\(.*\\)\n.*"),
        err.toString());
  }

  private int nightjar(String command, String... arguments) {
    CommandLine line = NightjarCommand.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--conf";
    all[all.length - 1] = conf.toString();
    return line.execute(all);
  }
}
