package dev.nightjar.pipelines.benchmark.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CudaLibrariesTest {

  @TempDir private Path directory;

  @Test
  void theNeedsOfALibraryAreReadFromItsFile() throws IOException {
    Path library = Path.of(System.getProperty("java.home"), "lib", "libjava.so");
    List<String> needed = NeededLibraries.of(library);
    assertTrue(needed.containsAll(List.of("libjvm.so", "libc.so.6")), needed::toString);
  }

  @Test
  void aFileThatIsNoLibraryIsRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("text.so"), "no library".repeat(20));
    IOException refused = assertThrows(IOException.class, () -> NeededLibraries.of(text));
    assertTrue(refused.getMessage().endsWith("is no 64-bit shared library of Linux"));
  }

  @Test
  void whatIsInNoPlaceIsMissing() throws IOException {
    Files.writeString(directory.resolve("libcudart.so.12"), "");
    CudaLibraries libraries =
        new CudaLibraries(
            "there",
            CudaLibraries.search(
                List.of("libcudart.so.12", "libcublas.so.12", "libonnxruntime_providers_shared.so"),
                List.of(directory.resolve("none"), directory)));
    assertEquals(List.of("libcublas.so.12"), libraries.missing());
    assertEquals(
        Optional.of(directory.resolve("libcudart.so.12").toString()),
        libraries.found().get("libcudart.so.12"));
  }
}
