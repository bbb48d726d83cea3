package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What packets make a whole node say and do, whoever sends them. */
final class PacketLimitTest {

  private static final NodeOptions DETAIL = new NodeOptions(true, false, false);

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51);
  private final Random random = new Random(1);

  /** Hears a thousand adverts a second of these priorities, from everybody. */
  private void flood(TestHost host, int seconds, int from, int to) {
    for (int i = 0; i < seconds * 1_000; i++) {
      String sender = "10.0.0." + random.nextInt(2, 255);
      host.hear(vi, random.nextInt(from, to), sender).pass(0.001);
    }
  }

  private static List<String> lines(TestHost host) {
    return host.words().stream().filter(word -> word.startsWith("(")).toList();
  }

  @Test
  void aMasterSaysLittleInAFlood() {
    var host = new TestHost(config.build(), DETAIL).start().pass(10);
    flood(host, 60, 0, 100);
    host.forget();
    flood(host, 60, 0, 100);
    // Two limits let a line pass each two seconds and twenty each second.
    List<String> words = host.words();
    assertTrue(words.size() < 60 * 40, "lines and adverts: " + words.size());
    assertTrue(
        words.stream().anyMatch(word -> word.contains("log lines suppressed")), words::toString);
  }

  @Test
  void aTransitionIsToldOfWhateverElseIs() {
    var host = new TestHost(config.build()).start().pass(10);
    flood(host, 60, 0, 100);
    host.forget().hear(vi, 200, "10.0.0.2");
    List<String> yielded = lines(host);
    assertTrue(yielded.contains("(VI_1) Entering BACKUP STATE"), yielded::toString);
    flood(host, 60, 150, 250);
    host.forget().pass(10);
    List<String> taken = lines(host);
    assertTrue(taken.contains("(VI_1) Entering MASTER STATE"), taken::toString);
  }

  @Test
  void whatIsLeftOutIsCounted() {
    var host = new TestHost(config.build(), DETAIL).start().pass(1);
    for (int i = 0; i < 1_000; i++) {
      host.hear(vi, 200, "10.0.0." + (2 + i % 2));
    }
    host.forget().pass(2).hear(vi, 200, "10.0.0.4");
    assertEquals(
        List.of(
            "(VI_1) 960 log lines suppressed: too many at once", "(VI_1) master set to 10.0.0.4"),
        lines(host));
  }

  /** The kernel does not answer for a minute: what would be sent by then waits in the node. */
  @Test
  void pacedAnnouncementsWaitForASlowWorker() {
    vi.arpIntervalNanos = TestConfig.SECOND / 10;
    vi.refreshNanos = TestConfig.SECOND;
    var host = new TestHost(config.build()).start().pass(5).forget();
    host.workerWorks = false;
    host.pass(60);
    assertEquals(1, frames(host));
    host.hear(vi, 200, "10.0.0.2").work().forget();
    host.workerWorks = true;
    host.pass(1);
    assertEquals(0, frames(host), "called off with the mastership");
    host.pass(60).forget().pass(10);
    assertEquals(10, frames(host), "and the next master announces again");
  }

  /** One that the worker has already, behind something slow, would leave after the mastership. */
  @Test
  void aPacedAnnouncementInTheHandsIsCalledBackWithTheMastership() {
    vi.arpIntervalNanos = TestConfig.SECOND / 10;
    vi.masterRepeat = 5;
    var other = config.bare("VI_2", 52).address("10.0.0.200/24");
    other.arpIntervalNanos = TestConfig.SECOND / 10;
    var host = new TestHost(config.build()).start().pass(3.65).forget();
    host.workerWorks = false;
    host.pass(0.1);
    assertEquals(1, frames(host));
    // They take turns.
    host.hear(other, 200, "10.0.0.2");
    assertTrue(host.words().contains("withdraw VI_2"));
    host.hear(vi, 200, "10.0.0.2");
    assertFalse(host.words().contains("withdraw VI_1"), "there is nothing of it to call back");
  }

  private static int frames(TestHost host) {
    return (int) host.words().stream().filter(word -> word.startsWith("frames")).count();
  }
}
