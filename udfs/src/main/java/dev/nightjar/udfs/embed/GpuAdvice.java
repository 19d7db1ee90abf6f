package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts into words why a model does not open on a GPU.
 *
 * @param problem what is wrong
 * @param remedy what to do about it
 */
record GpuAdvice(String problem, String remedy) {

  static final String INSTALL =
      "install the NVIDIA driver, CUDA 12 (cuBLAS, cuFFT, cuRAND, cudart) and cuDNN 9, put them on"
          + " LD_LIBRARY_PATH and use the artifact onnxruntime_gpu";

  private static final Pattern LIBRARY = Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open");

  /** What the runtime says when CUDA or a library of it fails; the rest is about the model. */
  private static final Pattern CUDA =
      Pattern.compile(
          "(CUDA|CUDNN|CUBLAS|CUFFT) (failure|error|driver)|cudaError"
              + "|Failed to load (dynamic |shared )?library");

  /** What the driver leaves on Linux, and on Linux under Windows. */
  private static final List<Path> DRIVER =
      List.of(
          Path.of("/dev/nvidiactl"), Path.of("/proc/driver/nvidia/version"), Path.of("/dev/dxg"));

  private static final String NO_DRIVER = "this host has no NVIDIA driver";

  /**
   * Asks for the driver's device before the CUDA provider is unpacked, which takes seconds and
   * hundreds of megabytes.
   */
  static void requireDriver() throws OrtException {
    boolean linux = System.getProperty("os.name").startsWith("Linux");
    if (linux && DRIVER.stream().noneMatch(Files::exists)) {
      throw new OrtException(OrtException.OrtErrorCode.ORT_FAIL, NO_DRIVER);
    }
  }

  /** What to do about a failure to open a model on a GPU; nothing if the model itself is broken. */
  static Optional<GpuAdvice> of(OrtException failure, int gpu) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains(NO_DRIVER)) {
      return advice(NO_DRIVER, INSTALL);
    }
    Matcher library = LIBRARY.matcher(message);
    if (library.find()) {
      return advice("this host has no " + library.group(1), INSTALL);
    }
    if (message.contains("Failed to find CUDA shared provider")) {
      return advice("the CPU build of ONNX Runtime is on the classpath", INSTALL);
    }
    if (message.contains("assigned to the default CPU EP")) {
      return advice(
          "parts of the model have no GPU version", "fuse the model with prepare_model.py");
    }
    String first = "GPU " + gpu + " does not work: " + message.lines().findFirst().orElse("");
    if (OutOfMemory.is(failure)) {
      return advice(first, "free memory on the GPU or take a smaller model");
    }
    return CUDA.matcher(message).find() ? advice(first, INSTALL) : Optional.empty();
  }

  private static Optional<GpuAdvice> advice(String problem, String remedy) {
    return Optional.of(new GpuAdvice(problem, remedy));
  }
}
