package dev.nightjar.pipelines.benchmark.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProtocolsTest {
  @Test
  void leaveOneOutTestsTheLastItemAndValidatesTheOneBefore() {
    Experiment experiment = LeaveOneOut.of(lists("u a b c d", "v a c"));
    TestCase first = experiment.test().cases().get(0);
    assertEquals(List.of("a", "b", "c"), names(experiment, first.history().items()));
    assertEquals(List.of("d"), names(experiment, first.relevant()));
    TestCase validation = experiment.validation().cases().get(0);
    assertEquals(List.of("a", "b"), names(experiment, validation.history().items()));
    assertEquals(List.of("c"), names(experiment, validation.relevant()));
    assertEquals(2, experiment.test().cases().size());
    assertEquals(1, experiment.validation().cases().size());
  }

  @Test
  void leaveOneOutNeverFitsOnWhatItAsks() {
    Experiment experiment = LeaveOneOut.of(lists("u a b c", "v d e", "w f"));
    assertEquals(Set.of("a", "b", "d", "f"), fitted(experiment, experiment.test()));
    assertEquals(Set.of("a", "d", "f"), fitted(experiment, experiment.validation()));
  }

  @Test
  void leaveOneOutSaysWhatItCannotTest() {
    Experiment experiment = LeaveOneOut.of(lists("u a b a", "v a", "w"));
    assertTrue(experiment.notes().contains("2 users with fewer than two items are not tested"));
    assertTrue(
        experiment.notes().contains("1 users' test item is in their history; it counts as missed"));
  }

  @Test
  void leaveOneOutOfSingleItemsHasNothingToTest() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> LeaveOneOut.of(lists("u a", "v b")));
    assertEquals(
        "no user has anything to test on; give users with at least two items", e.getMessage());
  }

  @Test
  void splitRanksItemsOfBothFilesAndDropsRepetitions() {
    Experiment experiment = random(1).of(lists("u a b a c", "v b"), lists("u d d", "w a"));
    assertEquals(4, experiment.items().size());
    assertEquals(2, experiment.test().cases().size());
    TestCase first = experiment.test().cases().get(0);
    assertEquals(List.of("a", "b", "c"), names(experiment, first.history().items()));
    assertEquals(List.of("d"), names(experiment, first.relevant()));
    assertEquals(0, experiment.test().cases().get(1).history().size());
    assertTrue(experiment.notes().contains("1 test users have no training items; they count"));
  }

  @Test
  void splitValidatesOnTrainingItemsOnlyAndRepeatably() {
    ItemLists train = lists("u a b c d e f g h", "v a b c d", "w a");
    ItemLists test = lists("u i", "v j");
    Experiment experiment = random(5).of(train, test);
    for (TestCase validation : experiment.validation().cases()) {
      for (int item : validation.relevant()) {
        assertFalse(contains(validation.history(), item));
        assertFalse(Set.of("i", "j").contains(experiment.items().name(item)));
      }
      assertTrue(validation.history().size() > 0);
    }
    assertEquals(hidden(experiment.validation()), hidden(random(5).of(train, test).validation()));
  }

  @Test
  void aLaterTestIsValidatedOnTheLastItemsOfEachLine() {
    Experiment experiment =
        new TrainTestSplit(ValidationSplit.LAST, Repeat.EXCLUDE, 1)
            .of(lists("u a b c d a", "v b"), lists("u e", "v c"));
    TestCase asked = experiment.validation().cases().get(0);
    assertEquals(List.of("a", "b", "c"), names(experiment, asked.history().items()));
    assertEquals(List.of("d"), names(experiment, asked.relevant()));
    assertEquals(1, experiment.validation().cases().size());
    assertEquals(2, experiment.validation().fit().size());
  }

  @Test
  void repetitionsAreEventsWhereTheyMayBeRanked() {
    ItemLists train = lists("u a b a c a", "v b c");
    ItemLists test = lists("u a d", "v d");
    Experiment allowed = new TrainTestSplit(ValidationSplit.LAST, Repeat.ALLOW, 1).of(train, test);
    assertEquals(
        List.of("a", "b", "a", "c", "a"), names(allowed, allowed.test().fit().get(0).items()));
    assertEquals(List.of("a", "d"), names(allowed, allowed.test().cases().get(0).relevant()));
    assertEquals(List.of("a", "c"), names(allowed, allowed.validation().cases().get(0).relevant()));

    Experiment only = new TrainTestSplit(ValidationSplit.LAST, Repeat.ONLY, 1).of(train, test);
    assertEquals(1, only.test().cases().size());
    assertEquals(List.of("a"), names(only, only.test().cases().get(0).relevant()));
    assertEquals(1, only.validation().cases().size(), "v never takes anything again");
  }

  @Test
  void aRandomValidationOfRepetitionsIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TrainTestSplit(ValidationSplit.RANDOM, Repeat.ALLOW, 1));
    assertEquals(
        "--validation random hides items that the user took again; with --repeat allow give --validation last",
        e.getMessage());
  }

  @Test
  void randomRatingSplitKeepsThreeQuartersOfEachItem() {
    List<Rating> ratings = new ArrayList<>();
    for (int user = 0; user < 20; user++) {
      for (int item = 0; item < 4; item++) {
        ratings.add(new Rating("u" + user, "i" + item, 1 + user % 5, user));
      }
    }
    Experiment experiment =
        RatingsExperiment.of(ratings, RatingRule.of(RatingSplit.RANDOM, Repeat.EXCLUDE, 42));
    int[] tested = new int[4];
    experiment
        .test()
        .cases()
        .forEach(test -> Arrays.stream(test.relevant()).forEach(item -> tested[item]++));
    assertArrayEquals(new int[] {5, 5, 5, 5}, tested);
    int[] validated = new int[4];
    experiment
        .validation()
        .cases()
        .forEach(test -> Arrays.stream(test.relevant()).forEach(item -> validated[item]++));
    // 15 remain an item; a tenth of it, 1.5, is rounded by chance.
    for (int hidden : validated) {
      assertTrue(hidden == 1 || hidden == 2, hidden + " hidden");
    }
  }

  @Test
  void aRandomValidationAsksForATenthOfTheTrainingEvenWhereItemsHaveFewRatings() {
    List<Rating> ratings = new ArrayList<>();
    for (int item = 0; item < 1000; item++) {
      ratings.add(new Rating("u" + item % 50, "i" + item, 1, item));
      ratings.add(new Rating("v" + item % 50, "i" + item, 2, item));
      ratings.add(new Rating("w" + item % 50, "i" + item, 3, item));
    }
    Experiment experiment =
        RatingsExperiment.of(ratings, RatingRule.of(RatingSplit.RANDOM, Repeat.EXCLUDE, 42));
    assertEquals(200, asked(experiment.validation()), 40);
  }

  @Test
  void aRandomValidationOfASplitAsksForATenthOfEachLine() {
    String line = " " + String.join(" ", IntStream.range(0, 30).mapToObj(i -> "i" + i).toList());
    Experiment experiment = random(1).of(lists("u" + line, "v" + line), lists("u j k l", "v j"));
    assertEquals(6, asked(experiment.validation()));
  }

  private static int asked(Holdout holdout) {
    return holdout.cases().stream().mapToInt(test -> test.relevant().length).sum();
  }

  @Test
  void ratingsByTimeTestTheLastOfEachUserOrTheLastFifth() {
    List<Rating> ratings =
        List.of(
            new Rating("u", "a", 1, 86_400 * 4),
            new Rating("u", "b", 1, 86_400),
            new Rating("v", "a", 1, 86_400 * 2),
            new Rating("v", "c", 1, 86_400 * 3),
            new Rating("v", "b", 1, 0));
    Experiment last =
        RatingsExperiment.of(ratings, RatingRule.of(RatingSplit.USER_LAST, Repeat.EXCLUDE, 1));
    assertEquals(List.of("a"), names(last, last.test().cases().get(0).relevant()));
    assertEquals(List.of("c"), names(last, last.test().cases().get(1).relevant()));
    History history = last.test().cases().get(1).history();
    assertEquals(List.of("b", "a"), names(last, history.items()));
    assertArrayEquals(new float[] {4, 2}, history.ages());
    Experiment temporal =
        RatingsExperiment.of(ratings, RatingRule.of(RatingSplit.TEMPORAL, Repeat.EXCLUDE, 1));
    assertEquals(1, temporal.test().cases().size());
    assertEquals(List.of("a"), names(temporal, temporal.test().cases().get(0).relevant()));
  }

  @Test
  void ratingsTeachByTheirStrengthAndAreAskedForWhereTheyAreRelevant() {
    List<Rating> ratings =
        List.of(
            new Rating("u", "a", 1, 0),
            new Rating("u", "b", 3, 1),
            new Rating("u", "c", 5, 2),
            new Rating("u", "d", 2, 3),
            new Rating("u", "e", 4, 4),
            new Rating("v", "a", 5, 0),
            new Rating("v", "b", 5, 1),
            new Rating("v", "c", 4, 2),
            new Rating("v", "d", 1, 3));
    Experiment experiment =
        RatingsExperiment.of(
            ratings,
            RatingRule.of(RatingSplit.USER_LAST, Repeat.EXCLUDE, 1),
            RatingMeaning.of("value - 3", "value >= 4"));
    assertEquals(1, experiment.test().cases().size(), "the last rating of v is no hit");
    TestCase test = experiment.test().cases().get(0);
    assertEquals(List.of("e"), names(experiment, test.relevant()));
    assertArrayEquals(new float[] {-2, 0, 2, -1}, test.history().weights());
    assertEquals(2, experiment.test().fit().size());
    assertEquals(
        List.of("c"), names(experiment, experiment.validation().cases().get(0).relevant()));
    assertTrue(
        experiment
            .notes()
            .get(0)
            .contains("models learn from value - 3; positive in the test: value >= 4;"),
        experiment.notes().get(0));
  }

  @Test
  void aMeaningOfRatingsThatCannotBeIsRefused() {
    assertEquals(
        "--strength is 'stars - 3', which names stars, and may name value",
        refused("stars - 3", "true"));
    assertEquals(
        "--relevant is 'value - 3', which gives double and must give true or false",
        refused("1", "value - 3"));
    assertEquals(
        "--strength is 'ln(value - 1) - 9', which is above 0 for no rating of the file; nothing says"
            + " what people like",
        refused("ln(value - 1) - 9", "true"));
    assertEquals(
        "--strength is 'value / 0D', which fails on [1.0]: [DIVIDE_BY_ZERO] Division by zero. Use"
            + " `try_divide` to tolerate divisor being 0 and return NULL instead. If necessary set"
            + " \"spark.sql.ansi.enabled\" to \"false\" to bypass this error.",
        refused("value / 0D", "true"));
    assertEquals(
        "--relevant is 'value > 5', which holds for no rating of the test; count more ratings as hits",
        refused("1", "value > 5"));
    assertEquals(
        "--strength is 'double(\"NaN\")', which gives NaN for a rating of 1.0; give an expression that"
            + " is finite",
        refused("double(\"NaN\")", "true"));
  }

  private static String refused(String strength, String relevant) {
    List<Rating> ratings = List.of(new Rating("u", "a", 1, 0), new Rating("u", "b", 2, 1));
    return assertThrows(
            IllegalArgumentException.class,
            () ->
                RatingsExperiment.of(
                    ratings,
                    RatingRule.of(RatingSplit.USER_LAST, Repeat.EXCLUDE, 1),
                    RatingMeaning.of(strength, relevant)))
        .getMessage();
  }

  @Test
  void aDayDividesRatingsTwiceIntoWindowsOfTheSameLength() {
    // Days 0 to 9; days 7 to 9 are the test, days 4 to 6 the validation.
    List<Rating> ratings = days(10);
    Experiment experiment = RatingsExperiment.of(ratings, dated(7, false));
    assertEquals(2, experiment.test().cases().size());
    TestCase test = experiment.test().cases().get(0);
    assertEquals(List.of("i7", "i9"), names(experiment, test.relevant()));
    assertEquals(7, test.history().size());
    TestCase validation = experiment.validation().cases().get(0);
    assertEquals(List.of("i4", "i5", "i6"), names(experiment, validation.relevant()));
    assertEquals(4, validation.history().size());
    assertTrue(
        experiment
            .notes()
            .get(0)
            .startsWith(
                "the ratings from 1970-01-08 on are the test, those from 1970-01-05 on before it the validation; "),
        experiment.notes().get(0));
    assertEquals(1, RatingsExperiment.of(ratings, dated(7, true)).test().cases().size());
    RatingsExperiment.Division division = RatingsExperiment.divide(ratings, dated(7, false));
    assertEquals(ratings.subList(0, 4), division.train());
    assertEquals(ratings.subList(4, 7), division.validation());
    assertEquals(ratings.subList(7, 10), division.test());
  }

  @Test
  void aDayThatLeavesNoTestNoValidationOrNoTrainingIsRefused() {
    assertEquals(
        6, RatingsExperiment.divide(days(10), dated(6, false)).test().get(0).seconds() / 86_400);
    for (int day : new int[] {5, 10}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> RatingsExperiment.of(days(10), dated(day, false)));
      assertEquals(
          "--test-from is 1970-01-%02d; give a day from 1970-01-07 to 1970-01-10, so that a test, as long a validation and a training are left"
              .formatted(day + 1),
          e.getMessage());
    }
    assertEquals(1, RatingsExperiment.divide(days(3), dated(2, false)).train().size());
    IllegalArgumentException timeless =
        assertThrows(
            IllegalArgumentException.class, () -> RatingsExperiment.of(days(2), dated(1, false)));
    assertEquals(
        "--test-from needs ratings of three days at least, with times; these lie between 1970-01-01 and 1970-01-02",
        timeless.getMessage());
    IllegalArgumentException random =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new RatingRule(
                    RatingSplit.RANDOM, Optional.of(LocalDate.EPOCH), false, Repeat.EXCLUDE, 1));
    assertEquals(
        "--test-from divides by time; give --split temporal with it, not random",
        random.getMessage());
  }

  /** One rating a day, that of day 8 by a user without others. */
  private static List<Rating> days(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            day -> new Rating(day == 8 ? "without training" : "a", "i" + day, 1, 86_400d * day))
        .toList();
  }

  private static RatingRule dated(int day, boolean knownUsers) {
    return new RatingRule(
        RatingSplit.TEMPORAL,
        Optional.of(LocalDate.ofEpochDay(day)),
        knownUsers,
        Repeat.EXCLUDE,
        1);
  }

  @Test
  void ratingsOfAnItemInTrainingAreAskedForWhereTheyMayBeRankedAgain() {
    List<Rating> ratings = new ArrayList<>();
    String[] taken = {"a", "b", "a", "b", "c", "a", "d", "b", "a", "e"};
    for (int time = 0; time < taken.length; time++) {
      ratings.add(new Rating("u", taken[time], 1, time));
    }
    assertEquals(List.of("e"), asked(ratings, Repeat.EXCLUDE));
    assertEquals(List.of("a", "e"), asked(ratings, Repeat.ALLOW));
    assertEquals(List.of("a"), asked(ratings, Repeat.ONLY));
  }

  private static List<String> asked(List<Rating> ratings, Repeat repeat) {
    Experiment experiment =
        RatingsExperiment.of(ratings, RatingRule.of(RatingSplit.TEMPORAL, repeat, 1));
    return names(experiment, experiment.test().cases().get(0).relevant());
  }

  @Test
  void coldItemsLoseEveryTrainingInteractionAndAreAllThatIsAsked() {
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    for (int user = 0; user < 30; user++) {
      train.add("u" + user + " i" + user % 10 + " i" + (user + 1) % 10 + " i" + (user + 2) % 10);
      test.add("u" + user + " i" + (user + 3) % 10 + " i" + (user + 4) % 10);
    }
    Experiment warm =
        random(1).of(lists(train.toArray(String[]::new)), lists(test.toArray(String[]::new)));
    Experiment cold = ColdItems.of(warm, 0.2, 1);
    boolean[] marked = cold.test().only();
    assertEquals(2, count(marked));
    for (History history : cold.test().fit()) {
      assertTrue(Arrays.stream(history.items()).noneMatch(item -> marked[item]));
    }
    for (TestCase asked : cold.test().cases()) {
      assertTrue(Arrays.stream(asked.relevant()).allMatch(item -> marked[item]));
    }
    boolean[] validation = cold.validation().only();
    assertEquals(2, count(validation));
    for (int item = 0; item < marked.length; item++) {
      assertFalse(marked[item] && validation[item], "item " + item + " is cold twice");
    }
    for (TestCase asked : cold.validation().cases()) {
      assertTrue(Arrays.stream(asked.relevant()).allMatch(item -> validation[item]));
    }
  }

  @Test
  void aShareOfColdItemsAboveOneIsRefused() {
    Experiment warm = random(1).of(lists("u a b"), lists("u c"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ColdItems.of(warm, 1.5, 1));
    assertEquals(
        "--cold-items is 1.5; give a share above 0 and below 1, such as 0.1", e.getMessage());
  }

  private static TrainTestSplit random(long seed) {
    return new TrainTestSplit(ValidationSplit.RANDOM, Repeat.EXCLUDE, seed);
  }

  private static ItemLists lists(String... lines) {
    Map<String, List<String>> byUser = new LinkedHashMap<>();
    for (String line : lines) {
      List<String> fields = List.of(line.split(" "));
      byUser.put(fields.get(0), fields.subList(1, fields.size()));
    }
    return new ItemLists(byUser);
  }

  private static List<String> names(Experiment experiment, int[] items) {
    return Arrays.stream(items).mapToObj(experiment.items()::name).toList();
  }

  private static Set<String> fitted(Experiment experiment, Holdout holdout) {
    Set<String> names = new TreeSet<>();
    holdout.fit().forEach(history -> names.addAll(names(experiment, history.items())));
    return names;
  }

  private static List<String> hidden(Holdout holdout) {
    return holdout.cases().stream()
        .map(c -> c.history().user() + Arrays.toString(c.relevant()))
        .toList();
  }

  private static boolean contains(History history, int item) {
    return Arrays.stream(history.items()).anyMatch(seen -> seen == item);
  }

  private static long count(boolean[] marks) {
    long count = 0;
    for (boolean mark : marks) {
      count += mark ? 1 : 0;
    }
    return count;
  }
}
