package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verdicts of scripts do to instances. */
final class ScriptTrackingTest {

  private final TestConfig config = new TestConfig().script("chk");
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  private static NodeEvent judged(boolean good) {
    return new NodeEvent.TrackerRead(TrackerId.script("chk"), Reading.of(good));
  }

  @Test
  void theFirstResultIsAwaited() {
    vi.script("chk", 0, false);
    var host = host().start();
    assertEquals(List.of("open eth0[51]"), host.words());
    assertEquals("Init", host.state("VI_1"));
    host.pass(100);
    assertEquals("Init", host.state("VI_1"));
    host.on(judged(true));
    assertEquals(
        List.of("(VI_1) Entering BACKUP STATE", "BACKUP VI_1 100: no fault remains"), host.words());
  }

  @Test
  void aBadFirstResultIsAFault() {
    vi.script("chk", 0, false);
    var host = host().start().forget().on(judged(false));
    // The script's own line says what has happened.
    assertEquals(List.of("FAULT VI_1 100: script chk failed"), host.words());
    host.on(judged(true));
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void aResultMayComeBeforeTheSurvey() {
    vi.script("chk", 0, false);
    assertEquals("Backup", host().on(judged(true)).start().state("VI_1"));
  }

  @Test
  void initFailIsAFaultFromTheStart() {
    var other = new TestConfig().script("chk", "/bin/chk", true);
    other.instance("VI_1", 51).script("chk", 0, false);
    var host = new TestHost(other.build()).start();
    assertEquals("Fault", host.state("VI_1"));
    host.on(judged(true));
    assertEquals("Backup", host.state("VI_1"));
  }

  @ParameterizedTest(name = "weight {0} reverse {1}: {2} before, {3} good, {4} bad")
  @CsvSource({
    "20,  false, 100, 120, 100",
    "-20, false, 100, 100, 80",
    "20,  true,  100, 80,  100",
    "-20, true,  100, 100, 120",
    "254, false, 100, 254, 100",
    "-254, false, 100, 100, 1",
  })
  void weightsCountOnceThereIsAResult(int weight, boolean reverse, int before, int good, int bad) {
    vi.script("chk", weight, reverse);
    var host = host().start();
    assertEquals(before, host.stateOf("VI_1").priority());
    host.on(judged(true));
    assertEquals(good, host.stateOf("VI_1").priority());
    host.on(judged(false));
    assertEquals(bad, host.stateOf("VI_1").priority());
  }

  @Test
  void reverseWithoutWeightFailsOnSuccess() {
    vi.script("chk", 0, true);
    var host = host().start().on(judged(true));
    assertEquals("Fault", host.state("VI_1"));
    host.on(judged(false));
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void anOwnersPriorityNeverChanges() {
    vi.owner().script("chk", -20, false);
    var host = host().start().on(judged(false));
    assertEquals(255, host.stateOf("VI_1").priority());
  }

  @Test
  void aMasterThatFellBehindYields() {
    vi.script("chk", -20, false);
    var host = host().start().pass(4).forget().on(judged(false));
    assertEquals(List.of("(VI_1) Changing effective priority from 100 to 80"), host.words());
    host.pass(1);
    assertEquals(List.of("advert 51 priority 80"), host.words());
    host.hear(vi, 90, "10.0.0.2");
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void unknownScriptsMeanNothing() {
    vi.script("other", 0, false);
    var host =
        host().start().on(new NodeEvent.TrackerRead(TrackerId.script("nobody"), Reading.of(false)));
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void changesOfPriorityAreToldWhoWantsThem() {
    vi.script("chk", 10, false);
    vi.notify =
        new NotifyConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            true,
            false);
    var host = host().start().forget().on(judged(true));
    assertEquals("BACKUP_PRIORITY VI_1 110: trackers", host.words().getLast());
    host.pass(4).forget().on(judged(false));
    assertEquals("MASTER_PRIORITY VI_1 100: trackers", host.words().getLast());
  }
}
