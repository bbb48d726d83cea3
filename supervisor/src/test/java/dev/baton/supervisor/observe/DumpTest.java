package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.track.ProcessState;
import dev.baton.core.wire.SnapshotSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The dumps of a sample node, byte for byte as in {@code src/test/resources/dump}; {@code
 * -Dgolden.update} writes those files anew.
 */
final class DumpTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dump");

  private static final DataDump.TrackerStatuses TRACKERS =
      new DataDump.TrackerStatuses(
          List.of(new DataDump.ScriptStatus("chk", 2, "GOOD", "idle")),
          List.of(new DataDump.FileStatus("level", -7)),
          List.of(new DataDump.ProcessStatus("web", 3, true, true, ProcessState.Delay.TERMINATE)));

  @Test
  void statistics() throws IOException {
    expect("sample.stats", StatisticsDump.text(SampleNode.router(StatisticsDump.SECTIONS)));
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
        SampleNode.configuration(version),
        SampleNode.router(JsonDump.SECTIONS),
        TRACKERS.processes(),
        WallClockTest.CLOCK);
  }

  @Test
  void router() throws IOException {
    expect(
        "sample.data",
        DataDump.router(
            SampleNode.configuration(1),
            "",
            SampleNode.router(DataDump.SECTIONS),
            TRACKERS,
            WallClockTest.CLOCK));
  }

  /** What a dump asks for is all that it prints: with more it is the same. */
  @Test
  void theStartNeedsNoMoreThanItAsksFor() {
    assertEquals(atStart(DataDump.SECTIONS), atStart(DataDump.SECTIONS_AT_START));
  }

  private static List<String> atStart(Set<SnapshotSection<?>> sections) {
    return DataDump.atStart(
        SampleNode.configuration(1),
        "",
        SampleNode.router(sections),
        TRACKERS,
        WallClockTest.CLOCK);
  }

  /** A router of another version may not know a section. */
  @Test
  void whatARouterDoesNotShowIsLeftOut() {
    Set<SnapshotSection<?>> nothing = Set.of();
    assertEquals("", StatisticsDump.text(SampleNode.router(nothing)));
    assertEquals(
        "[]\n",
        JsonDump.text(
            SampleNode.configuration(1),
            SampleNode.router(nothing),
            List.of(),
            WallClockTest.CLOCK));
    assertTrue(atStart(nothing).contains("------< Interfaces >------"));
  }

  @Test
  void parent() throws IOException {
    expect("sample_parent.data", DataDump.parent(SampleNode.configuration(1), "", ""));
  }

  @Test
  void sessionsOfBfd() throws IOException {
    expect(
        "sample_bfd.data",
        BfdDump.text(SampleBfd.configuration(), "", SampleBfd.router(), WallClockTest.CLOCK));
  }

  @Test
  void aRefusedReloadIsShown() {
    String date = "Fri Nov 20 11:24:30 2026";
    String plain = DataDump.parent(SampleNode.configuration(1), "", "");
    assertEquals(
        plain
            + "------< Reload >------\n Refused = "
            + date
            + "\n The configuration above is the one before that reload\n",
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
