package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.demo.DemoData;
import dev.nightjar.pipelines.demo.DemoFile;
import dev.nightjar.pipelines.demo.DemoSummary;
import dev.nightjar.pipelines.demo.Dirt.Fate;
import dev.nightjar.pipelines.demo.shop.DemoOptions;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo's files through its own settings. */
@ExtendWith(SparkExtension.class)
final class DemoIngestTest {

  private static final String NIGHT = "2025-03-01";

  @Test
  void theQuarantineHoldsExactlyTheDirtOfTheDemo(SparkSession spark, @TempDir Path directory)
      throws IOException {
    IngestFixture fixture = new IngestFixture(spark, directory);
    DemoSummary demo =
        DemoData.write(DemoOptions.defaults().withSizes(120, 80, 400), fixture.path("sources"));
    Settings settings = settings(fixture);

    Map<String, Long> counts = fixture.ingest(settings, NIGHT).counts();

    for (DemoFile source : DemoFile.values()) {
      String table = source.name().toLowerCase(Locale.ROOT);
      assertEquals(demo.rows(source), counts.get(table + ".read"), table + " read");
      assertEquals(demo.dirt().of(source, Fate.BROKEN), counts.get(table + ".quarantined"), table);
      assertEquals(
          demo.dirt().of(source, Fate.DUPLICATE), counts.get(table + ".duplicates"), table);
      assertEquals(0, counts.get(table + ".superseded"), table);
      assertEquals(
          demo.kept(source), fixture.lake().read(Table.named(table).orElseThrow()).count(), table);
      assertEquals(
          demo.dirt().of(source, Fate.BROKEN),
          fixture.lake().read(Table.QUARANTINE).where("source = '" + table + "'").count(),
          table + " in quarantine");
    }
    var versions = fixture.versions();
    fixture.ingest(settings, NIGHT);
    assertEquals(versions, fixture.versions(), "a second run changes nothing");
  }

  private static Settings settings(IngestFixture fixture) throws IOException {
    String conf = Files.readString(Path.of("../conf/demo.conf"));
    return fixture.settings(
        conf.replace("nightjar-data/demo/sources", "DIR/sources")
            + "\ningest.max-quarantine-share = 0.5");
  }
}
