package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.nio.file.Path;
import java.util.List;

/** What to run after the demo: commands that can be pasted as they are. */
final class DemoHints {

  private static final String PLAIN = "[\\w./:+-]+";

  private DemoHints() {}

  /**
   * The commands, one a line.
   *
   * @param launcher as {@link #launcher} finds it
   * @param directory of the demo
   * @param made what the demo was made with
   * @param user whose list is shown
   */
  static List<String> lines(String launcher, Path directory, DemoOptions made, String user) {
    DemoOptions usual = DemoOptions.defaults();
    StringBuilder next = new StringBuilder(launcher);
    next.append(" demo --night ").append(made.night().plusDays(1));
    if (!directory.equals(Path.of(DemoSettings.DEFAULT_DIRECTORY))) {
      next.append(" --dir ").append(quoted(directory.toString()));
    }
    append(next, "--users", made.users(), usual.users());
    append(next, "--items", made.items(), usual.items());
    append(next, "--reviews", made.reviews(), usual.reviews());
    String conf = quoted(directory.resolve("demo.conf").toString());
    return List.of(
        launcher + " lists --conf " + conf + " --user " + user,
        next.toString(),
        launcher + " tables");
  }

  /**
   * How the launcher is called from a directory; its bare name where nobody says where it is.
   *
   * @param home its directory, or null
   * @param here an absolute directory
   */
  static String launcher(String home, Path here) {
    if (home == null) {
      return "nightjar";
    }
    Path launcher = Path.of(home, "nightjar").toAbsolutePath().normalize();
    Path nearest = launcher.startsWith(here) ? here.relativize(launcher) : launcher;
    return quoted(nearest.getNameCount() > 1 ? nearest.toString() : "./" + nearest);
  }

  private static void append(StringBuilder command, String option, int value, int usual) {
    if (value != usual) {
      command.append(' ').append(option).append(' ').append(value);
    }
  }

  private static String quoted(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
