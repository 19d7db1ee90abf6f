package dev.nightjar.pipelines.publish.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ListLineTest {

  private static final PublishedList LIST =
      new PublishedList(
          "k\"1\\é\n",
          "2024-03-01",
          List.of(
              new ListItem("i\t1", "Größe \uD83C\uDFB8 \u2028", 0.25, "", List.of("a", "b")),
              new ListItem("i2", "", -3, "", List.of())));

  @ParameterizedTest
  @EnumSource(Surface.class)
  void aLineReadsBackAsTheSameList(Surface surface) throws IOException {
    byte[] line = ListLine.render(surface, LIST);
    assertEquals(LIST, ListLine.parse(surface, line));
    assertEquals(1, new String(line, StandardCharsets.UTF_8).lines().count());
  }

  @ParameterizedTest
  @EnumSource(Surface.class)
  void aLineStartsWithItsKey(Surface surface) {
    byte[] start = ListLine.start(surface, LIST.key());
    byte[] line = ListLine.render(surface, LIST);
    assertArrayEquals(start, Arrays.copyOf(line, start.length));
    assertEquals(',', start[start.length - 1]);
  }

  @ParameterizedTest
  @EnumSource(Surface.class)
  void theItemsOfALineAreCutOutWhateverItsKeySays(Surface surface) throws IOException {
    String key = "\\\",\"items\":[\"";
    byte[] line = ListLine.render(surface, new PublishedList(key, "2024-03-01", LIST.items()));
    assertEquals(LIST.items(), ListLine.parseItems(surface, ListLine.items(line)));
    assertEquals('[', ListLine.items(line)[0]);
  }

  @Test
  void fieldsHaveAFixedOrder() {
    assertEquals(
        "{\"item_id\":\"i1\",\"night\":\"2024-03-01\",\"items\":"
            + "[{\"item_id\":\"i2\",\"title\":\"T\",\"score\":0.5,\"reasons\":[\"r\"]}]}",
        new PublishedList(
                "i1", "2024-03-01", List.of(new ListItem("i2", "T", .5, "", List.of("r"))))
            .json(Surface.SIMILAR_ITEMS));
  }

  @Test
  void aLineHoldsTheChosenFieldsAndWhatIsKnown() throws IOException {
    ListItem.Estimates estimates =
        new ListItem.Estimates(
            OptionalDouble.of(.25), OptionalDouble.empty(), Map.of("rest", -.5, "als", 2d));
    ListItem item =
        new ListItem(
            "i2",
            "T",
            .5,
            "als",
            List.of("r"),
            estimates,
            EnumSet.of(
                PublishedField.CHANCE, PublishedField.EXPECTED_RATING, PublishedField.PARTS));
    byte[] line =
        ListLine.render(
            Surface.RECOMMENDATIONS, new PublishedList("u", "2024-03-01", List.of(item)));
    assertEquals(
        "{\"user_id\":\"u\",\"night\":\"2024-03-01\",\"items\":[{\"item_id\":\"i2\","
            + "\"chance\":0.25,\"parts\":{\"als\":2,\"rest\":-0.5}}]}",
        new String(line, StandardCharsets.UTF_8));
    ListItem read = ListLine.parse(Surface.RECOMMENDATIONS, line).items().get(0);
    assertEquals(estimates, read.estimates());
    assertEquals(EnumSet.of(PublishedField.CHANCE, PublishedField.PARTS), read.shown());
  }

  @Test
  void aLineWithoutAFieldNamesIt() {
    byte[] line = "{\"user_id\":\"u\",\"items\":[]}".getBytes(StandardCharsets.UTF_8);
    IOException missing =
        assertThrows(IOException.class, () -> ListLine.parse(Surface.RECOMMENDATIONS, line));
    assertEquals("field night is missing", missing.getMessage());
  }
}
