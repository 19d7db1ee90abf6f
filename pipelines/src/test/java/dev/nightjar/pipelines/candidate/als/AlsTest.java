package dev.nightjar.pipelines.candidate.als;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AlsTest {
  private static final long SEED = 11;
  private static final Catalog CATALOG = Catalog.of(TasteLog.ITEMS);

  @Test
  void theFactorsAreThoseOfExactSolutions(SparkSession spark) {
    assertLikePlain(spark, disliking(TasteLog.histories(SEED)), Vectors.absent(TasteLog.ITEMS));
  }

  @Test
  void soAreThoseThatTextsPull(SparkSession spark) {
    Vectors text = TasteLog.catalog(SEED).text();
    for (int d = 0; d < text.dimension(); d++) {
      text.values()[5 * text.dimension() + d] = 0; // an item without text
    }
    assertLikePlain(spark, TasteLog.histories(SEED), text);
  }

  private static void assertLikePlain(SparkSession spark, List<History> users, Vectors text) {
    AlsSettings many = settings(0).with(20); // both then stand still
    double[][] expected = new PlainAls(users, text, many).products();
    Vectors fitted = Als.fit(dataset(spark, users, 3), CATALOG.withText(text), many).items();
    for (int i = 0; i < TasteLog.ITEMS; i++) {
      for (int j = 0; j < TasteLog.ITEMS; j++) {
        assertEquals(expected[i][j], fitted.dotProduct(i, j), 0.03, "items " + i + " and " + j);
      }
    }
  }

  @Test
  void theObjectiveIsAsLowAsMllibs(SparkSession spark) {
    AlsSettings ours =
        ShippedSettings.with(
                "train.als { rank = 8, iterations = 8, frequency-offset = 0, blocks = 1, solver = nightjar }")
            .train()
            .candidates()
            .als();
    AlsSettings theirs =
        ShippedSettings.with(
                "train.als { rank = 8, iterations = 8, frequency-offset = 0, blocks = 1, solver = mllib }")
            .train()
            .candidates()
            .als();
    Dataset<Row> histories = dataset(spark, disliking(TasteLog.histories(SEED)), 1);
    double reached = AlsLoss.of(histories, Als.fit(histories, CATALOG, ours).items(), ours);
    double mllib = AlsLoss.of(histories, Als.fit(histories, CATALOG, theirs).items(), ours);
    assertEquals(1, reached / mllib, 0.02, reached + " and " + mllib);
  }

  @Test
  void neitherBlocksNorPartitionsNorOrderChangeABit(SparkSession spark) {
    List<History> users = new ArrayList<>(TasteLog.histories(SEED));
    AlsSettings alone = settings(1).with(2);
    AlsFactors once = Als.fit(dataset(spark, users, 1), TasteLog.catalog(SEED), alone);
    Collections.shuffle(users, new Random(SEED));
    for (int parts : new int[] {2, 7}) {
      AlsSettings cut = settings(parts).with(2);
      assertSame(once, Als.fit(dataset(spark, users, parts), TasteLog.catalog(SEED), cut), parts);
    }
    AlsSettings sized = settings(0).with(2);
    assertSame(once, Als.fit(dataset(spark, users, 3), TasteLog.catalog(SEED), sized), 0);
  }

  @Test
  void norDoManyBlocks(SparkSession spark) {
    List<History> users = new ArrayList<>(TasteLog.histories(SEED));
    AlsFactors once =
        Als.fit(dataset(spark, users, 1), TasteLog.catalog(SEED), settings(1).with(1));
    AlsFactors again =
        Als.fit(dataset(spark, users, 5), TasteLog.catalog(SEED), settings(64).with(1));
    assertSame(once, again, 64);
  }

  private static void assertSame(AlsFactors expected, AlsFactors fitted, int blocks) {
    assertArrayEquals(expected.items().values(), fitted.items().values(), blocks + " blocks");
    assertArrayEquals(expected.mapped().values(), fitted.mapped().values(), blocks + " blocks");
  }

  @Test
  void blocksThatAreLostBetweenIterationsComeBackWithTheSameBits(SparkSession spark) {
    Dataset<Row> histories = dataset(spark, TasteLog.histories(SEED), 3);
    Catalog catalog = TasteLog.catalog(SEED);
    AlsSettings settings = settings(3);
    float[] whole = Als.fit(histories, catalog, settings).items().values();
    try (Blocks blocks = Blocks.of(histories, catalog, settings)) {
      Alternation alternation = new Alternation(blocks, settings, Vectors.absent(0));
      for (int iteration = 0; iteration < settings.iterations(); iteration++) {
        alternation.iterate();
        blocks.users().unpersist(true);
        blocks.items().unpersist(true);
      }
      assertArrayEquals(whole, alternation.factors(catalog).items().values());
    }
  }

  @Test
  void whatIsToldOfTheObjectiveIsTrueAndFallsFromIterationToIteration(SparkSession spark) {
    Dataset<Row> histories = dataset(spark, disliking(TasteLog.histories(SEED)), 2);
    List<Double> told = new ArrayList<>();
    AlsSettings many = settings(0).with(20);
    AlsCourse course = AlsCourse.cold((iteration, objective) -> told.add(objective));
    Vectors factors = Als.fit(histories, CATALOG, many, course).items();
    assertEquals(20, told.size());
    for (int i = 1; i < told.size(); i++) {
      assertTrue(told.get(i) <= told.get(i - 1) * (1 + 1e-4), told::toString);
    }
    assertEquals(1, told.get(19) / AlsLoss.of(histories, factors, many), 1e-3);
  }

  @Test
  void aFitThatStartsFromYesterdaysFactorsIsAsGoodAfterFewerIterations(SparkSession spark) {
    List<History> users = TasteLog.histories(SEED);
    Catalog catalog = TasteLog.catalog(SEED);
    AlsSettings settings = settings(0).with(12);
    for (Catalog texts : List.of(catalog, CATALOG)) {
      Vectors before =
          Als.fit(dataset(spark, users.subList(1, users.size()), 2), texts, settings).items();
      double[] anew = objectives(spark, users, texts, settings, AlsCourse.COLD);
      AlsCourse near = new AlsCourse(before, 0.01, AlsCourse.COLD.listener());
      double[] warm = objectives(spark, users, texts, settings, near);
      assertTrue(warm.length >= 2 && warm.length <= 5, warm.length + " iterations");
      assertEquals(1, warm[warm.length - 1] / anew[anew.length - 1], 0.01);
    }
  }

  @Test
  void neitherBlocksNorPartitionsChangeABitOfAFitThatStartsFromFactors(SparkSession spark) {
    List<History> users = TasteLog.histories(SEED);
    Catalog catalog = TasteLog.catalog(SEED);
    Vectors before = Als.fit(dataset(spark, users, 2), catalog, settings(0).with(1)).items();
    Arrays.fill(before.values(), 0, 8, 0); // a new item
    AlsCourse course = new AlsCourse(before, -1, AlsCourse.COLD.listener());
    AlsFactors once = Als.fit(dataset(spark, users, 1), catalog, settings(1).with(2), course);
    assertTrue(once.items().has(0), "the new item has a factor");
    assertSame(once, Als.fit(dataset(spark, users, 7), catalog, settings(7).with(2), course), 7);
  }

  private static double[] objectives(
      SparkSession spark,
      List<History> users,
      Catalog catalog,
      AlsSettings settings,
      AlsCourse course) {
    List<Double> told = new ArrayList<>();
    IterationListener listener = (iteration, objective) -> told.add(objective);
    Als.fit(
        dataset(spark, users, 2),
        catalog,
        settings,
        new AlsCourse(course.start(), course.tolerance(), listener));
    return told.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void moreBlocksThanUsersAreNoFault(SparkSession spark) {
    List<History> few = List.of(History.of(3, 1, 2), History.of(70, 2, 5), History.empty(71));
    Vectors factors = Als.fit(dataset(spark, few, 2), CATALOG, settings(5)).items();
    assertTrue(factors.has(1) && factors.has(2) && factors.has(5));
    assertFalse(factors.has(0) || factors.has(3));
  }

  @Test
  void aLogWithoutEventsHasNoFactors(SparkSession spark) {
    Vectors factors =
        Als.fit(dataset(spark, List.of(History.empty(1)), 1), TasteLog.catalog(SEED), settings(2))
            .items();
    assertEquals(TasteLog.ITEMS, factors.count());
    for (int item = 0; item < TasteLog.ITEMS; item++) {
      assertFalse(factors.has(item), "item " + item);
    }
  }

  @Test
  void oneUserWithOneItemAndAnItemThatEverybodyHasAreNoFault(SparkSession spark) {
    Vectors alone =
        Als.fit(dataset(spark, List.of(History.of(9, 0)), 1), Catalog.of(1), settings(0)).items();
    float[] user = new FoldIn(alone, settings(0)).factor(History.of(9, 0));
    float score = 0;
    for (int d = 0; d < user.length; d++) {
      score += user[d] * alone.values()[d];
    }
    assertTrue(score > 0.9 && score <= 1, "score " + score);
    List<History> all = new ArrayList<>();
    for (int u = 0; u < 50; u++) {
      all.add(History.of(u, 0, 1 + u % 3));
    }
    Vectors shared = Als.fit(dataset(spark, all, 4), Catalog.of(4), settings(0)).items();
    for (int item = 0; item < 4; item++) {
      assertTrue(shared.has(item), "item " + item);
    }
  }

  @Test
  void aStrengthThatFloatsCannotHoldIsNamedWithItsUser(SparkSession spark) {
    History loud = new History(6, new int[] {2, 3}, new float[2], new float[] {1e30f, 1});
    Dataset<Row> histories = dataset(spark, List.of(loud, History.of(7, 2)), 1);
    Exception failure =
        assertThrows(Exception.class, () -> Als.fit(histories, CATALOG, settings(0)));
    String told = String.valueOf(failure.getMessage()) + failure.getCause();
    assertTrue(told.contains("user 6 rates item 2 with 1.0000000150474662E30"), told);
    assertTrue(told.contains("lower the strength of the event or train.als.alpha"), told);
  }

  @Test
  void aTextPullsAThinItemToItsGroup(SparkSession spark) {
    List<History> users = new ArrayList<>(TasteLog.histories(SEED));
    int thin = TasteLog.ITEMS - 1; // of group 3, and nobody walks that far
    users.add(History.of(TasteLog.USERS, 0, 4, 8, thin));
    Vectors plain = Als.fit(dataset(spark, users, 2), CATALOG, settings(0)).items();
    Vectors pulled = Als.fit(dataset(spark, users, 2), TasteLog.catalog(SEED), settings(0)).items();
    double before = cosine(plain, thin, 15);
    double after = cosine(pulled, thin, 15);
    assertTrue(after > before + 0.04, before + ", with texts " + after);
  }

  @Test
  void theMoreAPenaltyWeighsTheNearerAreFactorsToTheirTexts(SparkSession spark) {
    List<History> users = new ArrayList<>(TasteLog.histories(SEED));
    users.add(History.of(TasteLog.USERS, 0, 4, 8, TasteLog.ITEMS - 1));
    List<TextPull> told = new ArrayList<>();
    IterationListener listener =
        new IterationListener() {
          @Override
          public void iterated(int iteration, double objective) {}

          @Override
          public void ended(List<TextPull> pulls) {
            told.addAll(pulls);
          }
        };
    AlsCourse course = AlsCourse.cold(listener);
    Als.fit(dataset(spark, users, 2), TasteLog.catalog(SEED), settings(0), course);
    List<TextPull> free = List.copyOf(told);
    told.clear();
    AlsSettings pulled =
        ShippedSettings.with(
                "seed = 1",
                "train.als { rank = 8, regularization = 1, iterations = 4, text-regularization = 1 }")
            .train()
            .candidates()
            .als();
    Als.fit(dataset(spark, users, 2), TasteLog.catalog(SEED), pulled, course);
    assertEquals(List.of("1", "2-4", "5-19", "20-99"), told.stream().map(TextPull::likes).toList());
    for (int band = 0; band < told.size(); band++) {
      assertEquals(free.get(band).items(), told.get(band).items());
      assertTrue(told.get(band).cosine() > free.get(band).cosine(), free + ", pulled " + told);
      assertTrue(told.get(band).cosine() <= 1 + 1e-6, told::toString);
    }
    told.clear();
    Als.fit(dataset(spark, users, 2), CATALOG, settings(0).with(1), course);
    assertEquals(List.of(), told, "without texts");
  }

  private static double cosine(Vectors vectors, int a, int b) {
    return vectors.dotProduct(a, b)
        / Math.sqrt((double) vectors.dotProduct(a, a) * vectors.dotProduct(b, b));
  }

  /** Every user dislikes one item of the walk. */
  private static List<History> disliking(List<History> walks) {
    List<History> users = new ArrayList<>();
    for (History walk : walks) {
      float[] weights = walk.weights().clone();
      weights[walk.user() % weights.length] = -0.5f;
      users.add(new History(walk.user(), walk.items(), walk.ages(), weights));
    }
    return users;
  }

  private static Dataset<Row> dataset(SparkSession spark, List<History> users, int partitions) {
    return spark
        .createDataFrame(users.stream().map(Histories::row).toList(), Histories.SCHEMA)
        .repartition(partitions);
  }

  private static AlsSettings settings(int blocks) {
    return ShippedSettings.with(
            "seed = 1",
            "train.als { rank = 8, regularization = 0.01, iterations = 4, text-regularization = 1 }",
            "train.als.blocks = " + blocks)
        .train()
        .candidates()
        .als();
  }
}
