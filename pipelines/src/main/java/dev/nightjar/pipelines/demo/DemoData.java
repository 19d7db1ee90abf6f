package dev.nightjar.pipelines.demo;

import dev.nightjar.pipelines.demo.shop.DemoOptions;
import dev.nightjar.pipelines.demo.shop.Revisions;
import dev.nightjar.pipelines.demo.shop.Simulation;
import dev.nightjar.pipelines.demo.shop.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes the files of a small shop: catalog, users, reviews and interaction log. */
public final class DemoData {
  private DemoData() {}

  /**
   * Writes one file a {@link DemoFile} into the directory, which is made if it is missing; files of
   * those names are replaced unless they hold the same. The same options give the same bytes.
   */
  public static DemoSummary write(DemoOptions options, Path directory) throws IOException {
    Simulation shop = Simulation.of(options);
    Streams streams = new Streams(options.seed());
    DirtCounts counts = DirtCounts.of(options);
    DirtyRows dirty = new DirtyRows(streams, options.night());
    Files.createDirectories(directory);
    Map<DemoFile, Integer> good = new EnumMap<>(DemoFile.class);
    for (DemoFile source : DemoFile.values()) {
      List<Row> rows = rows(source, shop, streams, options);
      good.put(source, rows.size());
      List<Row> models = rows.subList(0, models(source, shop, options));
      List<Row> mixed = new ArrayList<>();
      for (Dirt dirt : Dirt.values()) {
        if (dirt.source() == source) {
          mixed.addAll(dirty.of(dirt, counts.of(dirt), models));
        }
      }
      RowFile.write(directory, source, rows, mixed, streams);
    }
    return new DemoSummary(directory, good, counts);
  }

  private static List<Row> rows(
      DemoFile source, Simulation shop, Streams streams, DemoOptions options) {
    CleanRows rows = new CleanRows(options.firstDay(), shop.vocabulary());
    return switch (source) {
      case ITEMS ->
          rows.items(
              shop.items(),
              new ItemText(streams, shop.vocabulary(), shop.grammar()),
              new Revisions(streams),
              options.lastDay());
      case USERS -> rows.users(shop.shoppers());
      case REVIEWS ->
          rows.reviews(
              shop.reviews(),
              shop.shoppers(),
              shop.items(),
              new ReviewText(streams, shop.vocabulary(), shop.grammar()));
      case INTERACTIONS -> rows.interactions(shop.events(), shop.shoppers(), shop.items());
    };
  }

  /** How many of the first rows dirt is made of: rows that a later night has in the same place. */
  private static int models(DemoFile source, Simulation shop, DemoOptions options) {
    int half = options.referenceDay() / 2;
    return Math.toIntExact(
        switch (source) {
          case ITEMS -> shop.items().stream().filter(item -> item.arrival() < 0).count();
          case USERS -> shop.shoppers().stream().filter(user -> user.signup() < 0).count();
          case REVIEWS -> shop.reviews().stream().filter(review -> review.day() <= half).count();
          case INTERACTIONS -> shop.events().stream().filter(event -> event.day() <= half).count();
        });
  }
}
