package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.HadoopConf;
import dev.nightjar.pipelines.command.option.SettingsOptions;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.publish.Stores;
import dev.nightjar.pipelines.publish.list.ListItem;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.rank.Absence;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.TextTable;
import dev.nightjar.pipelines.settings.PublishSettings;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.StoreSettings;
import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the live list of a user or an item, with reasons. */
@Command(
    name = "lists",
    description = "Shows what is live: the list of a user, or the items similar to an item.",
    mixinStandardHelpOptions = true)
final class ListsCommand implements Callable<Integer> {

  private static final int TITLE_CHARS = 40;

  @Mixin private SettingsOptions options;

  @ArgGroup(multiplicity = "1")
  private Key key;

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "which of several stores is asked; the first unless given")
  private String name;

  @Option(names = "--json", description = "the list as it is stored, one line of JSON")
  private boolean json;

  @Option(
      names = "--why",
      paramLabel = "ITEM",
      description =
          "why this item is not on the user's list; ranks the user again from the night's models")
  private String why;

  @Spec private CommandSpec spec;

  private static final class Key {
    @Option(names = "--user", paramLabel = "U", description = "recommendations for this user")
    private String user;

    @Option(names = "--item", paramLabel = "I", description = "items similar to this item")
    private String item;
  }

  @Override
  public Integer call() throws IOException {
    if (why != null && key.user == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--why asks about the list of a user; give --user too");
    }
    Settings settings = options.settings();
    StoreSettings place = place(settings.publish());
    Surface surface = key.user != null ? Surface.RECOMMENDATIONS : Surface.SIMILAR_ITEMS;
    String id = key.user != null ? key.user : key.item;
    Publication live;
    PublishedList list;
    try (ServingStore store = Stores.open(place, HadoopConf.of(settings.spark()))) {
      live = store.live().orElseThrow(() -> nothing(store, place));
      list = found(store, surface, id, live);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (why != null) {
      out.printf("item %s %s%n", why, reason(settings, live, list));
      out.flush();
      return ExitCode.DONE.value();
    }
    out.print(json ? list.json(surface) + System.lineSeparator() : table(surface, list));
    out.flush();
    return ExitCode.DONE.value();
  }

  private String reason(Settings settings, Publication live, PublishedList list)
      throws IOException {
    for (int place = 0; place < list.items().size(); place++) {
      if (list.items().get(place).itemId().equals(why)) {
        return "is on the list, in place " + (place + 1);
      }
    }
    Night night = new Night(LocalDate.parse(live.night()));
    try (SparkSession spark = SparkSessions.forLooking("lists", settings);
        Console console = new Console(spark.sparkContext())) {
      Lake lake = new Lake(spark, settings.lake().root());
      return Absence.from(
              new StageRun(new Equipment(spark, settings, lake, console), night, "lists"),
              list.key())
          .of(why);
    }
  }

  /** The store that is asked: the first, unless another is named. */
  private StoreSettings place(PublishSettings settings) {
    return settings.stores().stream()
        .filter(store -> name == null || store.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--store is "
                        + name
                        + "; the settings name "
                        + String.join(
                            ", ", settings.stores().stream().map(StoreSettings::name).toList())));
  }

  private static PublicationException nothing(ServingStore store, StoreSettings settings) {
    boolean relative =
        settings instanceof StoreSettings.Files files
            && !store.place().equals(files.root())
            && !files.root().contains(":");
    return new PublicationException(
        "nothing is published at "
            + store.place()
            + "; run: nightjar nightly"
            + (relative
                ? ", or this in the directory where it ran: " + settings.key() + " is relative"
                : ""));
  }

  private static PublishedList found(
      ServingStore store, Surface surface, String id, Publication live) {
    return store.lookup(surface, id).orElseThrow(() -> unknown(surface, id, live));
  }

  private static PublicationException unknown(Surface surface, String id, Publication live) {
    return new PublicationException(
        String.format(
            Locale.ROOT,
            "no list for %s %s in night %s; that night has lists for %,d %ss. Check the id, upper"
                + " and lower case count; a %s that is newer than the night gets a list in the"
                + " next one",
            surface.keyWord(),
            id,
            live.night(),
            live.size(surface).keys(),
            surface.keyWord(),
            surface.keyWord()));
  }

  private static String table(Surface surface, PublishedList list) {
    TextTable table =
        surface.hasSource()
            ? new TextTable("#", "item", "title", "score", "source", "reasons")
            : new TextTable("#", "item", "title", "score", "reasons");
    int position = 0;
    for (ListItem item : list.items()) {
      position++;
      String number = Integer.toString(position);
      String title = TextTable.cut(item.title(), TITLE_CHARS);
      String score = item.shows(PublishedField.SCORE) ? item.scoreText() : "";
      String reasons = String.join("; ", item.reasons());
      if (surface.hasSource()) {
        table.row(number, item.itemId(), title, score, item.source(), reasons);
      } else {
        table.row(number, item.itemId(), title, score, reasons);
      }
    }
    String heading = surface.hasSource() ? "recommendations for user " : "items similar to item ";
    return String.format("%s%s, night %s%n%n%s", heading, list.key(), list.night(), table);
  }
}
