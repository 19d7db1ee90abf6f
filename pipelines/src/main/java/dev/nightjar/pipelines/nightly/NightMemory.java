package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** Whether the driver and the executors of a session have the memory that a night needs. */
final class NightMemory {

  /** The stages that hold the catalog. */
  private static final Set<Stage> HOLDING = Set.of(Stage.TRAIN, Stage.EVALUATE, Stage.RANK);

  private final SparkContext context;
  private final NightSize size;
  private final CandidateSettings candidates;

  private NightMemory(SparkContext context, NightSize size, CandidateSettings candidates) {
    this.context = context;
    this.size = size;
    this.candidates = candidates;
  }

  static NightMemory of(SparkSession spark, Settings settings, Lake lake) {
    return new NightMemory(spark.sparkContext(), NightSize.of(lake), settings.train().candidates());
  }

  /**
   * Whether there is something to check before a stage: at the start of a run that will hold the
   * catalog, and once more when tonight's items are in.
   */
  static boolean isAskedBefore(Stage stage, List<Stage> stages) {
    return (stage == stages.get(0) || stage == Stage.FEATURES)
        && stages.stream().anyMatch(HOLDING::contains);
  }

  /**
   * Stops a night that cannot end.
   *
   * @throws IllegalStateException with what is too small and what to do
   */
  static void check(SparkSession spark, Settings settings, Lake lake) {
    Optional<String> missing = of(spark, settings, lake).missing();
    if (missing.isPresent()) {
      throw new IllegalStateException(missing.get());
    }
  }

  Optional<String> missing() {
    MemoryNeed driver = MemoryNeed.ofDriver(size, candidates);
    Optional<String> ofDriver =
        driver.missing("the driver", driverHeap(), "--driver-memory (NIGHTJAR_MEMORY)");
    return context.isLocal()
        ? ofDriver
        : ofDriver.or(
            () ->
                MemoryNeed.ofExecutor(size, candidates)
                    .missing("executors", executorHeap(), "spark.executor.memory"));
  }

  /** Two lines for {@code plan}. */
  List<String> lines() {
    if (size.items() == 0) {
      return List.of("memory    unknown until ingest has run: it follows from the catalog");
    }
    String counted =
        String.format(
            Locale.ROOT,
            "memory    for %,d users, %,d items, %,d events, text vectors of %d numbers:",
            size.users(),
            size.items(),
            size.events(),
            size.dimension());
    String driver =
        "          driver %s, has %s"
            .formatted(MemoryNeed.ofDriver(size, candidates), MemoryNeed.inWords(driverHeap()));
    return context.isLocal()
        ? List.of(counted, driver)
        : List.of(
            counted,
            driver,
            "          each executor %s, has %s"
                .formatted(
                    MemoryNeed.ofExecutor(size, candidates), MemoryNeed.inWords(executorHeap())));
  }

  private static long driverHeap() {
    return Runtime.getRuntime().maxMemory();
  }

  private long executorHeap() {
    return context.conf().getSizeAsBytes("spark.executor.memory", "1g");
  }
}
