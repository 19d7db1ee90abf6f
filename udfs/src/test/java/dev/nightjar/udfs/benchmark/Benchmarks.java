package dev.nightjar.udfs.benchmark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks with the build's own class path:
 *
 * <pre>
 * mvn -pl udfs test -Dtest=Benchmarks -Djmh=VectorBenchmark -Dtest.jit=-server
 * mvn -pl udfs test -Dtest=Benchmarks -Djmh=TokenizeBenchmark -Djmh.profiler=gc -Dtest.jit=-server
 * </pre>
 *
 * <p>The last option lifts the tests' restriction to the first compiler, which benchmarks must not
 * have. Without {@code -Djmh} nothing runs, and the build does not look for this class by itself.
 */
class Benchmarks {

  @Test
  void run() throws RunnerException {
    String include = System.getProperty("jmh");
    assumeTrue(include != null, "name the benchmarks to run: -Djmh=VectorBenchmark");
    ChainedOptionsBuilder options = new OptionsBuilder().include(include).shouldFailOnError(true);
    String profiler = System.getProperty("jmh.profiler");
    if (profiler != null) {
      options = options.addProfiler(profiler);
    }
    assertFalse(new Runner(options.build()).run().isEmpty());
  }
}
