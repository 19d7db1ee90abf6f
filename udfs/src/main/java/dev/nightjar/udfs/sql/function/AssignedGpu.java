package dev.nightjar.udfs.sql.function;

import java.util.Arrays;
import org.apache.spark.TaskContext;

/** Finds the number of the GPU that Spark gave to the running task. */
final class AssignedGpu {

  private AssignedGpu() {}

  /**
   * The assigned GPU as CUDA counts them.
   *
   * @param otherwise the GPU where Spark assigns none, as in local mode
   */
  static int index(int otherwise) {
    TaskContext task = TaskContext.get();
    if (task == null || !task.resourcesJMap().containsKey("gpu")) {
      return otherwise;
    }
    return number(
        task.resourcesJMap().get("gpu").addresses()[0], System.getenv("CUDA_VISIBLE_DEVICES"));
  }

  /** Addresses are numbers, or UUIDs whose place among the visible devices is the number. */
  static int number(String address, String visible) {
    if (address.matches("\\d+")) {
      return Integer.parseInt(address);
    }
    int place = visible == null ? -1 : Arrays.asList(visible.split(",")).indexOf(address);
    if (place < 0) {
      throw new IllegalStateException(
          "Spark assigned GPU "
              + address
              + ", which is no number and not in CUDA_VISIBLE_DEVICES ("
              + visible
              + "); let the discovery script print numbers, or set CUDA_VISIBLE_DEVICES");
    }
    return place;
  }
}
