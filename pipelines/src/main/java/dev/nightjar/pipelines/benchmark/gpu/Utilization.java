package dev.nightjar.pipelines.benchmark.gpu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/** How busy the GPU is, as the driver's own program samples it ten times a second. */
final class Utilization implements AutoCloseable {

  private final Process sampling;
  private final List<Double> samples = new CopyOnWriteArrayList<>();

  private Utilization(Process sampling) {
    this.sampling = sampling;
    Thread thread = new Thread(this::read, "gpu-utilization");
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts to sample; nothing where the program is not there. */
  static Optional<Utilization> start(int gpu) {
    return program(
            "nvidia-smi",
            "--id=" + gpu,
            "--query-gpu=utilization.gpu",
            "--format=csv,noheader,nounits",
            "--loop-ms=100")
        .map(Utilization::new);
  }

  /** What the program says of the GPU in words: name, driver, memory. */
  static Optional<String> gpu(int gpu) {
    return program(
            "nvidia-smi",
            "--id=" + gpu,
            "--query-gpu=name,driver_version,memory.total",
            "--format=csv,noheader")
        .flatMap(Utilization::firstLine);
  }

  /** Share of the time without work on the GPU since it started; empty without a sample. */
  OptionalDouble idle() {
    return idle(samples);
  }

  static OptionalDouble idle(List<Double> percentBusy) {
    return percentBusy.stream()
        .mapToDouble(busy -> 1 - Math.min(100, Math.max(0, busy)) / 100)
        .average();
  }

  @Override
  public void close() {
    sampling.destroyForcibly();
  }

  private void read() {
    try (BufferedReader lines = lines(sampling)) {
      String line;
      while ((line = lines.readLine()) != null) {
        samples.add(Double.parseDouble(line.strip()));
      }
    } catch (IOException | NumberFormatException e) {
      // No more samples: those that there are count.
    }
  }

  private static Optional<String> firstLine(Process process) {
    try (BufferedReader lines = lines(process)) {
      return Optional.ofNullable(lines.readLine()).filter(line -> !line.contains("failed"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static Optional<Process> program(String... command) {
    try {
      return Optional.of(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
