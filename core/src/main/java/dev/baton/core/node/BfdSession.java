package dev.baton.core.node;

import dev.baton.core.bfd.BfdAction;
import dev.baton.core.bfd.BfdCounter;
import dev.baton.core.bfd.BfdEvent;
import dev.baton.core.bfd.BfdMachine;
import dev.baton.core.bfd.BfdState;
import dev.baton.core.bfd.BfdTiming;
import dev.baton.core.bfd.SessionState;
import dev.baton.core.kernel.KernelError;
import dev.baton.core.log.LineLimit;
import dev.baton.core.log.LogLine;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.track.Reading;

/** One BFD session with its socket: takes events to its machine, and carries its actions on. */
final class BfdSession implements Timed {

  private static final int NONE = 0;

  /** A session that goes up and down for ever writes so many lines at once, */
  private static final int LINE_COUNT = 40;

  /** and one more each second. */
  private static final long NANOS_PER_LINE = 1_000_000_000L;

  /** What all sessions share. */
  record Shared(BfdChannels channels, Jitter jitter, Reporter reporter) {}

  /** Hears what a session says to those who follow it. */
  interface Reporter {
    void read(BfdSession session, Reading reading, TurnActions turn);
  }

  private final Shared shared;
  private final Tally<BfdCounter> counters = new Tally<>(BfdCounter.values());
  private final LineLimit lines = new LineLimit(LINE_COUNT, NANOS_PER_LINE);

  /** Of their own, so that tables of option -D do not keep back that a session went down. */
  private final LineLimit details = new LineLimit(LINE_COUNT, NANOS_PER_LINE);

  private final int portIndex;
  private BfdSessionConfig config;
  private BfdState state;
  private long changedAtNanos;

  /** By which packets leave. */
  private int channel = NONE;

  /** The one that takes its place as soon as it is open. */
  private int nextChannel = NONE;

  private int saidErrno;

  /** A session that does nothing yet. */
  BfdSession(BfdSessionConfig config, int discriminator, Shared shared) {
    this.config = config;
    this.shared = shared;
    this.portIndex = Math.floorMod(shared.jitter().next(), BfdSocketSpec.SOURCE_PORT_COUNT);
    this.state = BfdState.initial(config.bfd(), discriminator);
  }

  /** The socket that it hears by, with others. */
  BfdSocketSpec.Listener listener() {
    return new BfdSocketSpec.Listener(config.neighbor().family(), config.multihop());
  }

  BfdSessionConfig config() {
    return config;
  }

  int discriminator() {
    return state.localDiscriminator();
  }

  /** Opens its socket: it starts when that is open. */
  void begin(TurnActions turn) {
    changedAtNanos = turn.nowNanos();
    nextChannel = shared.channels().open(sender(), turn);
  }

  private BfdSocketSpec.Sender sender() {
    IpAddress any = config.neighbor().family() == IpFamily.INET ? IpAddress.ANY4 : IpAddress.ANY6;
    return new BfdSocketSpec.Sender(
        config.source().orElse(any),
        config.neighbor(),
        config.hopLimit(),
        config.multihop(),
        portIndex);
  }

  /** The same session has other settings. */
  void reconfigure(BfdSessionConfig next, TurnActions turn) {
    config = next;
    int newest = nextChannel == NONE ? channel : nextChannel;
    if (!shared.channels().isFor(newest, sender())) {
      shared.channels().close(nextChannel, turn);
      nextChannel = shared.channels().open(sender(), turn);
    }
    step(new BfdEvent.Reconfigured(), turn.nowNanos(), turn);
  }

  /** Falls silent. */
  void end(TurnActions turn) {
    shared.channels().close(channel, turn);
    shared.channels().close(nextChannel, turn);
  }

  /** Whether this channel is its own. */
  boolean owns(int number) {
    return number == channel || number == nextChannel;
  }

  /** Its channel is open. */
  void opened(int number, TurnActions turn) {
    if (number == nextChannel) {
      shared.channels().close(channel, turn);
      channel = nextChannel;
      nextChannel = NONE;
      saidErrno = 0;
      step(new BfdEvent.Start(), turn.nowNanos(), turn);
    }
  }

  /** A packet did not leave. */
  void sendFailed(int errno, TurnActions turn) {
    if (errno != saidErrno) {
      saidErrno = errno;
      say(
          LogLine.error("(" + config.name() + ") Error sending packet: " + KernelError.text(errno)),
          turn);
    }
  }

  void handle(BfdEvent event, TurnActions turn) {
    step(event, turn.nowNanos(), turn);
  }

  private void step(BfdEvent event, long nowNanos, TurnActions turn) {
    BfdMachine.Step step = BfdMachine.step(config.bfd(), state, event, nowNanos);
    SessionState before = state.state();
    state = step.state();
    if (state.state() != before) {
      changedAtNanos = nowNanos;
    }
    for (BfdAction action : step.actions()) {
      switch (action) {
        case BfdAction.Send(var packet) -> turn.control(channel, packet.encode());
        case BfdAction.Report(var up) -> {
          saidErrno = up ? 0 : saidErrno;
          shared.reporter().read(this, Reading.of(up), turn);
        }
        case BfdAction.Say(var line) -> say(line, turn);
        case BfdAction.Count(var counter) -> counters.add(counter);
      }
    }
  }

  private void say(LogLine line, TurnActions turn) {
    LineLimit limit = line.level() == LogLine.Level.DETAIL ? details : lines;
    if (!turn.wants(line) || !limit.admits(turn.nowNanos())) {
      return;
    }
    long leftOut = limit.takeLeftOut();
    if (leftOut > 0) {
      turn.say(LogLine.info("(" + config.name() + ") " + leftOut + " lines left out"));
    }
    turn.say(line);
  }

  @Override
  public long nextDeadlineNanos() {
    return BfdTiming.nextDeadlineNanos(config.bfd(), state);
  }

  @Override
  public boolean mayComeBy(long nowNanos) {
    return BfdTiming.mayComeBy(config.bfd(), state, nowNanos)
        && nextDeadlineNanos() - Node.COALESCE_NANOS_MAX <= nowNanos;
  }

  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    step(new BfdEvent.TimePassed(shared.jitter().next()), nowNanos, turn);
  }

  void clearCounters() {
    counters.clear();
  }

  BfdSnapshot.Session snapshot() {
    return new BfdSnapshot.Session(
        config.name(),
        state.state(),
        state.diagnostic(),
        state.localDiscriminator(),
        state.remote(),
        state.timers(),
        BfdTiming.transmitNanos(state),
        BfdTiming.detectionNanos(state),
        shared.channels().isOpen(channel),
        changedAtNanos,
        state.hearing().atNanos(),
        counters.counts());
  }
}
