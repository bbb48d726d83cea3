package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the numbers in tracked files do to instances. */
final class FileTrackingTest {

  private final TestConfig config = new TestConfig().file("level", "/run/level");
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  private static NodeEvent read(int value) {
    return new NodeEvent.TrackerRead(TrackerId.file("level"), new Reading.Value(value));
  }

  @ParameterizedTest(name = "value {2} weight {0} reverse {1}: {3}")
  @CsvSource({
    "1,    false, 5,     105",
    "1,    false, -5,    95",
    "3,    false, 5,     115",
    "3,    true,  5,     85",
    "-3,   false, 5,     85",
    "-3,   true,  5,     115",
    "1,    false, 253,   254",
    "1,    false, 2147483647,   254",
    "-254, true,  2147483647,   254",
    "1,    false, -253,  1",
    "1,    false, -254,  FAULT",
    "1,    true,  254,   FAULT",
    "254,  false, -1,    FAULT",
    "253,  false, -1,    1",
    "-254, false, 1,     FAULT",
    "-254, true,  1,     254",
    "254,  false, -2147483648,  FAULT",
    "1,    true,  -2147483648,  254",
    "0,    false, 0,     100",
    "0,    false, 1,     FAULT",
    "0,    false, -1,    FAULT",
    "0,    true,  0,     FAULT",
    "0,    true,  1,     100",
  })
  void theValueTimesTheWeightIsAdded(int weight, boolean reverse, int value, String outcome) {
    vi.file("level", weight, reverse);
    var host = host().start().on(read(value));
    boolean fault = host.state("VI_1").equals("Fault");
    assertEquals(outcome, fault ? "FAULT" : Integer.toString(host.stateOf("VI_1").priority()));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-254"})
  void theFirstValueIsAwaited(int weight) {
    vi.file("level", weight, false);
    var host = host().start().pass(100);
    assertEquals("Init", host.state("VI_1"));
    assertEquals("Backup", host.on(read(0)).state("VI_1"));
    // It is only read late, and starts then: no fault is over.
    assertTrue(host.words().contains("(VI_1) Entering BACKUP STATE (init)"));
  }

  @Test
  void aFaultAtTheStartIsToldOnce() {
    vi.file("level", 0, false);
    var host = host().start().forget().on(read(1));
    assertEquals(
        List.of(
            "(VI_1): tracked file level now FAULT state",
            "FAULT VI_1 100: tracked file level has status -254"),
        host.words());
  }

  @Test
  void aValueMayComeBeforeTheSurvey() {
    vi.file("level", 0, false);
    var host = host().on(read(1)).start();
    assertTrue(
        host.words().contains("(VI_1) entering FAULT state (tracked file level has status -254)"),
        () -> host.words().toString());
  }

  @Test
  void faultsComeAndGoWithTheirLines() {
    vi.file("level", 0, false);
    var host = host().start().on(read(0)).pass(4).forget().on(read(1));
    assertTrue(host.words().contains("(VI_1): tracked file level now FAULT state"));
    assertEquals("Fault", host.state("VI_1"));
    host.forget().on(read(0));
    assertEquals("(VI_1): tracked file level leaving FAULT state", host.words().getFirst());
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void aFileAndAScriptOfOneNameAreTwo() {
    config.script("level");
    vi.file("level", 1, false).script("level", 10, false);
    var host = host().start().on(read(5));
    assertEquals(105, host.stateOf("VI_1").priority());
    host.on(new NodeEvent.TrackerRead(TrackerId.script("level"), Reading.of(true)));
    assertEquals(115, host.stateOf("VI_1").priority());
  }

  @ParameterizedTest(name = "now {0}")
  @CsvSource({"/run/level", "/run/other"})
  void aReloadKeepsTheValueUntilItIsReadAgain(String path) {
    vi.file("level", 1, false);
    var host = host().start().on(read(5)).pass(4);
    var next = new TestConfig().file("level", path);
    next.instance("VI_1", 51).file("level", 4, false);
    host.on(new NodeEvent.Reconfigured(next.build()));
    assertEquals("Master", host.state("VI_1"));
    assertEquals(120, host.stateOf("VI_1").priority());
    host.on(read(0));
    assertEquals(100, host.stateOf("VI_1").priority());
  }

  @Test
  void aFileThatAReloadAddsChangesNothingUntilItIsRead() {
    var host = host().start().pass(4);
    assertEquals("Master", host.state("VI_1"));
    var next = new TestConfig().file("new", "/run/new");
    next.instance("VI_1", 51).file("new", 0, false);
    host.on(new NodeEvent.Reconfigured(next.build()));
    assertEquals("Master", host.state("VI_1"));
    host.on(new NodeEvent.TrackerRead(TrackerId.file("new"), new Reading.Value(1)));
    assertEquals("Fault", host.state("VI_1"));
  }

  @Test
  void aReloadBeforeTheSurveyAwaitsItsFiles() {
    var host = host();
    var next = new TestConfig().file("new", "/run/new");
    next.instance("VI_1", 51).file("new", 0, false);
    host.on(new NodeEvent.Reconfigured(next.build())).start();
    assertEquals("Init", host.state("VI_1"));
    host.on(new NodeEvent.TrackerRead(TrackerId.file("new"), new Reading.Value(1)));
    assertEquals("Fault", host.state("VI_1"));
  }
}
