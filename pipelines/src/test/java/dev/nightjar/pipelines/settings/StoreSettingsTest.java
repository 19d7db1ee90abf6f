package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.run.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block {@code publish.stores}. */
final class StoreSettingsTest {

  @Test
  void withoutTheBlockThereIsOneStoreOfFiles() {
    List<StoreSettings> stores = settings("publish { root = lists, keep = 3 }").publish().stores();
    assertEquals(List.of(new StoreSettings.Files("files", "publish.root", "lists", 3)), stores);
  }

  @Test
  void storesAreReadWholeInTheOrderOfTheirNames(@TempDir Path directory) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "battery staple\n");
    Settings settings =
        settings(
            """
            publish.stores {
              warehouse {
                type = postgres, url = "jdbc:postgresql://db:5432/shop?sslmode=require"
                user = nightjar, password-file = "%s", reader = shop_reader
              }
              shop { type = redis, url = "rediss://cache:6380/2" }
              files { type = file, root = "s3a://shop/lists" }
            }
            """
                .formatted(secret));
    List<StoreSettings> stores = settings.publish().stores();

    assertEquals(
        List.of("files", "shop", "warehouse"), stores.stream().map(StoreSettings::name).toList());
    assertEquals(
        List.of("s3a://shop/lists", "rediss://cache:6380/2", "jdbc:postgresql://db:5432/shop"),
        stores.stream().map(StoreSettings::place).toList());
    assertEquals(List.of(5, 2, 5), stores.stream().map(StoreSettings::keep).toList());
    StoreSettings.Postgres warehouse = (StoreSettings.Postgres) stores.get(2);
    assertEquals("battery staple", warehouse.password().orElseThrow().value());
    assertEquals("shop_reader", warehouse.reader());
    assertTrue(!settings.toString().contains("battery"), "the settings tell the password");
    assertEquals(
        "cannot log in with *********(redacted) as nightjar",
        Secrets.of(settings).redacted("cannot log in with battery staple as nightjar"));
  }

  @Test
  void aPasswordOfTheEnvironmentIsTaken() {
    // No variable holds a secret here; any shows that the environment is read.
    StoreSettings store =
        settings(
                "publish.stores.shop"
                    + " { type = redis, url = \"redis://localhost\", password = ${PATH} }")
            .publish()
            .stores()
            .get(0);
    assertEquals(System.getenv("PATH"), store.password().orElseThrow().value());
  }

  @Test
  void everyMistakeIsToldAtOnceAndNoSecret() {
    SettingsException wrong =
        assertThrows(
            SettingsException.class,
            () ->
                settings(
                    """
                    publish.stores {
                      a { type = file }
                      b { type = redis, url = "http://cache", password = swordfish }
                      c { type = postgres, url = "jdbc:postgresql://me:swordfish@db/shop" }
                      d { type = memcached, root = x }
                      e { type = redis, url = "redis://cache", root = x, password-file = "/no/such" }
                    }
                    """));
    String message = wrong.getMessage();
    for (String part :
        List.of(
            "publish.stores.a.root is not set; set text",
            "publish.stores.b.url is 'http://cache'; set redis://HOST:PORT or rediss://HOST:PORT",
            "publish.stores.b.password stands in the settings; take it from the environment,"
                + " password = ${NAME}, or name the file that holds it in"
                + " publish.stores.b.password-file",
            "publish.stores.c.url names a user or a password; set the keys user and password",
            "publish.stores.d.type is 'memcached'; set one of file, redis, postgres",
            "publish.stores.e.root is not a setting",
            "publish.stores.e.password-file is /no/such, which cannot be read")) {
      assertTrue(message.contains(part), part + " is not in " + message);
    }
    assertTrue(!message.contains("swordfish"), message);
  }

  private static Settings settings(String text) {
    return Settings.of(ConfigFactory.parseString(text));
  }
}
