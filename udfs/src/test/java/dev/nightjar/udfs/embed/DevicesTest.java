package dev.nightjar.udfs.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.embed.model.EmbeddingModel;
import dev.nightjar.udfs.embed.model.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens on a host without a GPU. */
class DevicesTest {

  private static final EngineOptions OPTIONS = new EngineOptions(1, 0, 0, 0, 0, "kNextPowerOfTwo");

  @BeforeEach
  void withoutGpu() {
    assumeFalse(Files.exists(Path.of("/dev/nvidiactl")), "this host has a GPU");
  }

  @Test
  void autoFallsBackToTheCpu() throws IOException {
    Engine engine = Engines.of(EmbeddingModel.minilm(), DeviceChoice.AUTO, 0, OPTIONS);
    assertEquals(Device.CPU, engine.device());
    assertEquals(384, engine.embed("still works", Prompt.PASSAGE).length);
  }

  @Test
  void wishesThatEndOnOneDeviceShareAnEngine() throws IOException {
    EmbeddingModel model = EmbeddingModel.minilm();
    Engine engine = Engines.of(model, DeviceChoice.CPU, 0, OPTIONS);
    assertSame(engine, Engines.of(model, DeviceChoice.CPU, 3, OPTIONS));
    assertSame(engine, Engines.of(model, DeviceChoice.AUTO, 1, OPTIONS));
    EngineOptions said = new EngineOptions(1, 2048, 1, 0, 0, "kNextPowerOfTwo");
    assertSame(engine, Engines.of(model, DeviceChoice.CPU, 0, said));
  }

  @Test
  void gpuFailsFastAndSaysWhatIsMissing() throws IOException {
    EmbeddingModel model = EmbeddingModel.minilm();
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class, () -> Engines.of(model, DeviceChoice.GPU, 0, OPTIONS));
    assertTrue(
        error
            .getMessage()
            .startsWith("device is gpu, but this host has no NVIDIA driver; install the NVIDIA"),
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error code - ORT_FAIL - message: /onnxruntime/core/session/provider_bridge_ort.cc:1777"
            + " Failed to load library libonnxruntime_providers_cuda.so with error:"
            + " libcublasLt.so.12: cannot open shared object file: No such file or"
            + " directory|this host has no libcublasLt.so.12",
        "Error code - ORT_EP_FAIL - message: Failed to find CUDA shared provider|the CPU build of"
            + " ONNX Runtime is on the classpath",
        "CUDA failure 100: no CUDA-capable device is detected|GPU 3 does not work: CUDA failure"
            + " 100: no CUDA-capable device is detected"
      })
  void theRuntimesMessagesBecomeAdvice(String message, String problem) {
    assertEquals(
        Optional.of(new GpuAdvice(problem, GpuAdvice.INSTALL)),
        GpuAdvice.of(new OrtException(message), 3));
  }

  @Test
  void aModelWithPartsForTheCpuIsToBeFused() {
    OrtException failure =
        new OrtException(
            "Error code - ORT_FAIL - message: This session contains graph nodes that are assigned to"
                + " the default CPU EP, but fallback to CPU EP has been explicitly disabled by the"
                + " user.");
    assertEquals(
        Optional.of(
            new GpuAdvice(
                "parts of the model have no GPU version", "fuse the model with prepare_model.py")),
        GpuAdvice.of(failure, 0));
  }

  @Test
  void aFullGpuNeedsNoDriver() {
    OrtException failure = new OrtException("CUDA failure 2: out of memory ; GPU=0");
    assertEquals(
        Optional.of("free memory on the GPU or take a smaller model"),
        GpuAdvice.of(failure, 0).map(GpuAdvice::remedy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error code - ORT_INVALID_PROTOBUF - message: Failed to load model because protobuf parsing"
            + " failed.",
        "Error code - ORT_FAIL - message: Load model from /models/cuda/model.onnx failed:Fatal"
            + " error: com.example:Odd(-1) is not a registered function/op",
        "Error code - ORT_NOT_IMPLEMENTED - message: Could not find an implementation for Odd(1)"
      })
  void aBrokenModelNeedsNoDriver(String message) {
    assertEquals(Optional.empty(), GpuAdvice.of(new OrtException(message), 0));
  }

  @Test
  void devicesAreReadByName() {
    assertEquals(DeviceChoice.AUTO, DeviceChoice.parse(" AUTO "));
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> DeviceChoice.parse("cuda"));
    assertEquals("device is cuda; set auto, cpu or gpu", error.getMessage());
  }
}
