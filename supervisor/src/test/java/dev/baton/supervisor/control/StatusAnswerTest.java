package dev.baton.supervisor.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.Configuration;
import dev.baton.core.track.ProcessState;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.supervisor.observe.DataDump;
import dev.baton.supervisor.observe.SampleBfd;
import dev.baton.supervisor.observe.SampleNode;
import dev.baton.supervisor.observe.WallClockTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The answer to a status request. {@code baton status} is tested with the same file. */
final class StatusAnswerTest {

  private static final Path GOLDEN = Path.of("src/test/resources/control");

  private static final DataDump.TrackerStatuses TRACKERS =
      new DataDump.TrackerStatuses(
          List.of(new DataDump.ScriptStatus("chk", 2, "GOOD", "idle")),
          List.of(new DataDump.FileStatus("level", -7)),
          List.of(new DataDump.ProcessStatus("web", 3, true, true, ProcessState.Delay.TERMINATE)));

  private static final long STARTED = WallClockTest.CLOCK.epochMicros() - 7_980_000_000L;

  private static String text(
      StatusAnswer.Disk disk, StatusAnswer.Router router, StatusAnswer.Refusal... refused) {
    var loaded =
        new StatusAnswer.Loaded(
            "/etc/baton/baton.conf", STARTED, disk, List.of(refused).stream().findFirst());
    var daemon = new StatusAnswer.Daemon("0.1.0", 4711, STARTED, "", "");
    var facts =
        new StatusAnswer.Facts(daemon, loaded, router, SampleNode.configuration(1), TRACKERS);
    return StatusAnswer.text(facts, WallClockTest.CLOCK);
  }

  private static StatusAnswer.Router router() {
    Configuration configuration = SampleNode.configuration(1);
    return new StatusAnswer.Answered(4712, SampleNode.router(StatusAnswer.sections(configuration)));
  }

  @Test
  void everythingIsTold() throws IOException {
    expect("status.json", text(new StatusAnswer.Same(), router()));
  }

  @Test
  void aRefusedReloadAndAnotherFileOnDiskAreTold() throws IOException {
    var refusal =
        new StatusAnswer.Refusal(
            WallClockTest.CLOCK.epochMicros() - 5_000_000,
            "Reload refused - 1 error that the running configuration does not have");
    var disk = new StatusAnswer.Other(List.of("/etc/baton/baton.conf", "/etc/baton/conf.d/*"));
    expect("status-refused.json", text(disk, router(), refusal));
  }

  @Test
  void withoutTheRouterNothingIsMadeUp() throws IOException {
    expect("status-silent.json", text(new StatusAnswer.Unread(), new StatusAnswer.Silent(4712)));
    String awaited = text(new StatusAnswer.Same(), new StatusAnswer.Awaited());
    assertTrue(awaited.contains("\"router\":{\"state\":\"restarting\"}"), awaited);
    String none = text(new StatusAnswer.Same(), new StatusAnswer.Unneeded());
    assertTrue(none.contains("\"router\":{\"state\":\"none\"}"), none);
  }

  /** Copying every link of the host costs the router time. */
  @Test
  void linksAreAskedForOnlyIfSomebodyTracksOne() {
    Configuration configuration = SampleNode.configuration(1);
    var without =
        new Configuration(
            configuration.global(),
            configuration.router(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            configuration.staticRouting(),
            configuration.balancer(),
            List.of());
    assertTrue(StatusAnswer.sections(configuration).contains(SnapshotSection.HOST));
    assertEquals(
        Set.of(SnapshotSection.INSTANCES, SnapshotSection.LOOP), StatusAnswer.sections(without));
  }

  private static void expect(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file), text);
  }

  /** What is not known of one is left out, and who has no sessions does not hear of them. */
  @Test
  void sessionsOfBfd() {
    assertFalse(text(new StatusAnswer.Same(), router()).contains("\"bfd\""));
    var loaded =
        new StatusAnswer.Loaded("/b.conf", STARTED, new StatusAnswer.Same(), Optional.empty());
    var daemon = new StatusAnswer.Daemon("0.1.0", 4711, STARTED, "", "");
    var facts =
        new StatusAnswer.Facts(
            daemon,
            loaded,
            new StatusAnswer.Answered(4712, SampleBfd.router()),
            SampleBfd.configuration(),
            TRACKERS);
    String text = StatusAnswer.text(facts, WallClockTest.CLOCK);
    String near =
        "{\"name\":\"near\",\"neighbor\":\"192.0.2.2\",\"state\":\"Up\","
            + "\"since\":1795173869.024302,"
            + "\"diagnostic\":\"No Diagnostic\",\"remote_state\":\"Up\","
            + "\"remote_diagnostic\":\"Control Detection Time Expired\","
            + "\"transmit_us\":70000,\"detection_us\":320000,";
    assertTrue(text.contains(near), text);
    assertTrue(text.contains("\"discarded\":{\"length\":1,\"version\":2,"), text);
  }
}
