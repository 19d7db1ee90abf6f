package dev.nightjar.pipelines.benchmark.gpu;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.embed.Device;
import dev.nightjar.udfs.embed.DeviceChoice;
import dev.nightjar.udfs.embed.Engine;
import dev.nightjar.udfs.embed.EngineOptions;
import dev.nightjar.udfs.embed.Engines;
import dev.nightjar.udfs.embed.model.DirectoryFiles;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Tokenizers;
import dev.nightjar.udfs.token.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures what a GPU does for Nightjar, or the CPU where there is none.
 *
 * @param choice the device
 * @param gpu which GPU, as CUDA counts them
 * @param halfPrecision directory of the model in fp16, if there is one to compare
 * @param effort how much is measured
 */
public record GpuBenchmark(
    DeviceChoice choice, int gpu, Optional<Path> halfPrecision, Effort effort) {

  private static final EngineOptions OPTIONS = new EngineOptions(0, 0, 0, 0, 0, "kNextPowerOfTwo");
  private static final int COMPARED_TEXTS = 64;
  private static final int COMPARED_LISTS = 64;
  private static final int WINDOWS = 4;

  /**
   * How much is measured.
   *
   * @param tokens lengths of texts
   * @param replicas copies of the model side by side
   * @param seconds of each measurement
   * @param users of the best items
   * @param items that they are chosen from
   */
  public record Effort(
      List<Integer> tokens, List<Integer> replicas, double seconds, int users, int items) {

    private static final int RANK = 64;
    private static final int K = 100;

    public Effort {
      tokens = List.copyOf(tokens);
      replicas = List.copyOf(replicas);
      require(tokens.stream().allMatch(t -> t >= 3 && t <= 256), "--tokens", tokens, "3 to 256");
      require(
          replicas.stream().allMatch(r -> r >= 1 && r <= 16), "--replicas", replicas, "1 to 16");
      require(seconds > 0 && seconds <= 60, "--seconds", seconds, "more than 0, at most 60");
      require(users >= 1 && users <= 65_536, "--users", users, "1 to 65536");
      require(items >= K && items <= 1_000_000, "--items", items, K + " to 1000000");
    }

    TopKSize topK() {
      return new TopKSize(users, items, RANK, K);
    }

    private static void require(boolean holds, String option, Object value, String wanted) {
      if (!holds) {
        throw new IllegalArgumentException(option + " is " + value + "; give " + wanted);
      }
    }
  }

  /**
   * Runs all of it.
   *
   * @param seed of texts and factors
   * @param progress told what is measured next
   */
  public GpuReport run(long seed, Consumer<String> progress) throws IOException, OrtException {
    progress.accept("libraries of the CUDA provider");
    CudaLibraries libraries =
        choice == DeviceChoice.CPU ? CudaLibraries.NOT_LOOKED_FOR : CudaLibraries.ofThisHost();
    EmbeddingModel model = EmbeddingModel.minilm();
    Opened opened = open(model);
    Device device = opened.engine().device();
    Equipment equipment =
        new Equipment(
            opened.gpu(),
            Runtime.getRuntime().availableProcessors(),
            OrtEnvironment.getEnvironment().getVersion(),
            device.toString(),
            libraries);
    List<VectorAgreement> vectors = vectors(opened.engine(), model, seed, progress);
    List<EncodeSpeed> speeds = speeds(opened.engine(), model, seed, progress);
    List<TopKSpeed> topK = new ArrayList<>();
    topK.add(topK(Device.CPU, seed, progress));
    if (device.kind() == Device.Kind.GPU) {
      topK.add(topK(device, seed, progress));
    }
    return new GpuReport(equipment, vectors, speeds, topK);
  }

  private record Opened(Engine engine, String gpu) {}

  private Opened open(EmbeddingModel model) {
    if (choice == DeviceChoice.CPU) {
      return new Opened(Engines.of(model, choice, gpu, OPTIONS), "not asked for");
    }
    try {
      Engine engine = Engines.of(model, DeviceChoice.GPU, gpu, OPTIONS);
      return new Opened(engine, Utilization.gpu(gpu).orElse("GPU " + gpu));
    } catch (IllegalStateException e) {
      if (choice == DeviceChoice.GPU) {
        throw e;
      }
      String why = String.valueOf(e.getMessage()).replaceFirst("^device is gpu, but ", "");
      Engine engine = Engines.of(model, DeviceChoice.CPU, gpu, OPTIONS);
      return new Opened(engine, "none: " + why.lines().findFirst().orElse("").split(";", 2)[0]);
    }
  }

  private List<VectorAgreement> vectors(
      Engine engine, EmbeddingModel model, long seed, Consumer<String> progress)
      throws IOException {
    List<VectorAgreement> vectors = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int tokens : effort.tokens()) {
      texts.addAll(TextsOfLength.of(Tokenizers.of(model).whole(), tokens, COMPARED_TEXTS, seed));
    }
    Engine cpu = Engines.of(model, DeviceChoice.CPU, 0, OPTIONS);
    if (engine.device().kind() == Device.Kind.GPU) {
      progress.accept("vectors in fp32");
      vectors.add(VectorAgreement.of("GPU in fp32 to CPU in fp32", engine, cpu, texts));
    }
    if (halfPrecision.isPresent()) {
      progress.accept("vectors in fp16");
      EmbeddingModel half = EmbeddingModel.load(new DirectoryFiles(halfPrecision.get()));
      DeviceChoice same =
          engine.device().kind() == Device.Kind.GPU ? DeviceChoice.GPU : DeviceChoice.CPU;
      Engine other = Engines.of(half, same, gpu, OPTIONS);
      vectors.add(VectorAgreement.of(same.name() + " in fp16 to CPU in fp32", other, cpu, texts));
    }
    return vectors;
  }

  private List<EncodeSpeed> speeds(
      Engine engine, EmbeddingModel model, long seed, Consumer<String> progress)
      throws OrtException {
    EncodeRuns runs = new EncodeRuns(engine.device(), effort.seconds());
    List<EncodeSpeed> speeds = new ArrayList<>();
    for (int tokens : effort.tokens()) {
      int batch = runs.batch(tokens);
      List<List<String>> windows = new ArrayList<>();
      for (int window = 0; window < WINDOWS; window++) {
        windows.add(
            TextsOfLength.of(Tokenizers.of(model).whole(), tokens, 2 * batch, seed + window));
      }
      List<Tokens> first =
          windows.get(0).subList(0, batch).stream()
              .map(Tokenizers.of(model).cut()::encode)
              .toList();
      for (int replicas : effort.replicas()) {
        progress.accept("the runtime alone, " + tokens + " tokens, replicas " + replicas);
        speeds.add(runs.ceiling(model, first, replicas));
      }
      progress.accept("Nightjar's engine, " + tokens + " tokens");
      speeds.add(runs.engine(engine, windows));
    }
    return speeds;
  }

  private TopKSpeed topK(Device device, long seed, Consumer<String> progress) throws OrtException {
    progress.accept("the best items on " + device);
    TopKSize size = effort.topK();
    float[] users = TopKRun.random((long) size.users() * size.rank(), seed);
    float[] items = TopKRun.random((long) size.items() * size.rank(), seed + 1);
    try (TopKRun run = TopKRun.on(device, size, users, items)) {
      int compared = Math.min(size.users(), COMPARED_LISTS);
      TopKAgreement agreement = TopKAgreement.of(size, users, items, run.positions(), compared);
      return new TopKSpeed(
          device.toString(), size, run.pairsPerSecond(effort.seconds()), agreement);
    }
  }
}
