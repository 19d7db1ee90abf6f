package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.table.Column;
import dev.nightjar.pipelines.table.Rule;
import dev.nightjar.pipelines.table.Table;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the contracts of the tables as Markdown. */
@Command(
    name = "tables",
    description = "Prints the contract of every table as Markdown.",
    mixinStandardHelpOptions = true)
final class TablesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Table table : Table.values()) {
      out.println("## " + table.tableName());
      out.println();
      out.println(table.purpose());
      out.println();
      out.println("- written by: " + table.writtenBy());
      out.println("- key: " + String.join(", ", table.key()));
      table.partition().ifPresent(p -> out.println("- partitioned by: " + p));
      out.println();
      out.println("| column | type | meaning | refused when |");
      out.println("|---|---|---|---|");
      for (Column column : table.columns()) {
        out.printf(
            "| %s | %s | %s | %s |%n",
            column.name(),
            column.type().catalogString(),
            column.meaning(),
            column.rules().stream().map(Rule::broken).collect(Collectors.joining("; ")));
      }
      out.println();
    }
    out.flush();
  }
}
