package dev.nightjar.pipelines.benchmark.gpu;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nightjar.udfs.embed.Device;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.SplittableRandom;

/** The graph of the best items on one device, on factors from a seed. */
final class TopKRun implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final Session session;
  private final TopKSize size;
  private final OnnxTensor users;
  private final OnnxTensor items;
  private final OnnxTensor k;

  private TopKRun(Session session, TopKSize size, float[] users, float[] items)
      throws OrtException {
    this.session = session;
    this.size = size;
    this.users = tensor(users, size.users(), size.rank());
    this.items = tensor(items, size.rank(), size.items());
    this.k =
        OnnxTensor.createTensor(
            environment, LongBuffer.wrap(new long[] {size.k()}), new long[] {1});
  }

  static TopKRun on(Device device, TopKSize size, float[] users, float[] items)
      throws OrtException {
    return new TopKRun(Session.open(TopKGraph.bytes(), device), size, users, items);
  }

  /** Numbers between -1 and 1. */
  static float[] random(long count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  /** For each user the positions of the best items, best first. */
  long[][] positions() throws OrtException {
    try (OrtSession.Result result =
        session.get().run(Map.of("users", users, "items", items, "k", k))) {
      return (long[][]) result.get("positions").orElseThrow().getValue();
    }
  }

  /** Pairs of user and item a second, over so many seconds. */
  double pairsPerSecond(double seconds) throws OrtException {
    positions();
    long start = System.nanoTime();
    long rounds = 0;
    double took;
    do {
      positions();
      rounds++;
      took = (System.nanoTime() - start) / 1e9;
    } while (took < seconds);
    return rounds * size.pairs() / took;
  }

  @Override
  public void close() throws OrtException {
    users.close();
    items.close();
    k.close();
    session.close();
  }

  private OnnxTensor tensor(float[] values, long rows, long columns) throws OrtException {
    return OnnxTensor.createTensor(
        environment, FloatBuffer.wrap(values), new long[] {rows, columns});
  }
}
