package dev.nightjar.udfs.embed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

  private static final String TEMPORARY = "java.io.tmpdir";
  private static final String ROOT = "nightjar-models-" + System.getProperty("user.name");

  private final String before = System.getProperty(TEMPORARY);
  private final Path temporary;
  private final Path model;

  ModelStoreTest(@TempDir Path temporary, @TempDir Path model) {
    this.temporary = temporary;
    this.model = model;
  }

  @BeforeEach
  void storeElsewhere() {
    System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterEach
  void storeAsBefore() {
    System.setProperty(TEMPORARY, before);
  }

  @Test
  void anIncompleteModelLeavesNothingBehind() throws IOException {
    Files.writeString(model.resolve("model.onnx"), "a graph");
    Files.createDirectory(model.resolve("1_Pooling"));
    Files.writeString(model.resolve("1_Pooling/config.json"), "{}");
    FileNotFoundException error =
        assertThrows(
            FileNotFoundException.class, () -> ModelStore.store(new DirectoryFiles(model)));
    assertTrue(error.getMessage().contains("has no tokenizer.json"), error.getMessage());
    assertEquals(List.of(), stored());
  }

  @Test
  void theSameContentIsStoredOnce() throws IOException {
    Files.writeString(model.resolve("model.onnx"), "a graph");
    Files.writeString(model.resolve("tokenizer.json"), "{}");
    ModelStore.Stored first = ModelStore.store(new DirectoryFiles(model));
    assertEquals(first, ModelStore.store(new DirectoryFiles(model)));
    assertEquals(List.of(first.directory()), stored());
  }

  @Test
  void aDirectoryThatOthersCanWriteIsRefused() throws IOException {
    Files.writeString(model.resolve("model.onnx"), "a graph");
    Files.writeString(model.resolve("tokenizer.json"), "{}");
    Path root = Files.createDirectory(temporary.resolve(ROOT));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    IOException error =
        assertThrows(IOException.class, () -> ModelStore.store(new DirectoryFiles(model)));
    assertTrue(
        error.getMessage().startsWith(root + " can be written by other users"), error.getMessage());
    assertEquals(List.of(), stored());
  }

  private List<Path> stored() throws IOException {
    Path root = temporary.resolve(ROOT);
    try (Stream<Path> directories = Files.list(root)) {
      return directories.toList();
    }
  }
}
