package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines of this process: one for each model, device and options, kept until it ends. */
public final class Engines {

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
  private static final ConcurrentMap<Key, Engine> OPEN = new ConcurrentHashMap<>();

  private record Key(String model, DeviceChoice choice, int gpu, EngineOptions options) {}

  private Engines() {}

  /**
   * Finds or opens the engine of a model.
   *
   * @param gpu which GPU to take, as CUDA counts them, if any is taken
   */
  public static Engine of(
      EmbeddingModel model, DeviceChoice choice, int gpu, EngineOptions options) {
    Key key = new Key(model.id(), choice, gpu, options);
    return OPEN.computeIfAbsent(key, absent -> open(model, choice, gpu, options));
  }

  private static Engine open(
      EmbeddingModel model, DeviceChoice choice, int gpu, EngineOptions options) {
    try {
      return switch (choice) {
        case CPU -> Engine.open(model, Device.CPU, options);
        case GPU -> required(model, gpu, options);
        case AUTO -> preferred(model, gpu, options);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read model " + model.name(), e);
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "ONNX Runtime cannot open model "
              + model.name()
              + " in "
              + model.directory()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static Engine required(EmbeddingModel model, int gpu, EngineOptions options)
      throws IOException, OrtException {
    try {
      GpuAdvice.requireDriver();
      return Engine.open(model, Device.gpu(gpu), options);
    } catch (OrtException e) {
      GpuAdvice advice = GpuAdvice.of(e, gpu).orElseThrow(() -> e);
      throw new IllegalStateException(
          "device is gpu, but %s; %s, or set device to auto or cpu"
              .formatted(advice.problem(), advice.remedy()),
          e);
    }
  }

  private static Engine preferred(EmbeddingModel model, int gpu, EngineOptions options)
      throws IOException, OrtException {
    try {
      GpuAdvice.requireDriver();
      return Engine.open(model, Device.gpu(gpu), options);
    } catch (OrtException e) {
      LOG.warn(
          "Embedding on the CPU: {}",
          GpuAdvice.of(e, gpu)
              .map(advice -> advice.problem() + ". To use a GPU, " + advice.remedy())
              .orElse(e.getMessage()));
      return Engine.open(model, Device.CPU, options);
    }
  }
}
