package dev.nightjar.pipelines;

import dev.nightjar.pipelines.command.NightjarCommand;
import org.apache.spark.SparkUserAppException;

/**
 * The entry point of the launcher and of {@code spark-submit}. It returns after success; after a
 * failure it throws what spark-submit and YARN turn into the exit code, unless the launcher, where
 * no Spark stands around it, asked for exit codes with {@code -Dnightjar.exit-codes=true}.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws SparkUserAppException {
    int code = NightjarCommand.execute(args);
    if (Boolean.getBoolean("nightjar.exit-codes")) {
      Runtime.getRuntime().exit(code);
    }
    if (code != 0) {
      String what = "nightjar " + String.join(" ", args) + " ended with code " + code;
      throw new SparkUserAppException(
          code, new IllegalStateException(what + "; see the log above"));
    }
  }
}
