package dev.nightjar.pipelines.settings;

/**
 * The page of the night.
 *
 * @param root directory of the reports, any Hadoop URI
 * @param examples users whose lists are shown
 * @param nights earlier nights in the plots
 */
public record ReportSettings(String root, int examples, int nights) {

  static ReportSettings from(SettingsReader in) {
    return new ReportSettings(
        in.text("report.root"),
        in.integer("report.examples", 0, 100),
        in.integer("report.nights", 1, 365));
  }
}
