package dev.nightjar.pipelines.publish;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.publish.list.ListRows;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.settings.PublishSettings;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Lists of nights without a lake: those of {@link Nights}, shifted by the day of the month. */
public final class PlainNights {

  public static final int SHARDS = 3;

  /** Steps that nobody is told of. */
  static final Publishing.Steps QUIET =
      new Publishing.Steps() {
        @Override
        public <T> T step(String what, Supplier<T> work) {
          return work.get();
        }

        @Override
        public void say(String line) {}
      };

  private PlainNights() {}

  /** The stores of a block of settings. */
  public static PublishSettings settings(String... lines) {
    return Settings.of(ConfigFactory.parseString(String.join("\n", lines))).publish();
  }

  public static NightLists lists(SparkSession spark, String night) {
    return lists(spark, night, Nights.USERS);
  }

  /** The lists of that many users. */
  public static NightLists lists(SparkSession spark, String night, int users) {
    List<Row> items = new ArrayList<>();
    for (int i = 0; i < Nights.ITEMS; i++) {
      items.add(Nights.item("i" + i, true));
    }
    List<Row> recommended = new ArrayList<>();
    List<Row> similar = new ArrayList<>();
    for (int key = 0; key < users; key++) {
      for (int position = 1; position <= Nights.LIST; position++) {
        String item = item(key, night, position);
        recommended.add(Nights.recommended(night, "u" + key, position, item, 1.0 / position));
        similar.add(Nights.similar(night, "s" + key, position, item, 1.0 / (position + 1)));
      }
    }
    Dataset<Row> catalog = spark.createDataFrame(items, Table.ITEMS.schema());
    Map<Surface, Dataset<Row>> rows = new EnumMap<>(Surface.class);
    rows.put(
        Surface.RECOMMENDATIONS,
        ListRows.of(
            Surface.RECOMMENDATIONS,
            spark.createDataFrame(recommended, Table.RECOMMENDATIONS.schema()),
            catalog,
            SHARDS));
    rows.put(
        Surface.SIMILAR_ITEMS,
        ListRows.of(
            Surface.SIMILAR_ITEMS,
            spark.createDataFrame(similar, Table.SIMILAR_ITEMS.schema()),
            catalog,
            SHARDS));
    return NightLists.of(night, settings().fields(), rows);
  }

  /** A version of these lists, whose name ends with a word. */
  public static Publication announced(NightLists lists, String word) {
    Publication.Draft draft =
        new Publication.Draft(lists.night() + "-" + word)
            .night(lists.night())
            .writtenAt(Instant.now())
            .contentHash(lists.contentHash())
            .shards(SHARDS);
    for (Surface surface : Surface.values()) {
      draft.size(surface, lists.size(surface));
    }
    return draft.publication();
  }

  /** All steps in one store, up to the flip. */
  public static Publication publish(ServingStore store, NightLists lists, String word) {
    Publication loaded = loaded(store, lists, word);
    store.verify(loaded);
    store.flip(loaded, loaded.before());
    return loaded;
  }

  /** The first steps in one store. */
  public static Publication loaded(ServingStore store, NightLists lists, String word) {
    Publication announced = announced(lists, word).after(store.live().map(Publication::version));
    store.prepare(announced, lists);
    return store.load(announced, lists);
  }

  /** All steps in several stores, as the stage does them. */
  static void publish(List<ServingStore> stores, NightLists lists, String word) {
    List<Publishing.Target> targets =
        stores.stream().map(store -> new Publishing.Target(store, store.live())).toList();
    Publication version = announced(lists, word);
    try (Stores.Locks locks = Stores.Locks.take(stores, word, java.time.Duration.ofMinutes(1))) {
      new Publishing(targets, locks, QUIET)
          .execute(lists, live -> version.after(live.map(Publication::version)));
      stores.forEach(store -> store.collect(2));
    }
  }

  /** What is wrong with the list of a key number, empty where it is the one of its night. */
  public static Optional<String> problem(int key, PublishedList list) {
    List<String> wanted = new ArrayList<>();
    for (int position = 1; position <= Nights.LIST; position++) {
      wanted.add(item(key, list.night(), position));
    }
    List<String> found = list.items().stream().map(item -> item.itemId()).toList();
    return found.equals(wanted)
        ? Optional.empty()
        : Optional.of(list.key() + " of " + list.night() + " has " + found);
  }

  private static String item(int key, String night, int position) {
    return "i" + (key + Integer.parseInt(night.substring(8)) + position) % Nights.ITEMS;
  }
}
