package dev.nightjar.pipelines.benchmark.gpu;

/**
 * On what it was measured.
 *
 * @param gpu name, driver and memory, or why none was used
 * @param cores processors that the JVM sees
 * @param runtime version of ONNX Runtime
 * @param device where the model ran
 */
record Equipment(String gpu, int cores, String runtime, String device, CudaLibraries libraries) {}
