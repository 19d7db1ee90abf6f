package dev.nightjar.pipelines.publish.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.Nights;
import dev.nightjar.pipelines.publish.Rollback;
import dev.nightjar.pipelines.publish.list.ManifestJson;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class FileStoreTest {

  private static final String KEY = "u3";

  @TempDir private static Path lake;
  @TempDir private static Path twoNights;
  @TempDir private Path temp;

  @BeforeAll
  static void publishTwoNights(SparkSession spark) {
    Nights nights = new Nights(spark, lake, twoNights);
    nights.ranked("2024-03-01", 0).publish("2024-03-01");
    nights.ranked("2024-03-02", 1).publish("2024-03-02");
  }

  @Test
  void aWholeVersionVerifies() throws IOException {
    Path published = copy();
    Nights.store(published).verify(Nights.live(published));
  }

  @Test
  void aClientFindsAListByTheHashOfItsKeyAlone() throws IOException {
    Path published = copy();
    String version = Files.readString(published.resolve("CURRENT")).strip();
    // printf %s u3 | sha256sum starts with 011, and 0x011 * 3 / 4096 = 0.
    Path shard =
        published.resolve("versions/" + version + "/recommendations/json/shard-00000.jsonl");
    assertTrue(
        Files.readAllLines(shard).stream().anyMatch(l -> l.startsWith("{\"user_id\":\"u3\",")),
        "u3 is not in shard 0");
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    Path published = copy();
    Path shard = shard(published);
    Files.writeString(shard, Files.readString(shard).replaceFirst("Title", "title"));
    assertDamaged(published, "has \\d+ bytes and SHA-256 \\w+, the manifest says .*");
  }

  @Test
  void aCutFileIsFound() throws IOException {
    Path published = copy();
    Path shard = shard(published);
    String text = Files.readString(shard);
    Files.writeString(shard, text.substring(0, text.length() - 20));
    assertDamaged(published, "has a line that is no JSON: .*");
  }

  @Test
  void aMissingFileIsFound() throws IOException {
    Path published = copy();
    Files.delete(shard(published));
    assertDamaged(published, "cannot be read: .*");
  }

  @Test
  void aChangedParquetFileIsFound() throws IOException {
    Path published = copy();
    Publication live = Nights.live(published);
    String path =
        live.files().stream()
            .map(Publication.StoredFile::path)
            .filter(p -> p.endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    Path file = published.resolve("versions").resolve(live.version()).resolve(path);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertDamaged(published, "has \\d+ bytes and SHA-256 \\w+, the manifest says .*");
  }

  @Test
  void goingBackToADamagedVersionLeavesReadersAlone() throws IOException {
    Path published = copy();
    ServingStore store = Nights.store(published);
    Publication older = store.versions().get(1);
    Files.delete(
        published.resolve("versions/" + older.version() + "/" + older.files().get(0).path()));

    PublicationException refused =
        assertThrows(
            PublicationException.class, () -> Rollback.target(List.of(store), "2024-03-01"));

    assertTrue(
        refused.getMessage().startsWith("version " + older.version() + " is damaged: "),
        refused.getMessage());
    assertEquals("2024-03-02", Nights.live(published).night());
  }

  @Test
  void rollbackTakesTheNightAndNamesWhatIsKept() throws IOException {
    Path published = copy();
    ServingStore store = Nights.store(published);
    String kept = store.versions().get(1).version();
    String live = store.versions().get(0).version();
    PublicationException unknown =
        assertThrows(
            PublicationException.class, () -> Rollback.target(List.of(store), "2024-02-01"));
    assertEquals(
        "no version of night 2024-02-01 is kept; kept are 2024-03-02 ("
            + live
            + "), 2024-03-01 ("
            + kept
            + ")",
        unknown.getMessage());
    PublicationException already =
        assertThrows(
            PublicationException.class, () -> Rollback.target(List.of(store), "2024-03-02"));
    assertTrue(
        already.getMessage().startsWith("night 2024-03-02 is live already; kept are "),
        already.getMessage());

    store.flip(Rollback.target(List.of(store), "2024-03-01"), store.pointer());
    assertEquals(kept, Nights.live(published).version());
    assertEquals(
        "i4", store.lookup(Surface.RECOMMENDATIONS, KEY).orElseThrow().items().get(0).itemId());
    store.flip(Rollback.target(List.of(store), live), store.pointer());
    assertEquals(live, Nights.live(published).version());
  }

  @Test
  void aPointerToNowhereSaysHowToGoOn() throws IOException {
    Path published = copy();
    ServingStore store = Nights.store(published);
    List<String> whole = store.versions().stream().map(Publication::version).toList();
    Files.writeString(published.resolve("CURRENT"), "2024-03-09-20240310T010000000-1\n");
    PublicationException nowhere = assertThrows(PublicationException.class, store::live);
    assertTrue(
        nowhere.getMessage().contains("names version 2024-03-09-20240310T010000000-1, of which")
            && nowhere.getMessage().endsWith("run nightjar rollback --to one of " + whole),
        nowhere.getMessage());

    Files.writeString(published.resolve("CURRENT"), "");
    PublicationException empty = assertThrows(PublicationException.class, store::live);
    assertTrue(
        empty
            .getMessage()
            .endsWith("holds '', which names no version; run: nightjar rollback --to NIGHT"),
        empty.getMessage());

    store.flip(Rollback.target(List.of(store), "2024-03-01"), store.pointer());
    assertEquals("2024-03-01", Nights.live(published).night());
  }

  @Test
  void aVersionOfBeforeTheIndexesIsReadAndVerified() throws IOException {
    Path published = copy();
    Publication live = Nights.live(published);
    Path version = published.resolve("versions/" + live.version());
    Publication older =
        live.with(live.files().stream().filter(f -> !f.path().endsWith(".index")).toList());
    assertTrue(older.files().size() < live.files().size(), "there are no indexes");
    for (Publication.StoredFile file : live.files()) {
      if (file.path().endsWith(".index")) {
        Files.delete(version.resolve(file.path()));
      }
    }
    Files.write(version.resolve("manifest.json"), ManifestJson.write(older));
    ServingStore store = Nights.store(published);
    store.verify(older);
    assertEquals(
        "i5", store.lookup(Surface.RECOMMENDATIONS, KEY).orElseThrow().items().get(0).itemId());
  }

  @Test
  void everyListIsFoundByItsIndexAndADamagedIndexIsFound() throws IOException {
    Path published = copy();
    ServingStore store = Nights.store(published);
    for (int user = 0; user < Nights.USERS; user++) {
      assertEquals(
          "i" + (user + 2) % Nights.ITEMS,
          store.lookup(Surface.RECOMMENDATIONS, "u" + user).orElseThrow().items().get(0).itemId());
    }
    Path index =
        published.resolve(
            "versions/"
                + Nights.live(published).version()
                + "/recommendations/json/shard-00001.index");
    byte[] bytes = Files.readAllBytes(index);
    bytes[bytes.length / 2] ^= 1;
    Files.write(index, bytes);
    assertDamaged(published, "has \\d+ bytes and SHA-256 \\w+, the manifest says .*");
  }

  @Test
  void anUnknownKeyHasNoList() throws IOException {
    assertEquals(Optional.empty(), Nights.store(copy()).lookup(Surface.RECOMMENDATIONS, "nobody"));
  }

  @Test
  void aManifestOfALaterFormatIsRefused() throws IOException {
    Path published = copy();
    Path manifest =
        published.resolve("versions/" + Nights.live(published).version() + "/manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));
    PublicationException later =
        assertThrows(PublicationException.class, () -> Nights.live(published));
    assertTrue(
        later.getMessage().contains("has format 2, this Nightjar reads format 1"),
        later.getMessage());
  }

  private void assertDamaged(Path published, String how) {
    Publication live = Nights.live(published);
    PublicationException damaged =
        assertThrows(PublicationException.class, () -> Nights.store(published).verify(live));
    assertTrue(
        damaged.getMessage().matches("version " + live.version() + " is damaged: \\S+ " + how),
        damaged.getMessage());
  }

  private Path copy() throws IOException {
    return Nights.copy(twoNights, temp.resolve("published"));
  }

  private static Path shard(Path published) {
    return published
        .resolve("versions")
        .resolve(Nights.live(published).version())
        .resolve(ShardFile.path(Surface.RECOMMENDATIONS, 1));
  }
}
