package dev.nightjar.pipelines.benchmark.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.benchmark.protocol.DenseIds;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.udfs.sql.ModelCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class TextVectorsTest {

  private static final String TEMPORARY = "java.io.tmpdir";
  private static final DenseIds ITEMS = DenseIds.of(List.of("a", "b", "c"));
  private static final Map<String, String> TEXTS = Map.of("a", "a lute", "c", "a drum");

  private final String before = System.getProperty(TEMPORARY);

  @TempDir private Path temporary;
  private Path kept;

  @BeforeEach
  void keepElsewhere(SparkSession spark) {
    ModelCard.of(spark); // where models are kept already
    kept = temporary.resolve("nightjar-benchmark-vectors-" + System.getProperty("user.name"));
    System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterEach
  void keepAsBefore() {
    System.setProperty(TEMPORARY, before);
  }

  @Test
  void vectorsAreKeptWhereOnlyThisUserCanPutThem(SparkSession spark) throws IOException {
    Vectors first = TextVectors.of(spark, ITEMS, TEXTS, line -> {});
    assertEquals(384, first.dimension());
    assertEquals(1, first.dotProduct(0, 0), 1e-5);
    assertEquals(0, first.dotProduct(1, 1), "no text");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    Vectors again = TextVectors.of(spark, ITEMS, TEXTS, line -> {});
    assertArrayEquals(first.values(), again.values());
  }

  @Test
  void aDirectoryThatOthersCanWriteIsRefused(SparkSession spark) throws IOException {
    Files.createDirectory(kept);
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxrwxrwx"));
    UncheckedIOException error =
        assertThrows(
            UncheckedIOException.class, () -> TextVectors.of(spark, ITEMS, TEXTS, line -> {}));
    assertTrue(
        error.getMessage().startsWith("vectors cannot be kept: " + kept + " can be written by"),
        error.getMessage());
  }
}
