package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.command.option.ExitCode;
import dev.nightjar.pipelines.command.option.ScratchDirectory;
import dev.nightjar.pipelines.command.option.SettingsOptions;
import dev.nightjar.pipelines.command.option.SparkSessions;
import dev.nightjar.pipelines.notebook.NotebookPage;
import dev.nightjar.pipelines.notebook.NotebookRun;
import dev.nightjar.pipelines.notebook.SqlNotebook;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.text.EmbeddingModels;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a SQL notebook over a lake and writes it with its results as HTML. */
@Command(
    name = "notebook",
    description =
        "Runs every cell of a SQL notebook in Databricks' source form over the lake of the settings"
            + " and writes it with its results as one HTML page.",
    mixinStandardHelpOptions = true)
final class NotebookCommand implements Callable<Integer> {

  /** Where Spark keeps tables that a notebook makes by name, which nobody finds again. */
  private static final String WAREHOUSE = "spark.sql.warehouse.dir";

  @Spec private CommandSpec command;

  @Mixin private SettingsOptions options;

  @Option(names = "--source", required = true, paramLabel = "FILE", description = "the notebook")
  private Path source;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "the page")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.settings();
    if (!Files.isReadable(source)) {
      throw new ParameterException(
          command.commandLine(), "notebook " + source + " cannot be read; check --source");
    }
    if (Files.isDirectory(source)) {
      throw new ParameterException(
          command.commandLine(), "notebook " + source + " is a directory; give --source a file");
    }
    SqlNotebook notebook = SqlNotebook.parse(Files.readString(source));
    try (ScratchDirectory warehouse = ScratchDirectory.create("nightjar-notebook");
        SparkSession spark =
            SparkSessions.open(
                "notebook", settings, Map.of(WAREHOUSE, warehouse.path().toString()))) {
      EmbeddingModels.configure(spark, settings.embed());
      String title = source.getFileName().toString().replaceFirst("\\.sql$", "");
      var cells = NotebookRun.execute(spark, notebook, absolute(spark, settings.lake().root()));
      Files.writeString(out, NotebookPage.html(title, cells));
    }
    PrintWriter console = command.commandLine().getOut();
    console.println(notebook.cells().size() + " cells, " + out);
    console.flush();
    return ExitCode.DONE.value();
  }

  /** Delta finds a table by its path only where that is absolute. */
  private static String absolute(SparkSession spark, String root) throws java.io.IOException {
    var path = new org.apache.hadoop.fs.Path(root);
    return path.getFileSystem(spark.sessionState().newHadoopConf()).makeQualified(path).toString();
  }
}
