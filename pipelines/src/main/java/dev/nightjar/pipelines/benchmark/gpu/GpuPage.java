package dev.nightjar.pipelines.benchmark.gpu;

import java.util.List;
import java.util.Locale;

/** The page that tells a person what a benchmark of a GPU found. */
final class GpuPage {

  private GpuPage() {}

  static String of(GpuReport report) {
    StringBuilder page = new StringBuilder("# What this machine's GPU does for Nightjar\n\n");
    head(page, report.equipment());
    libraries(page, report.equipment().libraries());
    vectors(page, report.vectors());
    speeds(page, report.speeds());
    topK(page, report.topK());
    return page.toString();
  }

  private static void head(StringBuilder page, Equipment equipment) {
    line(
        page,
        "GPU: %s. Measured on `%s`, %d cores, ONNX Runtime %s.",
        equipment.gpu(),
        equipment.device(),
        equipment.cores(),
        equipment.runtime());
  }

  private static void vectors(StringBuilder page, List<VectorAgreement> vectors) {
    line(page, "\n## Vectors\n");
    if (vectors.isEmpty()) {
      line(page, "Not compared: there is no GPU to compare with, and no --fp16.");
    } else {
      line(page, "| vectors of | texts | lowest cosine | mean cosine | largest difference |");
      line(page, "|---|---|---|---|---|");
      vectors.forEach(
          v ->
              line(
                  page,
                  "| %s | %d | %.6f | %.6f | %.2e |",
                  v.what(),
                  v.texts(),
                  v.lowestCosine(),
                  v.meanCosine(),
                  v.largestDifference()));
    }
  }

  private static void speeds(StringBuilder page, List<EncodeSpeed> speeds) {
    line(page, "\n## Texts a second\n");
    line(page, "| tokens a text | way | replicas | texts/s | GPU idle |");
    line(page, "|---|---|---|---|---|");
    speeds.forEach(
        s ->
            line(
                page,
                "| %d | %s | %d | %.1f | %s |",
                s.tokens(),
                s.way(),
                s.replicas(),
                s.textsPerSecond(),
                s.idle().isPresent() ? percent(s.idle().getAsDouble()) : "not told"));
    line(
        page,
        "\nceiling: the runtime alone, on texts that are tokenized; nightjar: from texts to"
            + " vectors.");
  }

  private static void topK(StringBuilder page, List<TopKSpeed> topK) {
    line(page, "\n## The best items of every user as a graph\n");
    line(page, "| device | users x items, rank, K | pairs/s | lists checked | same | tied |");
    line(page, "|---|---|---|---|---|---|");
    topK.forEach(
        t ->
            line(
                page,
                "| %s | %,d x %,d, %d, %d | %.1f M | %d | %d | %d |",
                t.device(),
                t.size().users(),
                t.size().items(),
                t.size().rank(),
                t.size().k(),
                t.pairsPerSecond() / 1e6,
                t.agreement().users(),
                t.agreement().same(),
                t.agreement().tied()));
    line(
        page,
        "\nchecked against a full sort by scores in doubles; tied: lists that differ only"
            + " between items whose scores floats cannot tell apart.");
  }

  private static void libraries(StringBuilder page, CudaLibraries libraries) {
    line(page, "\n## Libraries\n");
    line(page, "CUDA provider: %s.", libraries.provider());
    if (libraries.found().isEmpty()) {
      return;
    }
    line(page, "");
    line(page, "| needed by the CUDA provider | found at |");
    line(page, "|---|---|");
    libraries
        .found()
        .forEach((name, place) -> line(page, "| %s | %s |", name, place.orElse("**missing**")));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static void line(StringBuilder page, String text, Object... values) {
    page.append(values.length == 0 ? text : String.format(Locale.ROOT, text, values)).append('\n');
  }
}
