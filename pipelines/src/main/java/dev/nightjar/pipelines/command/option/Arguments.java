package dev.nightjar.pipelines.command.option;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What a command is asked for, where values that cannot be are the caller's mistake. */
public final class Arguments {

  private Arguments() {}

  /** What is made of a command's options; what it refuses is a usage error. */
  public static <T> T checked(CommandSpec command, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
