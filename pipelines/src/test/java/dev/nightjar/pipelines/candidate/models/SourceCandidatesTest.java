package dev.nightjar.pipelines.candidate.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.array.Top;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.SourceScores;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every source finds what scoring the whole catalog would find. */
@ExtendWith(SparkExtension.class)
final class SourceCandidatesTest {
  private static final long SEED = 7;
  private static final int MOST = 5;
  private static final CandidateSettings SETTINGS =
      ShippedSettings.with("seed = 1", "train.als { rank = 8, iterations = 3 }")
          .train()
          .candidates();

  @Test
  void theCandidatesAreTheBestOfAllScores(SparkSession spark) {
    Catalog catalog = TasteLog.catalog(SEED);
    List<History> users = TasteLog.histories(SEED).subList(0, 40);
    CandidateModels models =
        CandidateModels.fit(TasteLog.dataset(spark, TasteLog.histories(SEED)), catalog, SETTINGS);
    int[] items = IntStream.range(0, TasteLog.ITEMS).filter(item -> item % 5 > 0).toArray();
    List<int[]> leftOut =
        users.stream().map(user -> IntStream.of(user.items()).sorted().toArray()).toList();
    for (CandidateSource source : models.sources(catalog, SETTINGS)) {
      Iterator<Candidates> found = source.among(items).search(MOST).of(users, leftOut).iterator();
      for (int u = 0; u < users.size(); u++) {
        Candidates own = found.next();
        float[] scores = SourceScores.of(source, users.get(u), TasteLog.ITEMS);
        float[] open = new float[scores.length];
        Arrays.fill(open, Float.NaN);
        for (int item : items) {
          boolean left = Arrays.binarySearch(leftOut.get(u), item) >= 0;
          open[item] = left ? Float.NaN : scores[item];
        }
        int[] best = Top.of(open, MOST, 0);
        assertArrayEquals(best, own.best().items(), source.name() + ", user " + u);
        for (int place = 0; place < best.length; place++) {
          assertEquals(scores[best[place]], own.best().scores()[place], source.name());
        }
      }
    }
  }
}
