package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsFileTest {

  @TempDir private Path directory;

  /** Files of this machine under another scheme, as a store is that only Hadoop can reach. */
  public static final class RemoteFiles extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("remote:///");
    }
  }

  @BeforeEach
  void writeSettings() throws IOException {
    Files.writeString(
        directory.resolve("night.conf"), "include \"shop/places.conf\"\nrank.top-k = 7\n");
    Files.createDirectories(directory.resolve("shop"));
    Files.writeString(
        directory.resolve("shop/places.conf"),
        "include \"more.conf\"\ninclude \"absent.conf\"\nlake.root = \"remote:/lake\"\n");
    Files.writeString(directory.resolve("shop/more.conf"), "seed = 5\nrank.top-k = 9\n");
  }

  @Test
  void aFileOnAnotherFileSystemIsReadWithWhatItIncludes() {
    Settings settings = Settings.load(remote("night.conf"), Map.of("rank.similar", "3"));
    assertEquals("remote:/lake", settings.lake().root());
    assertEquals(7, settings.rank().topK());
    assertEquals(3, settings.rank().similar());
    assertEquals(5, settings.seed());
    assertEquals(Settings.load(directory.resolve("night.conf")).hash(), hashOf("night.conf"));
  }

  @Test
  void aUriOfThisMachineIsAPath() {
    SettingsFile file =
        new SettingsFile(directory.resolve("night.conf").toUri().toString(), Configuration::new);
    assertEquals(7, Settings.load(file, Map.of()).rank().topK());
  }

  @Test
  void mistakesOfAFileOnAnotherFileSystemAreToldWithItsNameAndLine() throws IOException {
    Files.writeString(directory.resolve("shop/more.conf"), "\nrank.top-k = 0\n");
    Files.writeString(directory.resolve("night.conf"), "include \"shop/places.conf\"\n");
    assertRefused("shop/more.conf: 2: rank.top-k is 0; set a whole number", "night.conf");
  }

  @Test
  void whatCannotBeReadIsNamedWithWhatToDo() throws IOException {
    assertRefused("settings file remote:" + directory + "/no.conf cannot be read: ", "no.conf");
    assertRefused("; check --conf, and that Spark has the file system and its", "no.conf");
    assertRefused("is a directory; give --conf a file in it", "shop");
    Files.writeString(directory.resolve("night.conf"), "include required(\"absent.conf\")\n");
    assertRefused(
        " requires remote:" + directory + "/absent.conf, which is not there;", "night.conf");
    SettingsFile unknown = new SettingsFile("gopher://host/night.conf", Configuration::new);
    SettingsException refused =
        assertThrows(SettingsException.class, () -> Settings.load(unknown, Map.of()));
    assertTrue(
        refused.getMessage().contains("No FileSystem for scheme \"gopher\""), refused::getMessage);
  }

  private void assertRefused(String message, String file) {
    SettingsException refused =
        assertThrows(SettingsException.class, () -> Settings.load(remote(file), Map.of()));
    assertTrue(refused.getMessage().contains(message), refused::getMessage);
  }

  private String hashOf(String file) {
    return Settings.load(remote(file), Map.of()).hash();
  }

  private SettingsFile remote(String file) {
    return new SettingsFile(
        "remote:" + directory.resolve(file),
        () -> {
          Configuration conf = new Configuration();
          conf.setClass("fs.remote.impl", RemoteFiles.class, org.apache.hadoop.fs.FileSystem.class);
          return conf;
        });
  }
}
