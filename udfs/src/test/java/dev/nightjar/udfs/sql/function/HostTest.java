package dev.nightjar.udfs.sql.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.udfs.embed.DeviceChoice;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the host gives a task: cores and a GPU. */
class HostTest {

  @Test
  void localMastersSayTheirCores() {
    assertEquals(Optional.of(1), LocalMaster.cores("local"));
    assertEquals(Optional.of(4), LocalMaster.cores("local[4]"));
    assertEquals(Optional.of(3), LocalMaster.cores("local[3, 2]"));
    assertEquals(
        Optional.of(Runtime.getRuntime().availableProcessors()), LocalMaster.cores("local[*]"));
    assertEquals(Optional.empty(), LocalMaster.cores("spark://host:7077"));
    assertEquals(Optional.empty(), LocalMaster.cores("local-cluster[2,1,1024]"));
  }

  @Test
  void theDriverOfAClusterStaysOnItsCpu() {
    assertEquals(DeviceChoice.GPU, Host.device(DeviceChoice.GPU, spark("local[2]"), null));
    assertEquals(DeviceChoice.AUTO, Host.device(DeviceChoice.AUTO, spark("local"), null));
    assertEquals(DeviceChoice.CPU, Host.device(DeviceChoice.GPU, spark("yarn"), null));
    assertEquals(DeviceChoice.CPU, Host.device(DeviceChoice.AUTO, spark("k8s://host"), null));
    assertEquals(
        DeviceChoice.GPU,
        Host.device(DeviceChoice.GPU, spark("spark://host:7077"), TaskContext$.MODULE$.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "local[4],,,4",
    "local[4],,2,4",
    "local[5],,2,4",
    "yarn,,,1",
    "yarn,8,,8",
    "yarn,10,4,8",
    "yarn,,2,2",
    "k8s://https://host,,,1",
    "k8s://https://host,3,,3",
    "spark://host:7077,6,,6"
  })
  void anExecutorGivesTheCoresOfItsTasks(String master, String cores, String task, int threads) {
    SparkConf spark = spark(master);
    Optional.ofNullable(cores).ifPresent(value -> spark.set("spark.executor.cores", value));
    Optional.ofNullable(task).ifPresent(value -> spark.set("spark.task.cpus", value));
    assertEquals(threads, Host.threads(spark));
  }

  @Test
  void aStandaloneExecutorWithoutALimitHasItsHostsProcessors() {
    assertEquals(
        Runtime.getRuntime().availableProcessors(), Host.threads(spark("spark://host:7077")));
  }

  private static SparkConf spark(String master) {
    return new SparkConf(false).setMaster(master);
  }

  @Test
  void gpuAddressesAreNumbersOrVisibleNames() {
    assertEquals(3, AssignedGpu.number("3", null));
    assertEquals(1, AssignedGpu.number("MIG-b", "MIG-a,MIG-b"));
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> AssignedGpu.number("GPU-x", "0,1"));
    assertEquals(
        "Spark assigned GPU GPU-x, which is no number and not in CUDA_VISIBLE_DEVICES (0,1); let"
            + " the discovery script print numbers, or set CUDA_VISIBLE_DEVICES",
        error.getMessage());
  }
}
