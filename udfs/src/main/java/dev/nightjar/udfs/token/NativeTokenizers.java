package dev.nightjar.udfs.token;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

/** The native tokenizer library, loaded so that it never reaches for the network. */
final class NativeTokenizers {

  private static final TokenizersLibrary LIBRARY = load();

  private NativeTokenizers() {}

  static TokenizersLibrary library() {
    return LIBRARY;
  }

  /**
   * On a host with a GPU the library would fetch a CUDA build of itself, which tokenizing cannot
   * use, and once a day report its version; both stay off unless the operator set them.
   */
  private static TokenizersLibrary load() {
    setIfAbsent("RUST_FLAVOR", "cpu");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    if (System.getenv("DJL_OFFLINE") == null) {
      setIfAbsent("ai.djl.offline", "true");
    }
    LibUtils.checkStatus();
    return TokenizersLibrary.LIB;
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getenv(name) == null && System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
