package dev.baton.core.bfd;

import static dev.baton.core.bfd.Session.CONFIG;
import static dev.baton.core.bfd.Session.MILLISECOND;
import static dev.baton.core.bfd.Session.SECOND;
import static dev.baton.core.bfd.Session.heard;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5880, section 6.8, rule by rule. */
final class BfdMachineTest {

  private static BfdConfig config(long receiveMillis, long transmitMillis, int multiplier) {
    return new BfdConfig(
        "B1", receiveMillis * MILLISECOND, transmitMillis * MILLISECOND, SECOND, multiplier, false);
  }

  private static BfdConfig passive() {
    return new BfdConfig("B1", 100 * MILLISECOND, 100 * MILLISECOND, SECOND, 3, true);
  }

  // 6.1, 6.8.1: the roles, and what a session begins with

  @Test
  void anActiveSessionSpeaksAtOnceAndSlowly() {
    var session = Session.started(CONFIG);
    BfdPacket first = session.last();
    assertEquals(SessionState.DOWN, first.state());
    assertEquals(0, first.yourDiscriminator());
    assertEquals(1_000_000, first.desiredMinTransmitMicros());
    assertFalse(first.poll());
    session.forget().pass(5 * SECOND);
    assertTrue(session.sent.size() >= 5 && session.sent.size() <= 7, session.sent.toString());
  }

  @Test
  void aPassiveSessionSpeaksOnceItIsSpokenTo() {
    var session = Session.started(passive()).pass(5 * SECOND);
    assertEquals(List.of(), session.sent);
    session.on(heard(Session.from(SessionState.DOWN).with(p -> p.yours = 0)));
    assertEquals(SessionState.INIT, session.last().state());
    // Its neighbor is silent again: so is it.
    session.pass(5 * SECOND).forget().pass(5 * SECOND);
    assertEquals(SessionState.DOWN, session.state.state());
    assertEquals(List.of(), session.sent);
  }

  // 6.2, 6.8.6: the states

  @Test
  void threePacketsMakeASession() {
    var session = Session.started(CONFIG).hears(SessionState.DOWN);
    assertEquals(SessionState.INIT, session.last().state());
    assertEquals(Session.THEIRS, session.last().yourDiscriminator());
    session.hears(SessionState.UP);
    assertEquals(SessionState.UP, session.last().state());
    assertEquals(List.of(true), session.reports);
  }

  @Test
  void changesLeaveAtOnce() {
    var session = Session.up();
    session.hears(SessionState.DOWN);
    assertEquals(1, session.sent.size());
    assertEquals(Diagnostic.NEIGHBOR_SIGNALED, session.last().diagnostic());
    assertEquals(List.of(false), session.reports);
  }

  /** RFC 5882, section 4.2. */
  @Test
  void aNeighborThatSaysAdminDownHasNotFailed() {
    var session = Session.up().hears(SessionState.ADMIN_DOWN);
    assertEquals(SessionState.DOWN, session.state.state());
    assertEquals(Diagnostic.NEIGHBOR_SIGNALED, session.last().diagnostic());
    assertEquals(List.of(), session.reports);
    session.hears(SessionState.ADMIN_DOWN).pass(10 * SECOND);
    assertEquals(List.of(), session.reports);
  }

  @Test
  void upMeansNothingToWhoIsDown() {
    var session = Session.started(CONFIG).hears(SessionState.UP);
    assertEquals(SessionState.DOWN, session.state.state());
  }

  // 6.8.4: detection

  /** Their multiplier, and the slower of what we can take and what they want to send. */
  @ParameterizedTest
  @CsvSource({"100, 50, 4, 400", "100, 200, 3, 600", "10, 10, 255, 2550"})
  void detectionTime(long ours, long theirs, int multiplier, long millis) {
    var session = Session.up(config(ours, 100, 7));
    session.on(
        heard(
            Session.from(SessionState.UP)
                .with(p -> p.transmitMillis = theirs)
                .with(p -> p.multiplier = multiplier)));
    long before = session.now;
    session.pass(millis * MILLISECOND - 1);
    assertEquals(SessionState.UP, session.state.state());
    session.pass(1);
    assertEquals(SessionState.DOWN, session.state.state(), millis + " ms after " + before);
    assertEquals(Diagnostic.EXPIRED, session.last().diagnostic());
    assertEquals(0, session.last().yourDiscriminator());
    assertEquals(1_000_000, session.last().desiredMinTransmitMicros());
    assertEquals(List.of(false), session.reports);
  }

  @Test
  void initExpiresAsWell() {
    var session = Session.started(CONFIG).hears(SessionState.DOWN).pass(SECOND);
    assertEquals(SessionState.DOWN, session.state.state());
    assertEquals(List.of(), session.reports);
  }

  /** 6.8.1: bfd.RemoteDiscr; and a neighbor that wanted no packets is spoken to again. */
  @Test
  void whoIsDownForgetsASilentNeighbor() {
    var session = Session.up();
    session.on(heard(Session.from(SessionState.DOWN).with(p -> p.receiveMillis = 0)));
    assertTrue(session.state.remote().isKnown());
    session.pass(SECOND).forget().pass(3 * SECOND);
    assertEquals(0, session.last().yourDiscriminator());
    assertTrue(session.sent.size() >= 3, session.sent.toString());
  }

  // Stalls

  @Test
  void aStallOfOursIsForgivenOnce() {
    var session = Session.up();
    session.now += 350 * MILLISECOND;
    session.on(new BfdEvent.Stalled(330 * MILLISECOND));
    assertEquals(List.of(BfdCounter.STALL_FORGIVEN), session.counts);
    session.on(new BfdEvent.TimePassed(0));
    assertEquals(SessionState.UP, session.state.state());
    session.now = session.deadline() + 400 * MILLISECOND;
    session.on(new BfdEvent.Stalled(400 * MILLISECOND)).on(new BfdEvent.TimePassed(0));
    assertEquals(SessionState.DOWN, session.state.state());
  }

  @Test
  void aStallWithinTheTimeChangesNothing() {
    var session = Session.up();
    session.now += 200 * MILLISECOND;
    BfdState before = session.state;
    assertEquals(before, session.on(new BfdEvent.Stalled(190 * MILLISECOND)).state);
  }

  /** After a suspension of an hour a dead neighbor is not up for an hour. */
  @Test
  void nobodyIsForgivenForLongerThanADetectionTime() {
    var session = Session.up();
    session.now += 301 * MILLISECOND;
    session.on(new BfdEvent.Stalled(3_600 * SECOND)).pass(300 * MILLISECOND);
    assertEquals(SessionState.DOWN, session.state.state());
  }

  // 6.8.2, 6.8.7: transmission

  @ParameterizedTest
  @CsvSource({"50, 100, 100", "200, 100, 200"})
  void theSlowerEndDecides(long ours, long theirs, long millis) {
    var session = Session.up(config(100, ours, 3));
    session.on(heard(Session.from(SessionState.UP).with(p -> p.receiveMillis = theirs)));
    assertEquals(millis * MILLISECOND, BfdTiming.transmitNanos(session.state));
  }

  /** 75 to 90 percent, with every multiplier; an early packet is no earlier than 75. */
  @Test
  void jitter() {
    var random = new Random(7);
    var session = Session.up();
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 10_000; i++) {
      session.hears(SessionState.UP);
      session.now = session.deadline();
      session.on(new BfdEvent.TimePassed(random.nextInt()));
      long gapNanos = session.deadline() - session.now;
      least = Math.min(least, gapNanos);
      most = Math.max(most, gapNanos);
    }
    assertTrue(least >= 77 * MILLISECOND && least < 78 * MILLISECOND, least + " ns");
    assertTrue(most <= 90 * MILLISECOND && most > 89 * MILLISECOND, most + " ns");
    long early = session.deadline() - 2 * MILLISECOND;
    assertTrue(BfdTiming.mayComeBy(session.config, session.state, early));
    assertFalse(BfdTiming.mayComeBy(session.config, session.state, early - 1));
  }

  @Test
  void receptionDoesNotPutTransmissionOff() {
    var session = Session.up();
    for (int i = 0; i < 100; i++) {
      session.pass(10 * MILLISECOND).hears(SessionState.UP);
    }
    assertTrue(session.sent.size() >= 10, session.sent.size() + " packets in a second");
  }

  @Test
  void whoWantsNoPacketsGetsNone() {
    var session = Session.up();
    for (int i = 0; i < 20; i++) {
      session.on(heard(Session.from(SessionState.UP).with(p -> p.receiveMillis = 0)));
      session.pass(100 * MILLISECOND);
    }
    assertEquals(List.of(), session.sent);
  }

  @Test
  void demandModeIsRespectedWhileBothAreUp() {
    var session = Session.up();
    var demanding = heard(Session.from(SessionState.UP).with(p -> p.demand = true));
    session.on(demanding).pass(250 * MILLISECOND);
    assertEquals(List.of(), session.sent);
    session.on(
        heard(Session.from(SessionState.UP).with(p -> p.demand = true).with(p -> p.poll = true)));
    assertTrue(session.last().finished());
    // A poll of ours goes out all the same.
    session.forget().reconfigured(config(50, 100, 3)).pass(250 * MILLISECOND);
    assertTrue(session.sent.size() >= 2 && session.last().poll(), session.sent.toString());
    session.hears(SessionState.INIT).forget().pass(250 * MILLISECOND);
    assertFalse(session.sent.isEmpty());
  }

  /** 6.8.3: at once, even if the new interval is over already. */
  @Test
  void aFasterNeighborIsServedAtOnce() {
    var session = Session.up();
    session.on(heard(Session.from(SessionState.UP).with(p -> p.receiveMillis = 5_000)));
    session.pass(250 * MILLISECOND);
    session.forget().on(heard(Session.from(SessionState.UP).with(p -> p.receiveMillis = 100)));
    assertTrue(session.deadline() <= session.now);
  }

  // 6.5, 6.8.7: polls

  @Test
  void aPollIsAnsweredInAnyState() {
    for (SessionState theirs : SessionState.values()) {
      var session = Session.up().on(heard(Session.from(theirs).with(p -> p.poll = true)));
      BfdPacket answer = session.last();
      assertTrue(answer.finished() && !answer.poll(), theirs.word());
      assertEquals(session.state.state(), answer.state());
    }
  }

  @Test
  void anAnswerDoesNotMoveTheNextPacket() {
    var session = Session.up();
    session.pass(50 * MILLISECOND);
    long before = BfdTiming.sendAtNanos(session.config, session.state);
    session.on(heard(Session.from(SessionState.UP).with(p -> p.poll = true)));
    assertEquals(before, BfdTiming.sendAtNanos(session.config, session.state));
  }

  @Test
  void aFloodOfPollsIsNotAFloodOfAnswers() {
    var session = Session.up();
    for (int i = 0; i < 1_000; i++) {
      session.now += MILLISECOND / 10;
      session.on(heard(Session.from(SessionState.UP).with(p -> p.poll = true)));
    }
    long answers = session.sent.stream().filter(BfdPacket::finished).count();
    assertEquals(8, answers);
    session.now += 100 * MILLISECOND;
    session.on(heard(Session.from(SessionState.UP).with(p -> p.poll = true)));
    assertTrue(session.last().finished());
  }

  @Test
  void becomingUpPollsUntilFinal() {
    var session = Session.started(CONFIG).hears(SessionState.INIT);
    assertTrue(session.last().poll());
    assertEquals(100_000, session.last().desiredMinTransmitMicros());
    session.hears(SessionState.UP).pass(100 * MILLISECOND);
    assertTrue(session.last().poll());
    session.on(heard(Session.from(SessionState.UP).with(p -> p.finished = true)));
    session.pass(100 * MILLISECOND);
    assertFalse(session.last().poll());
  }

  /** 6.8.3: a slower rhythm waits until the neighbor knows of it. */
  @Test
  void slowerTransmissionWaitsForFinal() {
    var session = Session.up().reconfigured(config(100, 400, 3));
    assertTrue(session.last().poll());
    assertEquals(400_000, session.last().desiredMinTransmitMicros());
    assertEquals(100 * MILLISECOND, BfdTiming.transmitNanos(session.state));
    session.on(heard(Session.from(SessionState.UP).with(p -> p.finished = true)));
    assertEquals(400 * MILLISECOND, BfdTiming.transmitNanos(session.state));
  }

  @Test
  void fasterTransmissionDoesNotWait() {
    var session = Session.up().reconfigured(config(100, 20, 3));
    session.on(heard(Session.from(SessionState.UP).with(p -> p.receiveMillis = 20)));
    assertEquals(20 * MILLISECOND, BfdTiming.transmitNanos(session.state));
  }

  /** 6.8.3: what we want to get faster is not missed before the neighbor knows of it. */
  @Test
  void fasterReceptionWaitsForFinal() {
    var session = Session.up().reconfigured(config(20, 100, 3));
    session.on(heard(Session.from(SessionState.UP).with(p -> p.transmitMillis = 20)));
    assertEquals(300 * MILLISECOND, BfdTiming.detectionNanos(session.state));
    session.on(
        heard(
            Session.from(SessionState.UP)
                .with(p -> p.transmitMillis = 20)
                .with(p -> p.finished = true)));
    assertEquals(60 * MILLISECOND, BfdTiming.detectionNanos(session.state));
  }

  @Test
  void slowerReceptionDoesNotWait() {
    var session = Session.up().reconfigured(config(500, 100, 3));
    assertEquals(1_500 * MILLISECOND, BfdTiming.detectionNanos(session.state));
  }

  /** 6.8.3: the F of one poll must not be taken for that of the next. */
  @Test
  void oneChangeAfterTheOther() {
    var session = Session.up().reconfigured(config(100, 400, 3)).reconfigured(config(100, 800, 3));
    session.on(heard(Session.from(SessionState.UP).with(p -> p.finished = true)));
    assertEquals(100 * MILLISECOND, BfdTiming.transmitNanos(session.state));
    session.forget().pass(100 * MILLISECOND);
    assertFalse(session.last().poll());
    session.hears(SessionState.UP).pass(100 * MILLISECOND);
    assertTrue(session.last().poll());
    session.on(heard(Session.from(SessionState.UP).with(p -> p.finished = true)));
    assertEquals(800 * MILLISECOND, BfdTiming.transmitNanos(session.state));
  }

  @Test
  void aReloadOfTheSameChangesNothing() {
    var session = Session.up();
    BfdState before = session.state;
    assertEquals(before, session.reconfigured(CONFIG).state);
    assertEquals(List.of(), session.sent);
  }

  @Test
  void lateTransmissionIsCountedAndTold() {
    var session = Session.up();
    session.now = BfdTiming.sendAtNanos(session.config, session.state) + 51 * MILLISECOND;
    session.on(new BfdEvent.TimePassed(0));
    assertEquals(List.of(BfdCounter.SENT_LATE, BfdCounter.SENT), session.counts);
    assertTrue(session.lines.getFirst().contains("51000 usec late"), session.lines.toString());
  }

  @Test
  void linesAreThoseOfKeepalived() {
    var session = Session.up().pass(400 * MILLISECOND);
    assertEquals(
        List.of(
            "(B1) Expired after 300 ms (0 usec overdue)",
            "(B1) Entering Down state (Local diagnostic - Control Detection Time Expired, Remote"
                + " diagnostic - No Diagnostic)"),
        session.lines);
    session.forget().hears(SessionState.INIT);
    assertEquals("(B1) Entering Up state", session.lines.getFirst());
    assertTrue(session.lines.contains("(B1) Detection time is 300000 us (was 0 us)"));
  }
}
