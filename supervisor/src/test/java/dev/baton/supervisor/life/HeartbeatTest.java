package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.supervisor.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever answers lives; whoever does not is told of once. */
final class HeartbeatTest {

  private final List<String> happened = new ArrayList<>();
  private EventLoop loop;
  private boolean answers = true;
  private Heartbeat heartbeat;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
    heartbeat =
        new Heartbeat(
            loop,
            10_000_000L,
            () -> {
              happened.add("asked");
              if (answers) {
                loop.post(heartbeat::heard);
              }
            },
            () -> happened.add("silent"));
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private void pass(int milliseconds) {
    loop.at(System.nanoTime() + milliseconds * 1_000_000L, loop::end);
    loop.run();
  }

  private long count(String what) {
    return happened.stream().filter(what::equals).count();
  }

  @Test
  void nobodyIsAskedBeforeHeSpeaks() {
    pass(50);
    assertEquals(List.of(), happened);
  }

  @Test
  void whoAnswersIsAskedAgain() {
    heartbeat.heard();
    while (count("asked") < 5) {
      pass(10);
    }
    assertEquals(0, count("silent"));
  }

  @Test
  void whoDoesNotAnswerIsToldOfOnce() {
    answers = false;
    heartbeat.heard();
    while (count("silent") == 0) {
      pass(10);
    }
    pass(50);
    assertEquals(List.of("asked", "asked", "asked", "silent"), happened);
  }

  /** SIGSTOP, or a machine that was suspended: one look, however long it took. */
  @Test
  void aPauseOfOurOwnIsNoSilence() {
    answers = false;
    heartbeat.heard();
    long wakeNanos = System.nanoTime() + 100_000_000L;
    while (System.nanoTime() < wakeNanos) {
      Thread.onSpinWait();
    }
    pass(1);
    assertEquals(List.of("asked"), happened);
  }

  @Test
  void nobodyIsAskedAfterTheEnd() {
    heartbeat.heard();
    heartbeat.stop();
    pass(50);
    assertEquals(List.of(), happened);
  }
}
