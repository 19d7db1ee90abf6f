package dev.nightjar.udfs.sql.function;

import dev.nightjar.udfs.embed.DeviceChoice;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;

/** What a process of a Spark application may use of its host. */
public final class Host {

  private Host() {}

  /** Whether tasks run in the driver's own process. */
  public static boolean isLocal(SparkConf spark) {
    return LocalMaster.cores(master(spark)).isPresent();
  }

  /**
   * Where to look for a device: Spark assigns GPUs to tasks alone, so the driver of a cluster,
   * which embeds only a query's constants, stays on its CPU.
   *
   * @param task the running task, null on the driver
   */
  static DeviceChoice device(DeviceChoice wanted, SparkConf spark, TaskContext task) {
    return task == null && !isLocal(spark) ? DeviceChoice.CPU : wanted;
  }

  /**
   * Cores of this executor that its tasks can take, {@code spark.task.cpus} each. YARN and
   * Kubernetes give an executor one core where the settings do not say.
   */
  static int threads(SparkConf spark) {
    int cores =
        LocalMaster.cores(master(spark))
            .orElseGet(() -> spark.getInt("spark.executor.cores", coresUnlessSet(master(spark))));
    int task = spark.getInt("spark.task.cpus", 1);
    return Math.max(1, cores / task) * task;
  }

  private static int coresUnlessSet(String master) {
    boolean one = master.startsWith("yarn") || master.startsWith("k8s:");
    return one ? 1 : Runtime.getRuntime().availableProcessors();
  }

  private static String master(SparkConf spark) {
    return spark.get("spark.master", "");
  }
}
