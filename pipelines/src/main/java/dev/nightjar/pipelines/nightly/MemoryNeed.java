package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.Locale;
import java.util.Optional;

/**
 * What the heaps of a night hold of its catalog. Users and events pass through in blocks whose size
 * does not grow with them, so items alone count: facts and vectors of the catalog, factors, and
 * neighbours, of one fold at a time.
 *
 * @param least bytes that are held in any case
 * @param most bytes where every item has all the neighbours that the settings allow
 */
record MemoryNeed(long least, long most) {

  /** What a JVM of Spark takes for itself. */
  private static final long SPARK = 400L << 20;

  /** Facts, id and title of an item. */
  private static final long ITEM = 200;

  /** An index and a weight. */
  private static final long NEIGHBOUR = 8;

  /** Factors of all items before an iteration, turned, and after it, as arrays of their own. */
  private static final int FACTOR_COPIES = 3;

  private static final int ARRAY = 24;

  /**
   * What {@code linear} looks at to choose the neighbours that it solves for, as rows and as one.
   */
  private static final long PAIRS_A_NEIGHBOUR = 4;

  /** Of the process that plans: it puts models together while their parts arrive. */
  static MemoryNeed ofDriver(NightSize size, CandidateSettings settings) {
    long items = size.items();
    long solved = usesAls(settings) ? FACTOR_COPIES * items * (factor(settings.als()) + ARRAY) : 0;
    boolean linear = settings.sources().contains(SourceKind.LINEAR);
    boolean isExact = items <= settings.linear().exactItems();
    long exact = linear && isExact ? 2 * items * items * Double.BYTES : 0;
    long pairs =
        linear && !isExact
            ? 2 * items * Math.min(items, PAIRS_A_NEIGHBOUR * settings.linear().block()) * NEIGHBOUR
            : 0;
    MemoryNeed models = models(size, settings);
    long arriving = Math.max(solved, Math.max(pairs, exact));
    return new MemoryNeed(
        SPARK + models.least() + Math.max(solved, exact), SPARK + models.most() + arriving);
  }

  /** Of an executor, which gets the models of the fold that is ranked or judged. */
  static MemoryNeed ofExecutor(NightSize size, CandidateSettings settings) {
    MemoryNeed models = models(size, settings);
    // As they came and as they are used.
    return new MemoryNeed(SPARK + 2 * models.least(), SPARK + 2 * models.most());
  }

  private static MemoryNeed models(NightSize size, CandidateSettings settings) {
    long items = size.items();
    long text = items * size.dimension() * Float.BYTES;
    long factors = usesAls(settings) ? 2 * items * factor(settings.als()) : 0;
    long least = items * ITEM + text + factors;
    return new MemoryNeed(
        least,
        least
            + most(size, settings, SourceKind.ITEM_TO_ITEM)
            + most(size, settings, SourceKind.LINEAR));
  }

  private static long most(NightSize size, CandidateSettings settings, SourceKind kind) {
    if (!settings.sources().contains(kind)) {
      return 0;
    }
    boolean exact = size.items() <= settings.linear().exactItems();
    long kept =
        kind == SourceKind.ITEM_TO_ITEM
            ? settings.itemToItem().neighbours()
            : exact ? settings.linear().neighbours() : settings.linear().block();
    return size.items() * Math.min(kept, size.items()) * NEIGHBOUR;
  }

  private static boolean usesAls(CandidateSettings settings) {
    return settings.sources().contains(SourceKind.ALS)
        || settings.sources().contains(SourceKind.COLD);
  }

  private static long factor(AlsSettings settings) {
    return (long) settings.rank() * Float.BYTES;
  }

  /** Why a heap of so many bytes cannot do, or empty. */
  Optional<String> missing(String whose, long heap, String setting) {
    return heap >= least
        ? Optional.empty()
        : Optional.of(
            "memory of %s is %s and the catalog alone takes at least %s; raise %s, or lower train.als.rank or leave sources out of train.sources"
                .formatted(whose, inWords(heap), inWords(least), setting));
  }

  @Override
  public String toString() {
    return inWords(least) + " to " + inWords(most);
  }

  /** Bytes as people say them. */
  static String inWords(long bytes) {
    double gigabytes = bytes / (double) (1L << 30);
    return gigabytes >= 1
        ? String.format(Locale.ROOT, "%.1f GB", gigabytes)
        : String.format(Locale.ROOT, "%.0f MB", bytes / (double) (1L << 20));
  }
}
