package dev.nightjar.pipelines.publish.postgres;

import dev.nightjar.pipelines.publish.list.Kept;
import dev.nightjar.pipelines.publish.list.ListLine;
import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.Publication.StoredFile;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.PublishedList;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.StoredPart;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.publish.list.VersionCheck;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists as rows of a PostgreSQL database, laid out as the package says. */
public final class PostgresStore implements ServingStore {

  /** A reader that stays in its transaction keeps a table until the next publication. */
  private static final int DROP_ATTEMPTS = 2;

  private final StoreSettings.Postgres settings;
  private final Database database;
  private final Versions versions;

  private PostgresStore(StoreSettings.Postgres settings) {
    this.settings = settings;
    this.database = new Database(settings);
    this.versions = new Versions(database, settings.name());
  }

  /** The store, which is connected on its first use. */
  public static PostgresStore open(StoreSettings.Postgres settings) {
    return new PostgresStore(settings);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String place() {
    return settings.place();
  }

  @Override
  public Optional<String> pointer() {
    return versions.pointer();
  }

  @Override
  public Optional<Publication> live() {
    return pointer().flatMap(versions::find).map(Versions.Row::publication);
  }

  @Override
  public List<Publication> versions() {
    return versions.all().stream()
        .filter(Versions.Row::whole)
        .map(Versions.Row::publication)
        .toList();
  }

  @Override
  public Lock lock(String holder, Duration stale) {
    return PostgresLock.take(settings, holder);
  }

  @Override
  public void prepare(Publication announced, NightLists lists) {
    database.ask(
        connection -> {
          Schema.create(connection, name(), settings.reader());
          return name();
        });
    versions.announce(announced);
    int id = id(announced);
    for (Surface surface : Surface.values()) {
      database.ask(
          connection -> {
            if (!Schema.exists(connection, Schema.part(surface, id))) {
              Schema.createPart(connection, surface, id);
            }
            return id;
          });
    }
  }

  @Override
  public Publication load(Publication announced, NightLists lists) {
    int id = id(announced);
    List<StoredFile> parts = new ArrayList<>();
    for (Surface surface : Surface.values()) {
      PostgresLoad.load(settings, id, surface, lists);
      parts.addAll(
          lists.parts(surface, announced.shards(), shard -> StoredPart.path(surface, shard)));
      database.ask(
          connection -> {
            Schema.attach(connection, surface, id);
            return id;
          });
    }
    database.ask(Readers::waitForPlans);
    return announced.with(parts);
  }

  @Override
  public void verify(Publication publication) {
    int id = id(publication);
    VersionCheck check =
        new VersionCheck(publication, PostgresPart.of(settings, publication.night(), id));
    for (Surface surface : Surface.values()) {
      long rows =
          database.ask(
              connection ->
                  Schema.number(connection, "SELECT count(*) FROM " + Schema.part(surface, id)));
      long keys = publication.size(surface).keys();
      if (rows != keys) {
        throw check.wrong(
            Schema.part(surface, id), "has " + rows + " rows, the manifest says " + keys);
      }
    }
    check.run();
  }

  @Override
  public void flip(Publication to, Optional<String> from) {
    versions.flip(to, from);
  }

  @Override
  public void unflip(Publication flipped, Optional<String> to) {
    versions.unflip(flipped.version(), to);
  }

  @Override
  public void discard(Publication publication) {
    if (!pointer().equals(Optional.of(publication.version()))) {
      versions.find(publication.version()).ifPresent(this::remove);
    }
  }

  @Override
  public List<String> collect(int keep) {
    Set<String> needed = Kept.of(pointer(), versions(), keep);
    List<String> gone = new ArrayList<>();
    for (Versions.Row row : versions.all()) {
      if (!needed.contains(row.publication().version())) {
        remove(row);
        gone.add(row.publication().version());
      }
    }
    return gone;
  }

  @Override
  public Optional<PublishedList> lookup(Surface surface, String key) {
    return pointer().isEmpty()
        ? Optional.empty()
        : database.ask(connection -> read(connection, surface, key));
  }

  @Override
  public void close() {
    database.close();
  }

  private static Optional<PublishedList> read(Connection connection, Surface surface, String key)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT list::text, night::text FROM " + Schema.view(surface) + " WHERE key = ?")) {
      query.setString(1, key);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(list(surface, key, rows.getString(2), rows.getString(1)))
            : Optional.empty();
      }
    }
  }

  private static PublishedList list(Surface surface, String key, String night, String items) {
    try {
      return new PublishedList(
          key, night, ListLine.parseItems(surface, items.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw PublicationException.damaged(key, e);
    }
  }

  /** Its row goes last, so that it can be repeated. */
  private void remove(Versions.Row row) {
    versions.doom(row.id());
    for (Surface surface : Surface.values()) {
      database.ask(
          connection -> {
            Schema.drop(connection, surface, row.id());
            return row.id();
          },
          DROP_ATTEMPTS);
    }
    versions.forget(row.id());
  }

  private int id(Publication publication) {
    return versions
        .find(publication.version())
        .orElseThrow(
            () ->
                new PublicationException(
                    name()
                        + " does not know version "
                        + publication.version()
                        + "; publish it again"))
        .id();
  }
}
