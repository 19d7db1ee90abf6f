package dev.nightjar.udfs.embed;

/**
 * Where a model runs.
 *
 * @param kind the processor
 * @param index the GPU's number as CUDA counts them, 0 for the CPU
 */
public record Device(Kind kind, int index) {

  /** The processors that a model can run on. */
  public enum Kind {
    CPU,
    GPU
  }

  public static final Device CPU = new Device(Kind.CPU, 0);

  public Device {
    if (index < 0) {
      throw new IllegalArgumentException("GPU number is " + index + "; set 0 or more");
    }
  }

  public static Device gpu(int index) {
    return new Device(Kind.GPU, index);
  }

  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "gpu:" + index;
  }
}
