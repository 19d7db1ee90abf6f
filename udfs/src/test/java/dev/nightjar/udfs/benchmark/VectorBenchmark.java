package dev.nightjar.udfs.benchmark;

import dev.nightjar.udfs.vector.VectorFusion;
import dev.nightjar.udfs.vector.VectorMath;
import dev.nightjar.udfs.vector.VectorSum;
import java.util.Random;
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

/** The vector functions, in nanoseconds a call; {@link Benchmarks} runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VectorBenchmark {

  @Param({"384", "768"})
  private int dimension;

  private float[] a;
  private float[] b;
  private VectorSum sum;

  @Setup
  public void vectors() {
    Random random = new Random(1);
    a = new float[dimension];
    b = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      a[i] = random.nextFloat();
      b[i] = random.nextFloat();
    }
    sum = new VectorSum();
  }

  @Benchmark
  public double innerProduct() {
    return VectorMath.innerProduct(a, b);
  }

  @Benchmark
  public double cosine() {
    return VectorMath.cosine(a, b);
  }

  @Benchmark
  public double l2Distance() {
    return VectorMath.l2Distance(a, b);
  }

  @Benchmark
  public float[] normalize() {
    return VectorMath.normalize(a, 2f);
  }

  @Benchmark
  public float[] attention() {
    return VectorFusion.attention(a, b);
  }

  @Benchmark
  public VectorSum sum() {
    sum.add(a, 0.5);
    return sum;
  }
}
