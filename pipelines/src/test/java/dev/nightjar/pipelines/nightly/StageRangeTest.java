package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class StageRangeTest {

  @Test
  void withoutOptionsAllStagesAreChosen() {
    assertEquals(List.of(Stage.values()), stages());
  }

  @Test
  void fromAndToAreInclusiveAndTakeTheStagesWords() {
    assertEquals(
        List.of(Stage.TRAIN, Stage.EVALUATE, Stage.RANK),
        stages("--from", "train", "--to", "Rank"));
  }

  @Test
  void onlyKeepsTheRunningOrderHoweverItIsWritten() {
    assertEquals(List.of(Stage.RANK, Stage.REPORT), stages("--only", "report,rank"));
    assertEquals(List.of(Stage.RANK, Stage.REPORT), stages("--only", "report", "--only", "rank"));
  }

  @Test
  void anEmptyRangeAndAContradictionAreRefused() {
    assertEquals(
        "--from rank comes after --to train; the order is ingest, embed, features, train, evaluate,"
            + " rank, publish, report",
        refused("--from", "rank", "--to", "train"));
    assertEquals(
        "--only stands alone; leave --from and --to out",
        refused("--only", "rank", "--from", "train"));
  }

  private static String refused(String... arguments) {
    return assertThrows(CommandLine.ParameterException.class, () -> stages(arguments)).getMessage();
  }

  private static List<Stage> stages(String... arguments) {
    Ranged ranged = new Ranged();
    CommandLine line = new CommandLine(ranged).setCaseInsensitiveEnumValuesAllowed(true);
    line.parseArgs(arguments);
    return ranged.range.stages(line.getCommandSpec());
  }

  @Command
  private static final class Ranged {
    @Mixin private StageRange range;
  }
}
