package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that choose some of a night's stages. */
public final class StageRange {

  @Option(names = "--from", paramLabel = "STAGE", description = "first stage (default: ingest)")
  private Stage from;

  @Option(names = "--to", paramLabel = "STAGE", description = "last stage (default: report)")
  private Stage to;

  @Option(
      names = "--only",
      paramLabel = "STAGE",
      split = ",",
      description = "these stages alone, in running order; not with --from or --to")
  private List<Stage> only = List.of();

  /** The chosen stages in running order. */
  public List<Stage> stages(CommandSpec command) {
    if (!only.isEmpty()) {
      if (from != null || to != null) {
        throw new ParameterException(
            command.commandLine(), "--only stands alone; leave --from and --to out");
      }
      return all().filter(only::contains).toList();
    }
    Stage first = from == null ? Stage.INGEST : from;
    Stage last = to == null ? Stage.REPORT : to;
    if (first.compareTo(last) > 0) {
      throw new ParameterException(
          command.commandLine(),
          "--from "
              + first.word()
              + " comes after --to "
              + last.word()
              + "; the order is "
              + String.join(", ", all().map(Stage::word).toList()));
    }
    return all().filter(s -> s.compareTo(first) >= 0 && s.compareTo(last) <= 0).toList();
  }

  private static Stream<Stage> all() {
    return Arrays.stream(Stage.values());
  }
}
