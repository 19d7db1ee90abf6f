package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

/** ONNX Runtime's options for one device; they must outlive the session made with them. */
final class SessionSettings implements AutoCloseable {

  private final SessionOptions options = new SessionOptions();

  private SessionSettings() {}

  /** One thread a call: batches run side by side, which scales better than splitting each. */
  static SessionSettings cpu() throws OrtException {
    return common();
  }

  /**
   * Nodes may not fall back to the CPU in silence.
   *
   * @throws OrtException where the CUDA provider cannot be loaded
   */
  static SessionSettings gpu(int index, EngineOptions engine) throws OrtException {
    SessionSettings settings = common();
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
      cuda.add("arena_extend_strategy", engine.gpuArena());
      if (engine.gpuMemoryBytes() > 0) {
        cuda.add("gpu_mem_limit", Long.toString(engine.gpuMemoryBytes()));
      }
      settings.options.addCUDA(cuda);
      settings.options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
      return settings;
    } catch (OrtException | RuntimeException | Error e) {
      settings.close();
      throw e;
    }
  }

  private static SessionSettings common() throws OrtException {
    SessionSettings settings = new SessionSettings();
    SessionOptions options = settings.options;
    options.setOptimizationLevel(OptLevel.ALL_OPT);
    options.setExecutionMode(ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    return settings;
  }

  SessionOptions options() {
    return options;
  }

  @Override
  public void close() {
    options.close();
  }
}
