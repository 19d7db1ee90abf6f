package dev.nightjar.pipelines.fusion.rating;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RatingModelTest {

  /** Two items of mean 4 and 2, with three and one ratings; nobody rated the third. */
  private static final Catalog CATALOG =
      Catalog.of(3)
          .with(ItemFact.RATING, new float[] {4, 2, Float.NaN})
          .with(ItemFact.RATINGS, new float[] {3, 1, 0});

  @Test
  void offsetsAreDampedDistancesFromTheMean() {
    assertEquals(3.5, RatingOffsets.mean(CATALOG), 1e-12);
    RatingOffsets offsets = new RatingOffsets(3.5, 1);
    double[] ofItems = offsets.ofItems(CATALOG);
    assertArrayEquals(new double[] {0.375, -0.75, 0}, ofItems, 1e-12);
    // (5 - 3.5 - 0.375 + 3 - 3.5) / (2 + 1)
    assertEquals(
        0.625 / 3,
        offsets.ofUser(ofItems, new Ratings(new int[] {0, 2}, new float[] {5, 3})),
        1e-12);
    assertEquals(0, offsets.ofUser(ofItems, new Ratings(new int[0], new float[0])));
    assertArrayEquals(new double[2], offsets.ofItems(Catalog.of(2)));
  }

  @Test
  void anExpectationIsTheSumOfItsTermsWithinWhatWasGiven() {
    RatingModel model =
        new RatingModel(
            new RatingOffsets(3, 5), new RatingWeights(0.5, 2, -1, 0.25), new RatingRange(1, 5));
    assertEquals(3 + 0.5 + 2 * 0.3 + 0.2 + 0.25 * 2, model.expected(0.3, -0.2, 2), 1e-12);
    assertEquals(5, model.expected(1, 0, 9));
    assertEquals(1, model.expected(-2, 0, 0));
    assertEquals(3.1, model.offsetsAlone().expected(0.3, -0.2, 2), 1e-12);
  }

  @Test
  void aWindowTeachesWhatTheOffsetsAndTheScoreAreWorth() {
    Catalog catalog = catalog(200);
    RatingOffsets truth = new RatingOffsets(RatingOffsets.mean(catalog), 10);
    double[] ofItems = truth.ofItems(catalog);
    Random random = new Random(5);
    List<RatedItems> users = new ArrayList<>();
    for (int user = 0; user < 8000; user++) {
      int[] known = random.ints(6, 0, 200).toArray();
      float[] knownRatings = floats(random.doubles(6, 1 + user % 3, 3 + user % 3).toArray());
      double ofUser = truth.ofUser(ofItems, new Ratings(known, knownRatings));
      int[] items = random.ints(4, 0, 200).toArray();
      float[] leads = floats(random.doubles(4, -3, 9).toArray());
      double[] ratings = new double[4];
      for (int i = 0; i < 4; i++) {
        ratings[i] =
            RatingOffsets.mean(catalog)
                + 0.8 * ofItems[items[i]]
                + 0.6 * ofUser
                + 0.05 * (leads[i] - 3)
                + 0.05 * random.nextGaussian();
      }
      users.add(
          new RatedItems(
              user, new Ratings(known, knownRatings), new Ratings(items, floats(ratings)), leads));
    }

    RatingModel model = RatingModel.fit(users, catalog).orElseThrow();

    assertEquals(10, model.offsets().damping());
    assertEquals(RatingOffsets.mean(catalog), model.offsets().mean());
    assertEquals(0.8, model.weights().item(), 0.05);
    assertEquals(0.6, model.weights().user(), 0.1);
    assertEquals(0.05, model.weights().lead(), 0.002);
    assertEquals(-3 * 0.05, model.weights().intercept(), 0.01);
    double[] expected = model.expected(ofItems, users.get(0));
    for (int i = 0; i < 4; i++) {
      assertEquals(users.get(0).asked().given()[i], expected[i], 0.3);
    }
  }

  @Test
  void leadsCountWithinAUserAndNotBetweenUsers() {
    List<RatedItems> users = new ArrayList<>();
    for (int user = 0; user < 500; user++) {
      float level = user % 2 == 0 ? -4 : -1;
      float mild = user % 2 == 0 ? 4 : 2;
      users.add(
          new RatedItems(
              user,
              new Ratings(new int[0], none()),
              new Ratings(new int[] {2, 2}, new float[] {mild, mild + 0.5f}),
              new float[] {level, level + 1}));
    }
    assertEquals(0.5, RatingModel.fit(users, CATALOG).orElseThrow().weights().lead(), 0.05);
  }

  @Test
  void aUserWhoRatesMuchDoesNotSpeakForAll() {
    List<RatedItems> users = new ArrayList<>();
    for (int user = 0; user < 200; user++) {
      float ofUser = user % 2 == 0 ? 5 : 1;
      users.add(
          new RatedItems(
              user,
              new Ratings(new int[] {2}, new float[] {ofUser}),
              new Ratings(new int[] {2}, new float[] {ofUser}),
              new float[1]));
    }
    double alone = RatingModel.fit(users, CATALOG).orElseThrow().weights().user();
    float[] opposite = new float[1000];
    Arrays.fill(opposite, 1);
    users.add(
        new RatedItems(
            200,
            new Ratings(new int[] {2}, new float[] {5}),
            new Ratings(new int[1000], opposite),
            new float[1000]));
    assertEquals(
        alone, RatingModel.fit(users, CATALOG).orElseThrow().weights().user(), 0.2 * alone);
  }

  @Test
  void fewRatingsHardlyMoveTheOffsets() {
    RatedItems user =
        new RatedItems(
            7,
            new Ratings(new int[] {0}, new float[] {1}),
            new Ratings(new int[] {1}, new float[] {5}),
            new float[] {2});
    RatingModel model = RatingModel.fit(List.of(user), CATALOG).orElseThrow();
    assertEquals(1, model.weights().item(), 0.2);
    assertEquals(1, model.weights().user(), 0.2);
    assertEquals(0, model.weights().intercept(), 0);
    assertEquals(0, model.weights().lead());
    assertEquals(1, model.range().lowest(), "known ratings count too");
    assertEquals(5, model.range().highest());
  }

  @Test
  void whereNobodyRatesNothingIsExpected() {
    RatedItems none =
        new RatedItems(7, new Ratings(new int[0], none()), new Ratings(new int[0], none()), none());
    assertEquals(Optional.empty(), RatingModel.fit(List.of(none), CATALOG), "not in the window");
    RatedItems one =
        new RatedItems(
            7,
            new Ratings(new int[0], none()),
            new Ratings(new int[] {1}, new float[] {5}),
            new float[] {2});
    assertTrue(RatingModel.fit(List.of(one), CATALOG).isPresent());
    assertEquals(Optional.empty(), RatingModel.fit(List.of(one), Catalog.of(3)), "nor before it");
  }

  private static Catalog catalog(int items) {
    Random random = new Random(3);
    float[] means = floats(random.doubles(items, 2, 4).toArray());
    float[] counts = new float[items];
    for (int item = 0; item < items; item++) {
      counts[item] = 1 + random.nextInt(40);
    }
    return Catalog.of(items).with(ItemFact.RATING, means).with(ItemFact.RATINGS, counts);
  }

  private static float[] none() {
    return new float[0];
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
