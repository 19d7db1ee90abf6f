package dev.nightjar.pipelines.night;

import dev.nightjar.pipelines.demo.DemoData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The tiny shop on a storage of Hadoop's, settings included, with every place there. */
final class StoredShop {

  private StoredShop() {}

  /**
   * Puts sources and settings there.
   *
   * @param root a URI on the storage
   * @param local where the sources are made
   * @return the option that names the settings
   */
  static String write(FileSystem files, String root, java.nio.file.Path local) throws IOException {
    DemoData.write(TinyShop.OPTIONS, local);
    try (Stream<java.nio.file.Path> written = Files.list(local)) {
      for (java.nio.file.Path source : written.toList()) {
        put(files, root + "/sources/" + source.getFileName(), Files.readAllBytes(source));
      }
    }
    String demo = Files.readString(java.nio.file.Path.of("../conf/demo.conf"));
    String sizes = String.join("\n", TinyShop.settings());
    put(files, root + "/sizes.conf", sizes.getBytes(StandardCharsets.UTF_8));
    String night = demo.replace("nightjar-data/demo", root) + "\ninclude \"sizes.conf\"\n";
    put(files, root + "/night.conf", night.getBytes(StandardCharsets.UTF_8));
    return "--conf=" + root + "/night.conf";
  }

  private static void put(FileSystem files, String name, byte[] bytes) throws IOException {
    try (OutputStream out = files.create(new Path(name))) {
      out.write(bytes);
    }
  }
}
