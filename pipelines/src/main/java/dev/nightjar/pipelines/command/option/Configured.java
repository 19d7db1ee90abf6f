package dev.nightjar.pipelines.command.option;

import dev.nightjar.pipelines.run.Secrets;

/** Options that name settings, whose secrets no failure may tell. */
public interface Configured {

  /** Those of the settings that were read, if any were. */
  Secrets secrets();
}
