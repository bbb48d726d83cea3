package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the number of tracked processes does to instances. */
final class ProcessTrackingTest {

  private final TestConfig config = new TestConfig().process("web");
  private final TestConfig.Instance vi = config.instance("VI_1", 51);

  private TestHost host() {
    return new TestHost(config.build());
  }

  private static NodeEvent read(boolean good) {
    return new NodeEvent.TrackerRead(TrackerId.process("web"), Reading.of(good));
  }

  @ParameterizedTest(name = "weight {0} reverse {1}, quorum {2}: {3}")
  @CsvSource({
    "20,  false, true,  120",
    "20,  false, false, 100",
    "-20, false, true,  100",
    "-20, false, false, 80",
    "20,  true,  true,  80",
    "0,   false, true,  100",
    "0,   false, false, FAULT",
    "0,   true,  true,  FAULT",
    "0,   true,  false, 100",
  })
  void theWeightCountsLikeThatOfAScript(int weight, boolean reverse, boolean good, String outcome) {
    vi.process("web", weight, reverse);
    var host = host().start().on(read(good));
    boolean fault = host.state("VI_1").equals("Fault");
    assertEquals(outcome, fault ? "FAULT" : Integer.toString(host.stateOf("VI_1").priority()));
  }

  @Test
  void whoMayFailWaitsForTheFirstCount() {
    vi.process("web", 0, false);
    var host = host().start().pass(100);
    assertEquals("Init", host.state("VI_1"));
    assertEquals("Backup", host.on(read(true)).state("VI_1"));
  }

  /** keepalived's two lines, and the cause. */
  @ParameterizedTest
  @CsvSource({"false, 'quorum not achieved'", "true, 'quorum achieved'"})
  void aFaultAtTheStartIsTold(boolean reverse, String why) {
    vi.process("web", 0, reverse);
    var host = host().start().forget().on(read(reverse));
    assertEquals(
        List.of(
            "(VI_1) entering FAULT state (tracked process web " + why + ")",
            "(VI_1) entering FAULT state",
            "FAULT VI_1 100: tracked process web " + why),
        host.words());
  }

  @Test
  void aReloadGoesOnWithTheVerdict() {
    vi.process("web", 0, false);
    var host = host().start().on(read(false));
    assertEquals("Fault", host.on(new NodeEvent.Reconfigured(config.build())).state("VI_1"));
    assertEquals("Backup", host.on(read(true)).state("VI_1"));
  }
}
