package dev.nightjar.udfs.embed.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Pooling of one text of 128 tokens, in microseconds; see {@code Benchmarks} for how to run it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoolingBenchmark {

  private static final int TOKENS = 128;
  private static final int DIMENSION = 384;

  @Param private Pooling pooling;

  private final float[] vector = new float[DIMENSION];
  private FloatBuffer states;

  @Setup
  public void fill() {
    states =
        ByteBuffer.allocateDirect(TOKENS * DIMENSION * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < states.capacity(); i++) {
      states.put(i, i % 17);
    }
  }

  @Benchmark
  public float[] pool() {
    pooling.pool(states, 0, TOKENS, vector);
    return vector;
  }
}
