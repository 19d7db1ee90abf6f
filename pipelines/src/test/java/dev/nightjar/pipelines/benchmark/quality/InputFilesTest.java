package dev.nightjar.pipelines.benchmark.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.benchmark.protocol.ItemFacts;
import dev.nightjar.pipelines.benchmark.protocol.ItemLists;
import dev.nightjar.pipelines.benchmark.protocol.ItemTexts;
import dev.nightjar.pipelines.benchmark.protocol.Rating;
import dev.nightjar.pipelines.benchmark.protocol.RatingRule;
import dev.nightjar.pipelines.benchmark.protocol.RatingSplit;
import dev.nightjar.pipelines.benchmark.protocol.RatingsFile;
import dev.nightjar.pipelines.file.InputException;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir private Path directory;

  @Test
  void itemListsTakeAnyIdsBlankLinesTabsAndNoLastNewline() throws IOException {
    Path file = write("lists", "\uFEFFu1 a b\r\n\n  \nü-2\tb\tb  c\nu3\nu1 d");
    assertEquals(
        Map.of("u1", List.of("a", "b", "d"), "ü-2", List.of("b", "b", "c"), "u3", List.of()),
        ItemLists.read(file).byUser());
  }

  @Test
  void gzippedFilesAreKnownByTheirBytes() throws IOException {
    Path file = directory.resolve("no-suffix");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("1 2 3\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(Map.of("1", List.of("2", "3")), ItemLists.read(file).byUser());
  }

  @Test
  void aCutGzipFileIsToldWithItsPlace() throws IOException {
    Path whole = directory.resolve("whole.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      for (int user = 0; user < 20_000; user++) {
        out.write((user + " " + user * 7919 % 10_007 + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = directory.resolve("cut.gz");
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    InputException e = assertThrows(InputException.class, () -> ItemLists.read(cut));
    assertTrue(
        e.getMessage().matches(".*cut\\.gz:\\d+: cannot be read on .*whole\\?"), e.getMessage());
  }

  @Test
  void aMissingFileIsToldByName() {
    Path missing = directory.resolve("missing");
    InputException e = assertThrows(InputException.class, () -> ItemLists.read(missing));
    assertEquals(missing + ": no such file, or not readable; check the path", e.getMessage());
  }

  @Test
  void commasInsteadOfBlanksAreToldWithTheLine() throws IOException {
    Path file = write("lists.csv", "u 1\n1,2,3\n");
    InputException e = assertThrows(InputException.class, () -> ItemLists.read(file));
    assertEquals(
        file + ":2: has no blanks: '1,2,3'; give 'user item item ...' with spaces", e.getMessage());
  }

  @Test
  void aFileWithoutItemsIsRefused() throws IOException {
    Path file = write("empty", "\nu1\n");
    InputException e = assertThrows(InputException.class, () -> ItemLists.read(file));
    assertEquals(
        file + ": has no user with an item; give lines 'user item item ...'", e.getMessage());
  }

  @Test
  void bytesThatAreNoTextAreRefusedWithTheLine() throws IOException {
    Path nul = write("nul", "u 1\nu \0\n");
    assertEquals(
        nul + ":2: holds a NUL character; give a text file",
        assertThrows(InputException.class, () -> ItemLists.read(nul)).getMessage());
    Path latin = directory.resolve("latin");
    Files.write(latin, "u caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        latin + ":1: is not UTF-8 near here; convert the file",
        assertThrows(InputException.class, () -> ItemLists.read(latin)).getMessage());
  }

  @Test
  void ratingsAreReadWithAndWithoutAHeader() throws IOException {
    List<Rating> expected =
        List.of(new Rating("u", "i", 3.5, 100), new Rating("v", "j", 1, 86_400));
    assertEquals(
        expected,
        RatingsFile.read(
            write(
                "tabs",
                "user_id:token\titem_id\trating\ttimestamp\nu\ti\t3.5\t100\nv\tj\t1\t86400")));
    assertEquals(expected, RatingsFile.read(write("commas", "u, i, 3.5, 100\n\nv,j,1,86400\n")));
    assertEquals(expected, RatingsFile.read(write("colons", "u::i::3.5::100\nv::j::1::86400\n")));
    assertEquals(expected, RatingsFile.read(write("blanks", "u i  3.5 100\nv j 1 86400\n")));
  }

  @Test
  void ratingsOfOneValueAreNotPredicted() throws IOException {
    Path same = write("same", "u,a,1,10\nu,b,1,20\nv,a,1,30\nv,b,1,40\n");
    Path other = write("other", "u,a,1,10\nu,b,2,20\nv,a,1,30\nv,b,1,40\n");
    assertEquals(Optional.empty(), rated(same));
    assertTrue(rated(other).isPresent());
  }

  private static Optional<QualityRun.RatedFile> rated(Path file) {
    return QualityRun.ratings(
            file,
            RatingRule.of(RatingSplit.USER_LAST, Repeat.EXCLUDE, 1),
            QualityRun.Described.NOTHING)
        .rated();
  }

  @Test
  void timesInMillisecondsAndNoTimesAreUnderstood() throws IOException {
    assertEquals(
        1.5e9, RatingsFile.read(write("millis", "u,i,1,1500000000000\n")).get(0).seconds());
    assertEquals(0, RatingsFile.read(write("timeless", "u,i,1\n")).get(0).seconds());
  }

  @Test
  void aRatingThatIsNoNumberIsToldWithFileAndLine() throws IOException {
    Path file = write("ratings", "u\ti\t3\t1\nu\tj\tgood\t2\n");
    InputException e = assertThrows(InputException.class, () -> RatingsFile.read(file));
    assertEquals(
        file
            + ":2: has the rating 'good', which is no number: 'u\tj\tgood\t2';"
            + " give 'user item rating time'",
        e.getMessage());
  }

  @Test
  void aLineWithAnotherNumberOfColumnsIsToldWithFileAndLine() throws IOException {
    Path file = write("ratings", "u\ti\t3\t1\nu\tj\t3\n");
    InputException e = assertThrows(InputException.class, () -> RatingsFile.read(file));
    assertEquals(
        file
            + ":2: has 3 columns and the first line has 4: 'u\tj\t3'; give 'user item rating time'",
        e.getMessage());
  }

  @Test
  void itemTextsNeedATab() throws IOException {
    Path file = write("texts", "a\tA film.\nb no tab\n");
    InputException e = assertThrows(InputException.class, () -> ItemTexts.read(file));
    assertEquals(
        file + ":2: has no tab after an item id: 'b no tab'; give 'item<TAB>text'", e.getMessage());
    assertEquals(
        Map.of("a", "A film.\tStill A.", "b", ""),
        ItemTexts.read(write("good", "a\tA film.\tStill A.\nb\t\na\tsecond")));
  }

  @Test
  void factsOfItemsMayBeUnknown() throws IOException {
    Map<String, ItemFacts> facts = ItemFacts.read(write("facts", "a\tToys > Cars\t2.5\nb\t\t"));
    assertEquals(new ItemFacts("Toys > Cars", 2.5), facts.get("a"));
    assertEquals(new ItemFacts("", Double.NaN), facts.get("b"));
  }

  @Test
  void factsThatAreNoneNameTheirLine() throws IOException {
    Path price = write("price", "a\tToys\t1\nb\tToys\tcheap");
    InputException e = assertThrows(InputException.class, () -> ItemFacts.read(price));
    assertEquals(price + ":2: has the price 'cheap'; give a number of at least 0", e.getMessage());
    Path fields = write("fields", "a\tToys");
    InputException few = assertThrows(InputException.class, () -> ItemFacts.read(fields));
    assertTrue(
        few.getMessage().startsWith(fields + ":1: has 2 fields; give 'item<TAB>category"),
        few.getMessage());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
