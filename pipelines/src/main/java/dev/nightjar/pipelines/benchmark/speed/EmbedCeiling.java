package dev.nightjar.pipelines.benchmark.speed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.nightjar.udfs.embed.Device;
import dev.nightjar.udfs.sql.ModelCard;
import dev.nightjar.udfs.token.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The most that the runtime gives on this machine: texts already tokenized, sorted by length, in
 * the batch size and thread layout that were fastest on a part of them, and nothing else running.
 */
final class EmbedCeiling implements AutoCloseable {

  private static final int[] BATCH_TOKENS = {512, 1024, 2048, 4096, 8192};
  private static final int[] GPU_BATCH_TOKENS = {16_384, 32_768, 65_536, 131_072};
  private static final int TUNING_TEXTS = 768;

  private final SessionOptions options = new SessionOptions();
  private final OrtSession session;
  private final int callers;
  private final int threads;
  private final int batchTokens;

  private EmbedCeiling(ModelCard card, int callers, int threads, int batchTokens)
      throws OrtException {
    this.callers = callers;
    this.threads = threads;
    this.batchTokens = batchTokens;
    options.setIntraOpNumThreads(threads);
    if (card.device().kind() == Device.Kind.GPU) {
      try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(card.device().index())) {
        options.addCUDA(cuda);
      }
    }
    session =
        OrtEnvironment.getEnvironment().createSession(card.model().graph().toString(), options);
  }

  /** Tries layouts and batch sizes on some of the texts and keeps the fastest. */
  static EmbedCeiling tuned(ModelCard card, List<Tokens> texts, int cores) {
    int step = Math.max(1, texts.size() / TUNING_TEXTS);
    List<Tokens> some = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += step) {
      some.add(texts.get(i));
    }
    boolean gpu = card.device().kind() == Device.Kind.GPU;
    EmbedCeiling best = null;
    double fastest = Double.MAX_VALUE;
    for (int callers : gpu || cores == 1 ? new int[] {1} : new int[] {1, cores}) {
      for (int batchTokens : gpu ? GPU_BATCH_TOKENS : BATCH_TOKENS) {
        EmbedCeiling tried = open(card, callers, gpu ? 1 : cores / callers, batchTokens);
        double seconds = tried.seconds(some);
        if (seconds < fastest) {
          fastest = seconds;
          EmbedCeiling slower = best;
          best = tried;
          tried = slower;
        }
        if (tried != null) {
          tried.close();
        }
      }
    }
    return best;
  }

  private static EmbedCeiling open(ModelCard card, int callers, int threads, int batchTokens) {
    try {
      return new EmbedCeiling(card, callers, threads, batchTokens);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot open " + card.model().graph(), e);
    }
  }

  private double seconds(List<Tokens> texts) {
    run(texts.subList(0, Math.min(texts.size(), 32)));
    long start = System.nanoTime();
    run(texts);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Runs the model over all texts once. */
  void run(List<Tokens> texts) {
    List<Tokens> sorted = new ArrayList<>(texts);
    sorted.sort(Comparator.comparingInt(Tokens::length).reversed());
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      List<Future<?>> batches = new ArrayList<>();
      int from = 0;
      while (from < sorted.size()) {
        int most = Math.max(1, batchTokens / sorted.get(from).length());
        int to = Math.min(sorted.size(), from + most);
        List<Tokens> batch = sorted.subList(from, to);
        batches.add(pool.submit(() -> RawModel.run(session, batch)));
        from = to;
      }
      for (Future<?> batch : batches) {
        batch.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the ceiling could not be measured", e);
    } finally {
      pool.shutdown();
    }
  }

  @Override
  public String toString() {
    return callers + "x" + threads + "threads," + batchTokens + "tokens";
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close its session", e);
    }
    options.close();
  }
}
