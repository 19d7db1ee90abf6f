package dev.nightjar.pipelines.command.doctor;

import dev.nightjar.pipelines.nightly.Failures;
import dev.nightjar.pipelines.publish.Stores;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.settings.StoreSettings;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the doctor asks of the places that a night writes to. */
final class StoreChecks {

  private StoreChecks() {}

  /** Writes a small file below the nearest place that exists, reads it back and deletes it. */
  static Finding writable(String part, String key, String root, Configuration hadoop) {
    Path place = new Path(root);
    try {
      FileSystem files = place.getFileSystem(hadoop);
      Path existing = files.makeQualified(place);
      while (!files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      Path probe = new Path(existing, ".nightjar-doctor-" + UUID.randomUUID());
      try (var out = files.create(probe, false)) {
        out.write(1);
      }
      long length = files.getFileStatus(probe).getLen();
      files.delete(probe, false);
      return length == 1
          ? Finding.works(part, files.makeQualified(place) + " can be written")
          : Finding.broken(part, place + " keeps " + length + " of 1 bytes", remedy(key));
    } catch (IOException | RuntimeException e) {
      return Finding.broken(part, place + ": " + Failures.oneLine(e), remedy(key));
    }
  }

  /** Asks a store for what is live. */
  static Finding published(StoreSettings settings, Configuration hadoop) {
    if (settings instanceof StoreSettings.Files files) {
      return writable("Published", files.key(), files.root(), hadoop);
    }
    String part = "Published (" + settings.name() + ")";
    try (ServingStore store = Stores.open(settings, hadoop)) {
      String live = store.live().map(l -> "night " + l.night()).orElse("nothing yet");
      return Finding.works(part, store.place() + " answers, live is " + live);
    } catch (RuntimeException e) {
      String found = Failures.oneLine(e);
      return Finding.broken(
          part,
          found,
          "check "
              + settings.key()
              + ", that the server runs, and user, password and rights there");
    }
  }

  private static String remedy(String key) {
    return "set " + key + " to a directory that this user may write, and check its permissions";
  }
}
