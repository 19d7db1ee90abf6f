package dev.nightjar.pipelines.benchmark.gpu;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.nightjar.udfs.embed.Device;
import java.nio.file.Path;

/** A session of ONNX Runtime with the options that it was made with. */
final class Session implements AutoCloseable {

  private final SessionOptions options;
  private final OrtSession session;

  private Session(SessionOptions options, OrtSession session) {
    this.options = options;
    this.session = session;
  }

  static Session open(byte[] graph, Device device) throws OrtException {
    return open(
        device, 0, options -> OrtEnvironment.getEnvironment().createSession(graph, options));
  }

  /**
   * Opens a model's file.
   *
   * @param threads of one run on a CPU; 0 for all
   */
  static Session open(Path graph, Device device, int threads) throws OrtException {
    return open(
        device,
        threads,
        options -> OrtEnvironment.getEnvironment().createSession(graph.toString(), options));
  }

  private interface Maker {
    OrtSession with(SessionOptions options) throws OrtException;
  }

  private static Session open(Device device, int threads, Maker maker) throws OrtException {
    SessionOptions options = new SessionOptions();
    try {
      if (threads > 0) {
        options.setIntraOpNumThreads(threads);
      }
      if (device.kind() == Device.Kind.GPU) {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.index())) {
          options.addCUDA(cuda);
        }
      }
      return new Session(options, maker.with(options));
    } catch (OrtException | RuntimeException e) {
      options.close();
      throw e;
    }
  }

  OrtSession get() {
    return session;
  }

  @Override
  public void close() throws OrtException {
    session.close();
    options.close();
  }
}
