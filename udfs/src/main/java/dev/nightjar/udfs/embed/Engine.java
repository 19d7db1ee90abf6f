package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Prompt;
import dev.nightjar.udfs.token.Tokenizer;
import dev.nightjar.udfs.token.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One model on one device, shared by all tasks of an executor.
 *
 * <p>Callers tokenize on their own thread and leave batches to the engine's workers: as many as the
 * executor has cores on a CPU, one on a GPU. So the device works on one window while its task
 * already tokenizes the next.
 */
public final class Engine implements AutoCloseable {

  private final EmbeddingModel model;
  private final Device device;
  private final EngineOptions options;
  private final Tokenizer tokenizer;
  private final Encoder encoder;
  private final VectorCache cache;
  private final ExecutorService workers;

  private Engine(
      EmbeddingModel model,
      Device device,
      EngineOptions options,
      Tokenizer tokenizer,
      Encoder encoder) {
    this.model = model;
    this.device = device;
    this.options = options;
    this.tokenizer = tokenizer;
    this.encoder = encoder;
    this.cache = new VectorCache(options.cacheBytes(), encoder.dimension());
    AtomicInteger number = new AtomicInteger();
    this.workers =
        Executors.newFixedThreadPool(
            options.threads(),
            work -> {
              Thread thread =
                  new Thread(work, "nightjar-embed-" + device + "-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Opens a model on a device; the session is made and its graph checked. */
  static Engine open(EmbeddingModel model, Device device, EngineOptions options)
      throws IOException, OrtException {
    Tokenizer tokenizer = Tokenizer.open(model.tokenizer(), model.spec().maxTokens());
    try {
      SessionSettings settings =
          device.kind() == Device.Kind.GPU
              ? SessionSettings.gpu(device.index(), options)
              : SessionSettings.cpu();
      Encoder encoder = Encoder.open(model, settings, tokenizer.paddingId());
      return new Engine(model, device, options.on(device), tokenizer, encoder);
    } catch (IOException | OrtException | RuntimeException | Error e) {
      tokenizer.close();
      throw e;
    }
  }

  public EmbeddingModel model() {
    return model;
  }

  public Device device() {
    return device;
  }

  /** Numbers in each vector. */
  public int dimension() {
    return encoder.dimension();
  }

  /** The tokens of a text as the model reads them. */
  public Tokens tokenize(String text, Prompt prompt) {
    return tokenizer.encode(model.spec().prefix(prompt) + text);
  }

  /** Embeds one text and waits for it. */
  public float[] embed(String text, Prompt prompt) {
    return submit(List.of(text), prompt, new EmbedCounters()).vectors().get(0).join();
  }

  /**
   * Tokenizes a window of texts and hands its batches to the workers; equal texts share a vector.
   *
   * @param texts may hold nulls
   */
  public Submission submit(List<String> texts, Prompt prompt, EmbedCounters counters) {
    String prefix = model.spec().prefix(prompt);
    Map<String, Promise> distinct = new HashMap<>();
    List<CompletableFuture<float[]>> vectors = new ArrayList<>(texts.size());
    List<Pending> owned = new ArrayList<>();
    for (String text : texts) {
      vectors.add(
          text == null ? null : distinct.computeIfAbsent(text, key -> claim(prefix + key, owned)));
    }
    long present = vectors.stream().filter(Objects::nonNull).count();
    counters.repeated.add(present - owned.size());
    try {
      tokenize(owned, counters);
      for (BatchPlan.Batch batch : plan(owned)) {
        workers.execute(() -> run(batch, owned, counters));
      }
    } catch (RuntimeException | Error e) {
      owned.forEach(pending -> pending.fail(cache, e));
      distinct.values().forEach(Promise::release);
      throw e;
    }
    return new Submission(vectors, distinct.values());
  }

  private Promise claim(String text, List<Pending> owned) {
    Pending mine = new Pending(text);
    Promise promise = cache.claim(mine.key(), mine.vector());
    if (promise == mine.vector()) {
      owned.add(mine);
    }
    return promise;
  }

  private void tokenize(List<Pending> owned, EmbedCounters counters) {
    long start = System.nanoTime();
    for (Pending pending : owned) {
      Tokens tokens = pending.tokenize(tokenizer);
      counters.tokens.add(tokens.length());
      counters.truncated.add(tokens.truncated() ? 1 : 0);
    }
    counters.tokenizeNanos.add(System.nanoTime() - start);
  }

  private List<BatchPlan.Batch> plan(List<Pending> owned) {
    int[] lengths = owned.stream().mapToInt(pending -> pending.tokens().length()).toArray();
    return BatchPlan.of(
        lengths, options.lengthStep(), model.spec().maxTokens(), options.batchTokens());
  }

  private void run(BatchPlan.Batch batch, List<Pending> owned, EmbedCounters counters) {
    List<Pending> members =
        batch.members().stream().map(owned::get).filter(text -> text.isWanted(cache)).toList();
    if (members.isEmpty()) {
      return;
    }
    try {
      long start = System.nanoTime();
      List<float[]> vectors =
          encoder.encodeFitting(members.stream().map(Pending::tokens).toList(), batch.length());
      counters.inferenceNanos.add(System.nanoTime() - start);
      counters.texts.add(members.size());
      counters.batches.increment();
      counters.paddedTokens.add((long) batch.length() * members.size());
      for (int i = 0; i < vectors.size(); i++) {
        members.get(i).keep(cache, vectors.get(i));
      }
    } catch (OrtException | RuntimeException | Error e) {
      members.forEach(pending -> pending.fail(cache, e));
    }
  }

  /** Frees the session; no call may be running. */
  @Override
  public void close() throws OrtException {
    workers.shutdown();
    encoder.close();
    tokenizer.close();
  }
}
