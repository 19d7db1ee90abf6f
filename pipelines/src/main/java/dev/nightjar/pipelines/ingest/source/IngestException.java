package dev.nightjar.pipelines.ingest.source;

import java.util.List;

/** The sources cannot be taken in as they are; says everything that is wrong with them. */
public final class IngestException extends RuntimeException {

  private final List<String> problems;

  public IngestException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
