package dev.baton.core.bfd;

import dev.baton.core.bfd.BfdAction.Count;
import dev.baton.core.bfd.BfdAction.Report;
import dev.baton.core.bfd.BfdAction.Send;
import java.util.ArrayList;
import java.util.List;

/** A session for tests: its machine, its clock, and what it has done. */
final class Session {

  static final long MILLISECOND = 1_000_000;
  static final long SECOND = 1_000 * MILLISECOND;

  /** Three packets of 100 ms each way. */
  static final BfdConfig CONFIG =
      new BfdConfig("B1", 100 * MILLISECOND, 100 * MILLISECOND, SECOND, 3, false);

  static final int OURS = 0x0A0A;
  static final int THEIRS = 0x0B0B;

  BfdConfig config;
  BfdState state;
  long now = 1_000 * SECOND;
  final List<BfdPacket> sent = new ArrayList<>();
  final List<Boolean> reports = new ArrayList<>();
  final List<BfdCounter> counts = new ArrayList<>();
  final List<String> lines = new ArrayList<>();

  Session(BfdConfig config) {
    this.config = config;
    state = BfdState.initial(config, OURS);
  }

  /** One that has started. */
  static Session started(BfdConfig config) {
    return new Session(config).on(new BfdEvent.Start());
  }

  /** One that is up, with its poll answered; the neighbor sends each 100 ms. */
  static Session up(BfdConfig config) {
    return started(config)
        .hears(SessionState.DOWN)
        .hears(SessionState.INIT)
        .on(heard(from(SessionState.UP).with(p -> p.finished = true)))
        .hears(SessionState.UP)
        .forget();
  }

  static Session up() {
    return up(CONFIG);
  }

  Session on(BfdEvent event) {
    BfdMachine.Step step = BfdMachine.step(config, state, event, now);
    state = step.state();
    for (BfdAction action : step.actions()) {
      switch (action) {
        case Send(var packet) -> sent.add(packet);
        case Report(var up) -> reports.add(up);
        case BfdAction.Say(var line) -> lines.add(line.text());
        case Count(var counter) -> counts.add(counter);
      }
    }
    return this;
  }

  Session hears(SessionState theirs) {
    return on(heard(from(theirs)));
  }

  Session reconfigured(BfdConfig next) {
    config = next;
    return on(new BfdEvent.Reconfigured());
  }

  /** Lets time pass, and wakes it when it wants. */
  Session pass(long nanos) {
    long end = now + nanos;
    while (deadline() <= end) {
      now = Math.max(now, deadline());
      on(new BfdEvent.TimePassed(0x7FFF_FFFF));
    }
    now = end;
    return this;
  }

  long deadline() {
    return BfdTiming.nextDeadlineNanos(config, state);
  }

  /** Until now nothing was done. */
  Session forget() {
    sent.clear();
    reports.clear();
    counts.clear();
    lines.clear();
    return this;
  }

  BfdPacket last() {
    return sent.getLast();
  }

  static BfdEvent.Heard heard(Packet packet) {
    return new BfdEvent.Heard(packet.build());
  }

  /** A packet of the neighbor, who knows us, in this state. */
  static Packet from(SessionState theirs) {
    var packet = new Packet();
    packet.state = theirs;
    return packet;
  }

  /** The fields of a packet. */
  static final class Packet {
    int diagnostic;
    SessionState state = SessionState.DOWN;
    boolean poll;
    boolean finished;
    boolean demand;
    int multiplier = 3;
    int mine = THEIRS;
    int yours = OURS;
    long transmitMillis = 100;
    long receiveMillis = 100;

    Packet with(java.util.function.Consumer<Packet> change) {
      change.accept(this);
      return this;
    }

    BfdPacket build() {
      return new BfdPacket(
          diagnostic,
          state,
          poll,
          finished,
          false,
          demand,
          multiplier,
          mine,
          yours,
          transmitMillis * 1_000,
          receiveMillis * 1_000);
    }
  }
}
