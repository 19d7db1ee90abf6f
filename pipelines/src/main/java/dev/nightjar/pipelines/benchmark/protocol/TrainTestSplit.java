package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.metric.RankingMetric;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A given training and test file; the validation is a share of each user's training items: of the
 * last ones as large as the test's share, of random ones {@link ValidationSplit#RANDOM_SHARE}.
 *
 * @param validation which of them
 * @param repeat whether training items may be ranked again; where they may, a training file that
 *     names an item twice says that it was taken twice
 * @param seed of a random validation
 */
public record TrainTestSplit(ValidationSplit validation, Repeat repeat, long seed) {
  static final List<RankingMetric> METRICS =
      List.of(
          RankingMetric.RECALL,
          RankingMetric.NDCG,
          RankingMetric.PRECISION,
          RankingMetric.MAP,
          RankingMetric.MRR,
          RankingMetric.HIT_RATE);

  public TrainTestSplit {
    if (repeat != Repeat.EXCLUDE && validation == ValidationSplit.RANDOM) {
      throw new IllegalArgumentException(
          "--validation random hides items that the user took again; with --repeat "
              + word(repeat)
              + " give --validation last");
    }
  }

  public Experiment of(ItemLists train, ItemLists test) {
    DenseIds items =
        DenseIds.of(
            Stream.of(train, test)
                .flatMap(lists -> lists.byUser().values().stream())
                .flatMap(List::stream)
                .toList());
    Map<String, Integer> users = new LinkedHashMap<>();
    Stream.of(train, test)
        .flatMap(lists -> lists.byUser().keySet().stream())
        .forEach(user -> users.putIfAbsent(user, users.size()));
    List<History> fit = new ArrayList<>();
    List<TestCase> cases = new ArrayList<>();
    Counts counts = new Counts();
    users.forEach(
        (id, user) -> {
          List<String> known = train.byUser().getOrDefault(id, List.of());
          Set<String> wanted = new LinkedHashSet<>(test.byUser().getOrDefault(id, List.of()));
          History history = History.of(user, items.places(events(known)));
          int[] taken = items.places(wanted);
          // With repetitions excluded they count as missed, since the file asks for them.
          int[] asked =
              repeat == Repeat.EXCLUDE ? taken : PairHoldout.asked(history, taken, repeat);
          counts.add(history, taken, asked);
          if (history.size() > 0) {
            fit.add(history);
          }
          if (asked.length > 0) {
            cases.add(new TestCase(history, asked));
          }
        });
    return new Experiment(
        items,
        validation == ValidationSplit.RANDOM
            ? PairHoldout.perUser(fit, ValidationSplit.RANDOM_SHARE, seed)
            : PairHoldout.last(fit, counts.share(), repeat),
        new Holdout(fit, cases, new boolean[0], repeat),
        Measures.of(METRICS, RankingMetric.NDCG),
        notes(items, counts));
  }

  private List<String> events(List<String> line) {
    return repeat == Repeat.EXCLUDE ? List.copyOf(new LinkedHashSet<>(line)) : line;
  }

  private List<String> notes(DenseIds items, Counts counts) {
    String ranked =
        switch (repeat) {
          case EXCLUDE -> "all " + items.size() + " items of either file but the user's own";
          case ALLOW -> "all " + items.size() + " items of either file, the user's own too,";
          case ONLY -> "the user's own training items, of " + items.size() + " in all,";
        };
    List<String> notes = new ArrayList<>();
    notes.add(
        ranked
            + " ranked; %d training and %d test pairs; means over users with test items"
                .formatted(counts.trained, counts.tested));
    notes.add(
        validation == ValidationSplit.RANDOM
            ? "validation: a random share of each user's training items"
            : "validation: the last of each user's training items");
    if (repeat == Repeat.EXCLUDE && counts.repeated > 0) {
      notes.add(counts.repeated + " test pairs are also training pairs; they count as missed");
    }
    if (repeat != Repeat.EXCLUDE) {
      notes.add(counts.repeated + " test pairs are also training pairs");
    }
    if (counts.unknown > 0) {
      notes.add(counts.unknown + " test users have no training items; they count");
    }
    return notes;
  }

  private static String word(Repeat repeat) {
    return repeat.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Sums for the notes. */
  private static final class Counts {
    private long trained;
    private long tested;
    private long repeated;
    private int unknown;

    void add(History history, int[] taken, int[] asked) {
      trained += history.size();
      tested += asked.length;
      Set<Integer> known =
          Arrays.stream(history.items()).boxed().collect(Collectors.toUnmodifiableSet());
      repeated += Arrays.stream(taken).filter(known::contains).count();
      unknown += known.isEmpty() && asked.length > 0 ? 1 : 0;
    }

    /** Of the test among all, within bounds that leave a validation and a training. */
    double share() {
      return Math.min(0.5, Math.max(0.1, (double) tested / Math.max(1, trained + tested)));
    }
  }
}
