package dev.nightjar.pipelines.command.benchmark;

import dev.nightjar.pipelines.benchmark.gpu.GpuBenchmark;
import dev.nightjar.pipelines.benchmark.gpu.GpuReport;
import dev.nightjar.pipelines.command.option.Arguments;
import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.udfs.embed.DeviceChoice;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what this machine's GPU does. */
@Command(
    name = "gpu",
    description = {
      "Measures in a few minutes what a GPU does, and the CPU where there is none:",
      "which libraries are there and which are missing; the GPU's vectors against the CPU's;",
      "texts a second by length, with one and several copies of the model, and how long the GPU",
      "idles; the best items of users as a graph against a full sort. Writes gpu.json and gpu.md."
    },
    mixinStandardHelpOptions = true)
final class BenchmarkGpuCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "nightjar-gpu",
      description = "where gpu.json and gpu.md are written (default: ${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "auto, cpu or gpu, an error without one (default: ${DEFAULT-VALUE})")
  private DeviceChoice device;

  @Option(
      names = "--gpu",
      paramLabel = "N",
      defaultValue = "0",
      description = "which GPU, as CUDA counts them (default: ${DEFAULT-VALUE})")
  private int gpu;

  @Option(
      names = "--fp16",
      paramLabel = "DIR",
      description = "the model in half precision, as udfs/python/prepare_model.py writes it")
  private Path halfPrecision;

  @Option(
      names = "--tokens",
      split = ",",
      paramLabel = "N",
      defaultValue = "16,64,256",
      description = "lengths of texts (default: ${DEFAULT-VALUE})")
  private List<Integer> tokens;

  @Option(
      names = "--replicas",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,4",
      description = "copies of the model side by side (default: ${DEFAULT-VALUE})")
  private List<Integer> replicas;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "4",
      description = "of each measurement (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "1024",
      description = "users whose best items are found (default: ${DEFAULT-VALUE})")
  private int users;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "50000",
      description = "items that they are chosen from (default: ${DEFAULT-VALUE})")
  private int items;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "42",
      description = "seed of everything drawn at random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() throws Exception {
    GpuBenchmark benchmark =
        Arguments.checked(
            spec,
            () ->
                new GpuBenchmark(
                    device,
                    gpu,
                    Optional.ofNullable(halfPrecision),
                    new GpuBenchmark.Effort(tokens, replicas, seconds, users, items)));
    PrintWriter said = spec.commandLine().getOut();
    GpuReport report =
        benchmark.run(
            seed,
            next -> {
              said.println(next + " ...");
              said.flush();
            });
    Files.createDirectories(out);
    Files.writeString(out.resolve("gpu.json"), report.json() + "\n");
    Files.writeString(out.resolve("gpu.md"), report.markdown());
    report.lines().forEach(said::println);
    said.println("wrote " + out.resolve("gpu.json") + " and " + out.resolve("gpu.md"));
    said.flush();
    return ExitCode.DONE.value();
  }
}
