package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines of this process: one for each model, device and options, kept until it ends. */
public final class Engines {

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
  private static final ConcurrentMap<Wish, Engine> ANSWERED = new ConcurrentHashMap<>();
  private static final Map<Key, Engine> OPEN = new HashMap<>();

  /** What a caller asks for; many wishes may be answered by one engine. */
  private record Wish(String model, DeviceChoice choice, int gpu, EngineOptions options) {}

  private record Key(String model, Device device, EngineOptions options) {}

  private Engines() {}

  /**
   * Finds or opens the engine of a model.
   *
   * @param gpu which GPU to take, as CUDA counts them, if any is taken
   */
  public static Engine of(
      EmbeddingModel model, DeviceChoice choice, int gpu, EngineOptions options) {
    Wish wish = new Wish(model.id(), choice, gpu, options);
    return ANSWERED.computeIfAbsent(wish, absent -> answer(model, choice, gpu, options));
  }

  private static Engine answer(
      EmbeddingModel model, DeviceChoice choice, int gpu, EngineOptions options) {
    try {
      return switch (choice) {
        case CPU -> on(model, Device.CPU, options);
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
      return on(model, Device.gpu(gpu), options);
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
      return on(model, Device.gpu(gpu), options);
    } catch (OrtException e) {
      LOG.warn(
          "Embedding on the CPU: {}",
          GpuAdvice.of(e, gpu)
              .map(advice -> advice.problem() + ". To use a GPU, " + advice.remedy())
              .orElse(e.getMessage()));
      return on(model, Device.CPU, options);
    }
  }

  private static synchronized Engine on(EmbeddingModel model, Device device, EngineOptions options)
      throws IOException, OrtException {
    Key key = new Key(model.id(), device, options.on(device));
    Engine engine = OPEN.get(key);
    if (engine == null) {
      engine = Engine.open(model, device, options);
      OPEN.put(key, engine);
    }
    return engine;
  }
}
