package dev.nightjar.pipelines.notebook;

import dev.nightjar.pipelines.report.Templates;
import java.util.List;
import java.util.Map;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Lays executed cells out as one self-contained HTML page. */
public final class NotebookPage {

  private static final Parser MARKDOWN = Parser.builder().build();

  /** Raw HTML of a Markdown cell is shown as text. */
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  /** A cell for the template: Markdown as HTML already, SQL with its result. */
  public record Shown(ExecutedCell executed, String html) {}

  private NotebookPage() {}

  /** The page; {@code title} is also the browser tab's. */
  public static String html(String title, List<ExecutedCell> cells) {
    return Templates.fill(
        "notebook.ftlh",
        Map.of("title", title, "cells", cells.stream().map(NotebookPage::shown).toList()));
  }

  private static Shown shown(ExecutedCell executed) {
    return new Shown(
        executed, executed.isMarkdown() ? HTML.render(MARKDOWN.parse(executed.cell().text())) : "");
  }
}
