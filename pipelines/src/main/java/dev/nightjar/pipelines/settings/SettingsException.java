package dev.nightjar.pipelines.settings;

import java.util.List;

/** Every mistake of the settings, one a line. */
public final class SettingsException extends RuntimeException {

  private final List<String> problems;

  public SettingsException(List<String> problems) {
    super(
        (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + " in the settings:\n  "
            + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
