package dev.baton.core.node;

import dev.baton.core.bfd.BfdDiscard;
import dev.baton.core.bfd.BfdEvent;
import dev.baton.core.bfd.BfdPacket;
import dev.baton.core.bfd.Malformed;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.net.IpAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The BFD sessions of a node, and which of them a packet is for (RFC 5880, section 6.3). What is
 * for none, or comes from too far, is counted by its reason and leaves no other trace.
 */
final class BfdSessions {

  private final DeadlineHeap deadlines;
  private final BfdSession.Shared shared;
  private final Jitter jitter = new Jitter();
  private final BfdChannels channels = new BfdChannels();
  private final Tally<BfdDiscard> discards = new Tally<>(BfdDiscard.values());
  private final Map<Integer, BfdSession> byDiscriminator = new HashMap<>();
  private final Map<BfdSocketSpec.Listener, Integer> listeners = new LinkedHashMap<>();
  private Map<String, BfdSession> byName = new LinkedHashMap<>();

  /** The configuration gives each neighbor one session. */
  private Map<IpAddress, BfdSession> byNeighbor = Map.of();

  /** None yet; those that come wait in the heap, and tell {@code reporter} how they stand. */
  BfdSessions(DeadlineHeap deadlines, BfdSession.Reporter reporter) {
    this.deadlines = deadlines;
    this.shared = new BfdSession.Shared(channels, jitter, reporter);
  }

  /** Jitter and discriminators follow from this. */
  void seed(long seed) {
    jitter.seed(seed);
  }

  /** Has these sessions from now on; those that go on keep all that they know. */
  void configure(List<BfdSessionConfig> configs, TurnActions turn) {
    Map<String, BfdSession> before = byName;
    Map<String, BfdSession> next = new LinkedHashMap<>();
    for (BfdSessionConfig config : configs) {
      BfdSession old = before.get(config.name());
      if (old != null && config.continues(old.config())) {
        before.remove(config.name());
        next.put(config.name(), old);
      }
    }
    before.values().forEach(gone -> end(gone, turn));
    byName = new LinkedHashMap<>();
    byNeighbor = new HashMap<>();
    for (BfdSessionConfig config : configs) {
      BfdSession session = next.get(config.name());
      if (session == null) {
        session = new BfdSession(config, discriminator(), shared);
        byDiscriminator.put(session.discriminator(), session);
        session.begin(turn);
      } else if (!session.config().equals(config)) {
        session.reconfigure(config, turn);
      }
      byName.put(config.name(), session);
      byNeighbor.put(config.neighbor(), session);
      deadlines.arm(session);
    }
    listen(turn);
    deadlines.arm(channels);
  }

  private void end(BfdSession gone, TurnActions turn) {
    gone.end(turn);
    byDiscriminator.remove(gone.discriminator());
    deadlines.forget(gone);
  }

  /** Random, so that a packet for an earlier life of this host is for nobody; unique; never 0. */
  private int discriminator() {
    int drawn = jitter.next();
    while (drawn == 0 || byDiscriminator.containsKey(drawn)) {
      drawn = jitter.next();
    }
    return drawn;
  }

  private void listen(TurnActions turn) {
    Set<BfdSocketSpec.Listener> wanted = new LinkedHashSet<>();
    for (BfdSession session : byName.values()) {
      wanted.add(session.listener());
    }
    listeners.forEach(
        (listener, channel) -> {
          if (!wanted.contains(listener)) {
            channels.close(channel, turn);
          }
        });
    listeners.keySet().retainAll(wanted);
    for (BfdSocketSpec.Listener listener : wanted) {
      listeners.computeIfAbsent(listener, it -> channels.open(it, turn));
    }
  }

  /** The node stops: the sessions fall silent, as their process does when it dies. */
  void stop(TurnActions turn) {
    configure(List.of(), turn);
    deadlines.forget(channels);
  }

  /** A datagram came to one of the listening channels. */
  void receive(NodeEvent.ControlReceived datagram, TurnActions turn) {
    switch (BfdPacket.decode(datagram.bytes(), datagram.lengthBytes())) {
      case Malformed(var reason) -> discards.add(reason);
      case BfdPacket packet -> receive(datagram, packet, turn);
    }
  }

  private void receive(NodeEvent.ControlReceived datagram, BfdPacket packet, TurnActions turn) {
    Optional<BfdSession> session = sessionOf(datagram, packet.yourDiscriminator());
    if (session.isEmpty()) {
      discards.add(BfdDiscard.NO_SESSION);
      return;
    }
    BfdSessionConfig config = session.get().config();
    if (datagram.hopLimit() + config.hopsMax() < config.hopLimit()) {
      discards.add(BfdDiscard.HOP_LIMIT);
    } else if (packet.authenticated()) {
      discards.add(BfdDiscard.AUTHENTICATION);
    } else {
      session.get().handle(new BfdEvent.Heard(packet), turn);
      deadlines.arm(session.get());
    }
  }

  /**
   * By our discriminator alone if the packet bears one; else by the ends. The port that it came to
   * must be the session's.
   */
  private Optional<BfdSession> sessionOf(NodeEvent.ControlReceived datagram, int discriminator) {
    BfdSession found =
        discriminator == 0 ? byNeighbor.get(datagram.source()) : byDiscriminator.get(discriminator);
    if (found == null) {
      return Optional.empty();
    }
    BfdSessionConfig config = found.config();
    boolean atOurEnd =
        discriminator != 0
            || config.source().isEmpty()
            || config.source().get().equals(datagram.destination());
    return atOurEnd && channels.isFor(datagram.channel(), found.listener())
        ? Optional.of(found)
        : Optional.empty();
  }

  /** A socket is open. */
  void opened(int channel, TurnActions turn) {
    channels.opened(channel);
    for (BfdSession session : byName.values()) {
      if (session.owns(channel)) {
        session.opened(channel, turn);
        deadlines.arm(session);
        return;
      }
    }
  }

  /** A socket could not be opened, or a packet not be sent. */
  void failed(NodeEvent.BfdSocketFailed failure, TurnActions turn) {
    if (!failure.call().startsWith("send")) {
      channels.failed(failure, turn);
      deadlines.arm(channels);
      return;
    }
    for (BfdSession session : byName.values()) {
      if (session.owns(failure.channel())) {
        session.sendFailed(failure.errno(), turn);
        return;
      }
    }
  }

  /** The node was away. */
  void stalled(long gapNanos, TurnActions turn) {
    for (BfdSession session : byName.values()) {
      session.handle(new BfdEvent.Stalled(gapNanos), turn);
      deadlines.arm(session);
    }
  }

  Collection<BfdSession> sessions() {
    return byName.values();
  }

  void clearCounters() {
    discards.clear();
    byName.values().forEach(BfdSession::clearCounters);
  }

  BfdSnapshot snapshot() {
    return new BfdSnapshot(
        byName.values().stream().map(BfdSession::snapshot).toList(), discards.counts());
  }
}
