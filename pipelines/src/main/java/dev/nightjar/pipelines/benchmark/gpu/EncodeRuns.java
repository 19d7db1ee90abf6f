package dev.nightjar.pipelines.benchmark.gpu;

import ai.onnxruntime.OrtException;
import dev.nightjar.pipelines.benchmark.speed.RawModel;
import dev.nightjar.udfs.embed.Device;
import dev.nightjar.udfs.embed.EmbedCounters;
import dev.nightjar.udfs.embed.Engine;
import dev.nightjar.udfs.embed.Submission;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Prompt;
import dev.nightjar.udfs.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Embeds texts of one length for some seconds, by the runtime alone and by Nightjar's engine. */
final class EncodeRuns {

  private static final int GPU_BATCH_TOKENS = 65_536;
  private static final int CPU_BATCH_TOKENS = 2_048;

  private final Device device;
  private final double seconds;

  EncodeRuns(Device device, double seconds) {
    this.device = device;
    this.seconds = seconds;
  }

  /** So many texts of a length as a batch holds. */
  int batch(int tokens) {
    boolean gpu = device.kind() == Device.Kind.GPU;
    return Math.max(1, (gpu ? GPU_BATCH_TOKENS : CPU_BATCH_TOKENS) / tokens);
  }

  /**
   * Copies of the model side by side, each with a caller of its own and a batch again and again.
   */
  EncodeSpeed ceiling(EmbeddingModel model, List<Tokens> batch, int replicas) throws OrtException {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / replicas);
    List<Session> sessions = new ArrayList<>();
    try {
      for (int replica = 0; replica < replicas; replica++) {
        sessions.add(Session.open(model.graph(), device, threads));
        RawModel.run(sessions.get(replica).get(), batch);
      }
      return measured(
          "ceiling", batch.get(0).length(), replicas, () -> sideBySide(sessions, batch));
    } finally {
      for (Session session : sessions) {
        session.close();
      }
    }
  }

  /** The engine on windows of texts, the next one handed over before the last is waited for. */
  EncodeSpeed engine(Engine engine, List<List<String>> windows) {
    int tokens = engine.tokenize(windows.get(0).get(0), Prompt.PASSAGE).length();
    take(engine.submit(windows.get(0), Prompt.PASSAGE, new EmbedCounters()));
    return measured("nightjar", tokens, 1, () -> windowAfterWindow(engine, windows));
  }

  /** Texts that were embedded until the time was over. */
  private interface Work {
    long texts();
  }

  private EncodeSpeed measured(String way, int tokens, int replicas, Work work) {
    Optional<Utilization> utilization =
        device.kind() == Device.Kind.GPU ? Utilization.start(device.index()) : Optional.empty();
    long start = System.nanoTime();
    long texts = work.texts();
    double took = (System.nanoTime() - start) / 1e9;
    OptionalDouble idle = utilization.map(Utilization::idle).orElseGet(OptionalDouble::empty);
    utilization.ifPresent(Utilization::close);
    return new EncodeSpeed(way, tokens, replicas, texts / took, idle);
  }

  private long sideBySide(List<Session> sessions, List<Tokens> batch) {
    long end = end();
    ExecutorService callers = Executors.newFixedThreadPool(sessions.size());
    try {
      List<Future<Long>> counts = new ArrayList<>();
      for (Session session : sessions) {
        counts.add(
            callers.submit(
                () -> {
                  long texts = 0;
                  do {
                    RawModel.run(session.get(), batch);
                    texts += batch.size();
                  } while (System.nanoTime() < end);
                  return texts;
                }));
      }
      long texts = 0;
      for (Future<Long> count : counts) {
        texts += count.get();
      }
      return texts;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the runtime alone could not be measured", e);
    } finally {
      callers.shutdown();
    }
  }

  private long windowAfterWindow(Engine engine, List<List<String>> windows) {
    long end = end();
    long texts = 0;
    int next = 0;
    Submission running = engine.submit(windows.get(0), Prompt.PASSAGE, new EmbedCounters());
    do {
      next = (next + 1) % windows.size();
      Submission following = engine.submit(windows.get(next), Prompt.PASSAGE, new EmbedCounters());
      texts += take(running);
      running = following;
    } while (System.nanoTime() < end);
    return texts + take(running);
  }

  private static int take(Submission submission) {
    submission.vectors().forEach(vector -> vector.join());
    submission.release();
    return submission.vectors().size();
  }

  private long end() {
    return System.nanoTime() + Math.round(seconds * 1e9);
  }
}
