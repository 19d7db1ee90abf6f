package dev.nightjar.udfs.embed;

import ai.onnxruntime.OrtException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts into words what a host lacks to run ONNX Runtime on its GPU. */
final class GpuAdvice {

  static final String REMEDY =
      "install the NVIDIA driver, CUDA 12 (cuBLAS, cuFFT, cuRAND, cudart) and cuDNN 9, put them on"
          + " LD_LIBRARY_PATH and use the artifact onnxruntime_gpu";

  private static final Pattern LIBRARY = Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open");

  /** What the driver leaves on Linux, and on Linux under Windows. */
  private static final List<Path> DRIVER =
      List.of(
          Path.of("/dev/nvidiactl"), Path.of("/proc/driver/nvidia/version"), Path.of("/dev/dxg"));

  private static final String NO_DRIVER = "this host has no NVIDIA driver";

  private GpuAdvice() {}

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

  static String missing(OrtException failure, int gpu) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains(NO_DRIVER)) {
      return NO_DRIVER;
    }
    Matcher library = LIBRARY.matcher(message);
    if (library.find()) {
      return "this host has no " + library.group(1);
    }
    if (message.contains("Failed to find CUDA shared provider")) {
      return "the CPU build of ONNX Runtime is on the classpath";
    }
    return "GPU "
        + gpu
        + " does not work: "
        + message.lines().findFirst().orElse("no reason given");
  }
}
