package dev.nightjar.pipelines.publish.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class KeptTest {

  /** Two nights, the second of which was published three times. */
  private static final Publication FIRST = version("one", 1, 0, "");

  private static final Publication SECOND = version("two", 2, 1, "one");
  private static final Publication THIRD = version("three", 2, 2, "two");
  private static final Publication FOURTH = version("four", 2, 3, "three");

  @Test
  void aNightThatIsPublishedOftenDoesNotPushOutTheOthers() {
    assertEquals(Set.of("four", "three", "one"), kept("four", 2, FIRST, SECOND, THIRD, FOURTH));
  }

  @Test
  void theLiveVersionAndTheOneBeforeItStayHoweverOldTheyAre() {
    assertEquals(Set.of("two", "one", "four"), kept("two", 1, FIRST, SECOND, THIRD, FOURTH));
  }

  @Test
  void withoutALiveVersionTheLastNightsStay() {
    List<Publication> newestFirst =
        Stream.of(FIRST, THIRD).sorted(Publication.NEWEST_FIRST).toList();
    assertEquals(Set.of("three"), Kept.of(Optional.empty(), newestFirst, 1));
  }

  @Test
  void aLiveVersionThatIsNotWholeStays() {
    assertEquals(Set.of("damaged", "one"), kept("damaged", 1, FIRST));
  }

  private static Set<String> kept(String live, int nights, Publication... versions) {
    List<Publication> newestFirst = Stream.of(versions).sorted(Publication.NEWEST_FIRST).toList();
    return Kept.of(Optional.of(live), newestFirst, nights);
  }

  private static Publication version(String name, int day, int hour, String before) {
    return new Publication.Draft(name)
        .night("2024-03-0" + day)
        .writtenAt(Instant.parse("2024-03-0" + day + "T0" + hour + ":00:00Z"))
        .publication()
        .after(Optional.of(before));
  }
}
