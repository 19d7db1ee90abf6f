package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
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
        cosines[band] += cosine(items[item], said);
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

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double left = 0;
    double right = 0;
    for (int d = 0; d < a.length; d++) {
      product += (double) a[d] * b[d];
      left += (double) a[d] * a[d];
      right += (double) b[d] * b[d];
    }
    return product == 0 ? 0 : product / Math.sqrt(left * right);
  }
}
