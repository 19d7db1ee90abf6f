package dev.nightjar.udfs.embed;

import java.io.Serializable;

/**
 * How an engine uses its device; none of it changes a vector beyond float rounding.
 *
 * @param threads batches that run at once on a CPU, one thread each, 0 for the processors; a GPU
 *     always takes one
 * @param batchTokens the most padded tokens a batch may hold, 0 for what suits the device
 * @param lengthStep lengths are padded up to a multiple of this, 0 for what suits the device
 * @param cacheBytes memory for vectors of texts seen before, 0 for none
 * @param gpuMemoryBytes the most memory to take on a GPU, 0 for no limit
 * @param gpuArena how the GPU arena grows: kNextPowerOfTwo or kSameAsRequested
 */
public record EngineOptions(
    int threads,
    int batchTokens,
    int lengthStep,
    long cacheBytes,
    long gpuMemoryBytes,
    String gpuArena)
    implements Serializable {

  public EngineOptions {
    atLeast("threads", threads, 0);
    atLeast("batch tokens", batchTokens, 0);
    atLeast("length step", lengthStep, 0);
    atLeast("cache bytes", cacheBytes, 0);
    atLeast("GPU memory bytes", gpuMemoryBytes, 0);
    if (!gpuArena.equals("kNextPowerOfTwo") && !gpuArena.equals("kSameAsRequested")) {
      throw new IllegalArgumentException(
          "GPU arena is " + gpuArena + "; set kNextPowerOfTwo or kSameAsRequested");
    }
  }

  /** The same with other threads. */
  public EngineOptions with(int otherThreads) {
    return new EngineOptions(
        otherThreads, batchTokens, lengthStep, cacheBytes, gpuMemoryBytes, gpuArena);
  }

  /** The same with the device's own defaults where 0 was set. */
  EngineOptions on(Device device) {
    boolean gpu = device.kind() == Device.Kind.GPU;
    return new EngineOptions(
        gpu ? 1 : threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
        batchTokens > 0 ? batchTokens : gpu ? 65_536 : 2_048,
        lengthStep > 0 ? lengthStep : gpu ? 16 : 1,
        cacheBytes,
        gpuMemoryBytes,
        gpuArena);
  }

  private static void atLeast(String what, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(what + " is " + value + "; set " + least + " or more");
    }
  }
}
