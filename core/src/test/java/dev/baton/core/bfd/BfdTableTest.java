package dev.baton.core.bfd;

import static dev.baton.core.bfd.Session.MILLISECOND;
import static dev.baton.core.bfd.Session.SECOND;
import static dev.baton.core.bfd.Session.heard;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.bfd.BfdEvent.Reconfigured;
import dev.baton.core.bfd.BfdEvent.Stalled;
import dev.baton.core.bfd.BfdEvent.Start;
import dev.baton.core.bfd.BfdEvent.TimePassed;
import dev.baton.core.bfd.BfdState.Hearing;
import dev.baton.core.bfd.BfdState.Sending;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every state meets every event, and every state of the neighbor with every flag, as a golden file
 * that reads like the table of RFC 5880, section 6.2. The usual session (100 ms, three packets)
 * meets each event 50 ms after it has sent, and 60 ms after it has heard.
 */
final class BfdTableTest {

  private static final long NOW = 1_000 * SECOND;
  private static final BfdConfig CONFIG = Session.CONFIG;

  private static final BfdConfig SLOWER =
      new BfdConfig("B1", 300 * MILLISECOND, 300 * MILLISECOND, SECOND, 5, false);

  private static Map<String, BfdState> states() {
    Map<String, BfdState> states = new LinkedHashMap<>();
    var fresh = BfdState.initial(CONFIG, Session.OURS);
    states.put("Down, not started", fresh);
    states.put("Down, neighbor unknown", fresh.with(new Sending(NOW - 50 * MILLISECOND, 0, 0, 0)));
    for (SessionState state : EnumSet.of(SessionState.DOWN, SessionState.INIT, SessionState.UP)) {
      states.put(state.word(), known(state, Poll.NONE));
    }
    states.put("Up, polling", known(SessionState.UP, Poll.ACTIVE));
    states.put("Up, polling, with another change", known(SessionState.UP, Poll.ACTIVE_AND_WANTED));
    states.put("Up, poll answered", known(SessionState.UP, Poll.SETTLING));
    states.put("Up, next poll waits", known(SessionState.UP, Poll.SETTLING_AND_WANTED));
    return states;
  }

  private static BfdState known(SessionState state, Poll poll) {
    boolean up = state == SessionState.UP;
    long transmitNanos = up ? CONFIG.minTransmitNanos() : CONFIG.idleTransmitNanos();
    long receiveNanos = CONFIG.minReceiveNanos();
    var theirs = Session.from(state).with(p -> p.transmitMillis = up ? 100 : 1_000).build();
    return new BfdState(
        state,
        Diagnostic.NONE,
        Session.OURS,
        new LocalTimers(transmitNanos, receiveNanos, transmitNanos, receiveNanos, poll),
        new Hearing(Remote.of(theirs), NOW - 60 * MILLISECOND, 0),
        new Sending(NOW - 50 * MILLISECOND, 0, 0, 0));
  }

  private static Map<String, BfdEvent> events() {
    Map<String, BfdEvent> events = new LinkedHashMap<>();
    events.put("Start", new Start());
    for (SessionState theirs : SessionState.values()) {
      String name = "Heard " + theirs.word();
      events.put(name, heard(Session.from(theirs)));
      events.put(name + ", P", heard(Session.from(theirs).with(p -> p.poll = true)));
      events.put(name + ", F", heard(Session.from(theirs).with(p -> p.finished = true)));
      events.put(name + ", D", heard(Session.from(theirs).with(p -> p.demand = true)));
      if (theirs == SessionState.DOWN || theirs == SessionState.ADMIN_DOWN) {
        events.put(name + ", does not know us", heard(Session.from(theirs).with(p -> p.yours = 0)));
      }
    }
    events.put(
        "Heard Up, wants no packets",
        heard(Session.from(SessionState.UP).with(p -> p.receiveMillis = 0)));
    events.put("TimePassed", new TimePassed(0));
    events.put("Stalled for 300 ms", new Stalled(300 * MILLISECOND));
    events.put("Reconfigured", new Reconfigured());
    return events;
  }

  @Test
  void tableIsAsAgreed() {
    List<String> lines = new ArrayList<>();
    states()
        .forEach(
            (stateName, state) -> {
              lines.add("== " + stateName + ": " + words(CONFIG, state));
              events().forEach((name, event) -> lines.addAll(row(CONFIG, state, name, event, NOW)));
              long later = BfdTiming.expiresAtNanos(state);
              if (later != BfdState.NEVER) {
                String late = " when the neighbor's time is over";
                lines.addAll(row(CONFIG, state, "TimePassed" + late, new TimePassed(0), later));
                lines.addAll(
                    row(CONFIG, state, "Stalled" + late, new Stalled(40 * MILLISECOND), later));
              }
              lines.addAll(
                  row(SLOWER, state, "Reconfigured, slower by now", new Reconfigured(), NOW));
            });
    Golden.check("table.txt", lines);
  }

  private static List<String> row(
      BfdConfig config, BfdState state, String name, BfdEvent event, long now) {
    var step = BfdMachine.step(config, state, event, now);
    List<String> lines = new ArrayList<>();
    boolean stays = step.state().equals(state);
    lines.add("   " + name + " -> " + (stays ? "stays" : words(config, step.state())));
    step.actions().forEach(action -> lines.add("       " + words(action)));
    return lines;
  }

  private static String words(BfdConfig config, BfdState state) {
    return state.state().word()
        + " diag "
        + state.diagnostic()
        + at(" sends ", BfdTiming.sendAtNanos(config, state))
        + at(" expires ", BfdTiming.expiresAtNanos(state))
        + (state.remote().isKnown() ? "" : " unknown")
        + (state.timers().poll() == Poll.NONE ? "" : " poll " + state.timers().poll());
  }

  private static String at(String what, long nanos) {
    return nanos == BfdState.NEVER ? "" : what + (nanos - NOW) / MILLISECOND + " ms";
  }

  private static String words(BfdAction action) {
    return switch (action) {
      case BfdAction.Send(var packet) -> "send " + words(packet);
      case BfdAction.Report(var up) -> "report " + (up ? "up" : "down");
      case BfdAction.Count(var counter) -> "count " + counter;
      case BfdAction.Say(var line) -> line.level() + " " + line.text();
    };
  }

  private static String words(BfdPacket packet) {
    return packet.state().word()
        + " diag "
        + packet.diagnostic()
        + (packet.poll() ? " P" : "")
        + (packet.finished() ? " F" : "")
        + " your "
        + Integer.toHexString(packet.yourDiscriminator())
        + " tx "
        + packet.desiredMinTransmitMicros() / 1_000
        + " rx "
        + packet.requiredMinReceiveMicros() / 1_000
        + " x"
        + packet.detectMultiplier();
  }

  @Test
  void everyEventIsInTheTable() {
    Set<Class<?>> met =
        events().values().stream().map(Object::getClass).collect(Collectors.toSet());
    assertEquals(
        Stream.of(BfdEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()), met);
  }
}
