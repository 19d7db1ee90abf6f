package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
import dev.nightjar.udfs.vector.VectorMath;
import java.util.ArrayList;
import java.util.List;

/**
 * How near the factors of items are to what their texts say of them, for items that about as many
 * users like: 1 where texts decide, less where likes move factors elsewhere.
 *
 * @param likes of the items, such as {@code 2-4}
 * @param items how many have a text and so many likes
 * @param cosine mean of the cosines of factor and text's factor
 */
public record TextPull(String likes, int items, double cosine) {

  private static final List<String> NAMES = List.of("1", "2-4", "5-19", "20-99", "100+");
  private static final int[] ENDS = {1, 4, 19, 99, Integer.MAX_VALUE};

  /** One a band of likes that has items, none where texts say nothing. */
  static List<TextPull> of(float[][] items, TextMap texts, Vectors text, int[] likes) {
    double[] cosines = new double[ENDS.length];
    int[] counts = new int[ENDS.length];
    for (int item = 0; item < items.length; item++) {
      float[] said = texts.of(text, item);
      if (likes[item] > 0 && said.length > 0) {
        int band = band(likes[item]);
        double cosine = VectorMath.cosine(items[item], said);
        cosines[band] += Double.isNaN(cosine) ? 0 : cosine;
        counts[band]++;
      }
    }
    List<TextPull> pulls = new ArrayList<>();
    for (int band = 0; band < ENDS.length; band++) {
      if (counts[band] > 0) {
        pulls.add(new TextPull(NAMES.get(band), counts[band], cosines[band] / counts[band]));
      }
    }
    return pulls;
  }

  private static int band(int likes) {
    int band = 0;
    while (likes > ENDS[band]) {
      band++;
    }
    return band;
  }
}
