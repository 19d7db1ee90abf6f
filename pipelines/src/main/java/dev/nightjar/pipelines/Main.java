package dev.nightjar.pipelines;

import dev.nightjar.pipelines.command.NightjarCommand;

/**
 * The entry point of the launcher and of {@code spark-submit}. It returns after success; after a
 * failure it throws, so that a cluster sees a failed driver, unless the launcher asked for exit
 * codes with {@code -Dnightjar.exit-codes=true}.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    int code = NightjarCommand.execute(args);
    if (Boolean.getBoolean("nightjar.exit-codes")) {
      Runtime.getRuntime().exit(code);
    }
    if (code != 0) {
      throw new IllegalStateException(
          "nightjar "
              + String.join(" ", args)
              + " ended with code "
              + code
              + "; see the log above");
    }
  }
}
