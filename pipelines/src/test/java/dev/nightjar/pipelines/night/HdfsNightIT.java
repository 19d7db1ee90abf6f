package dev.nightjar.pipelines.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.night.SubmittedNight.Ended;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lake, sources, settings, lists and reports on HDFS alone: a name node and a data node. */
final class HdfsNightIT {

  @TempDir private static java.nio.file.Path directory;
  private static MiniDFSCluster cluster;

  @BeforeAll
  static void start() throws IOException {
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("hdfs").toString());
    cluster = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    cluster.waitActive();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  @Test
  void aNightLivesOnHdfsAlone() throws Exception {
    FileSystem files = cluster.getFileSystem();
    String root = files.getUri() + "/shop";
    String conf = StoredShop.write(files, root, directory.resolve("sources"));
    Ended night = SubmittedNight.run("nightly", conf, "--night=" + TinyShop.NIGHT);
    assertEquals(0, night.code(), night::toString);
    assertTrue(files.exists(new Path(root + "/published/CURRENT")));
    assertTrue(files.exists(new Path(root + "/reports/" + TinyShop.NIGHT + ".html")));
    assertFalse(files.exists(new Path(root + "/lake/_nightjar/lock")), "the lake is locked");
    Ended list = SubmittedNight.run("lists", conf, "--user=U00001");
    assertEquals(0, list.code(), list::toString);
    assertTrue(
        list.said("recommendations for user U00001, night " + TinyShop.NIGHT), list::toString);
  }
}
