package dev.nightjar.pipelines.benchmark.gpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the CUDA provider of ONNX Runtime on the classpath asks this host for, and where that is.
 *
 * @param provider what there is of the provider, for people
 * @param found by name of a library its place, or empty where it is missing
 */
record CudaLibraries(String provider, Map<String, Optional<String>> found) {

  /** Where nobody asked for a GPU. */
  static final CudaLibraries NOT_LOOKED_FOR =
      new CudaLibraries("not looked for: --device is cpu", Map.of());

  private static final String PROVIDER =
      "/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so";

  /** Where Linux and CUDA put libraries when the environment names no other place. */
  private static final List<String> USUAL =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/usr/local/cuda/lib64",
          "/usr/local/lib",
          "/usr/lib64",
          "/lib64",
          "/usr/lib",
          "/usr/lib/wsl/lib");

  /** The runtime's own library stands beside the provider. */
  private static final String BESIDE = "libonnxruntime";

  /** Unpacks the provider, which takes seconds, and looks for what it needs. */
  static CudaLibraries ofThisHost() throws IOException {
    try (InputStream packed = CudaLibraries.class.getResourceAsStream(PROVIDER)) {
      if (packed == null) {
        return new CudaLibraries(
            "not there: ONNX Runtime's small build for CPUs is on the class path", Map.of());
      }
      Path unpacked = Files.createTempFile("nightjar-provider", ".so");
      try {
        Files.copy(packed, unpacked, StandardCopyOption.REPLACE_EXISTING);
        return new CudaLibraries("there", search(NeededLibraries.of(unpacked), places()));
      } finally {
        Files.delete(unpacked);
      }
    }
  }

  /** Those that are missing. */
  List<String> missing() {
    return found.entrySet().stream()
        .filter(library -> library.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  static Map<String, Optional<String>> search(List<String> needed, List<Path> places) {
    Map<String, Optional<String>> found = new LinkedHashMap<>();
    for (String name : needed) {
      if (!name.startsWith(BESIDE)) {
        found.put(
            name,
            places.stream()
                .map(place -> place.resolve(name))
                .filter(Files::exists)
                .map(Path::toString)
                .findFirst());
      }
    }
    return found;
  }

  private static List<Path> places() throws IOException {
    String set = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
    List<Path> places = new ArrayList<>();
    Stream.concat(Arrays.stream(set.split(":")), USUAL.stream())
        .filter(place -> !place.isBlank())
        .map(Path::of)
        .forEach(places::add);
    Path configured = Path.of("/etc/ld.so.conf.d");
    if (Files.isDirectory(configured)) {
      try (Stream<Path> files = Files.list(configured)) {
        for (Path file : files.sorted().toList()) {
          Files.readAllLines(file).stream()
              .filter(line -> line.startsWith("/"))
              .map(line -> Path.of(line.strip()))
              .forEach(places::add);
        }
      }
    }
    return places;
  }
}
