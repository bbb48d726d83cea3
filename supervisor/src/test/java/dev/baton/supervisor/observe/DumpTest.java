package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The dumps of a sample node, byte for byte as in {@code src/test/resources/dump}; {@code
 * -Dgolden.update} writes those files anew.
 */
final class DumpTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dump");

  @Test
  void statistics() throws IOException {
    expect("sample.stats", StatisticsDump.text(SampleNode.snapshot()));
  }

  @Test
  void jsonVersion1() throws IOException {
    expect("sample-v1.json", json(1));
  }

  @Test
  void jsonVersion2() throws IOException {
    expect("sample-v2.json", json(2));
  }

  private static String json(int version) {
    return JsonDump.text(
        SampleNode.configuration(version), SampleNode.router(), WallClockTest.CLOCK);
  }

  @Test
  void router() throws IOException {
    var trackers =
        new DataDump.TrackerStatuses(
            List.of(new DataDump.ScriptStatus("chk", 2, "GOOD", "idle")),
            List.of(new DataDump.FileStatus("level", -7)));
    expect(
        "sample.data",
        DataDump.router(
            SampleNode.configuration(1), "", SampleNode.router(), trackers, WallClockTest.CLOCK));
  }

  @Test
  void parent() throws IOException {
    expect("sample_parent.data", DataDump.parent(SampleNode.configuration(1), "", ""));
  }

  @Test
  void aRefusedReloadIsShown() {
    String date = "Fri Nov 20 11:24:30 2026";
    String plain = DataDump.parent(SampleNode.configuration(1), "", "");
    assertEquals(
        plain
            + "------< Reload >------\n Refused = "
            + date
            + "\n The configuration above is the one before it\n",
        DataDump.parent(SampleNode.configuration(1), "", date));
  }

  @Test
  void everySettingIsShown() throws IOException {
    expect("settings_parent.data", DataDump.parent(SampleNode.withSettings(), "blue", ""));
  }

  private static void expect(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file), text);
  }
}
