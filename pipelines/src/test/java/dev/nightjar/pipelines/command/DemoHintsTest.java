package dev.nightjar.pipelines.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.demo.shop.DemoOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoHintsTest {

  @Test
  void theUsualDemoNeedsNoOptions() {
    assertEquals(
        List.of(
            "pipelines/bin/nightjar lists --conf nightjar-data/demo/demo.conf --user U00001",
            "pipelines/bin/nightjar demo --night 2025-03-02",
            "pipelines/bin/nightjar tables"),
        DemoHints.lines(
            "pipelines/bin/nightjar",
            Path.of("nightjar-data/demo"),
            DemoOptions.defaults(),
            "U00001"));
  }

  @Test
  void optionsThatWereGivenAreRepeated() {
    List<String> lines =
        DemoHints.lines(
            "nightjar",
            Path.of("/tmp/my shop"),
            DemoOptions.defaults().withSizes(300, 2_000, 900),
            "U1");
    assertEquals("nightjar lists --conf '/tmp/my shop/demo.conf' --user U1", lines.get(0));
    assertEquals(
        "nightjar demo --night 2025-03-02 --dir '/tmp/my shop' --users 300 --reviews 900",
        lines.get(1));
  }

  @Test
  void theLauncherIsNamedAsItIsCalledFromHere() {
    Path here = Path.of("/home/ann/nightjar");
    assertEquals(
        "pipelines/bin/nightjar", DemoHints.launcher("/home/ann/nightjar/pipelines/bin", here));
    assertEquals("/opt/nightjar/bin/nightjar", DemoHints.launcher("/opt/nightjar/bin", here));
    assertEquals("./nightjar", DemoHints.launcher("/home/ann/nightjar", here));
    assertEquals("nightjar", DemoHints.launcher(null, here));
  }
}
