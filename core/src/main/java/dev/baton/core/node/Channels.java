package dev.baton.core.node;

import dev.baton.core.kernel.KernelError;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.vrrp.VrrpDatagram;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sockets of a node: one for each transport that instances use, with the instances that it
 * serves. Finds the instance of a datagram in constant time.
 *
 * <p>Opening a socket may have to wait until others release the kernel's locks. Until the worker
 * replies, the instances of that socket stay out of the election.
 */
final class Channels {

  /** A socket that could not be opened is tried again after this long. */
  static final long RETRY_NANOS = 1_000_000_000L;

  /** One socket, and who listens there. */
  static final class Channel {
    private final int number;
    private SocketSpec spec;
    private final Map<Integer, List<Instance>> byVrid = new TreeMap<>();
    private final BitSet unknownVrids = new BitSet();

    /** Whether the answer to an opening is to come. */
    private boolean awaited = true;

    /** Why the last opening failed; 0 if none has. */
    private int openErrno;

    private long retryAtNanos = Long.MAX_VALUE;
    private boolean saidCannotSend;

    Channel(int number, SocketSpec spec) {
      this.number = number;
      this.spec = spec;
    }

    int number() {
      return number;
    }

    Transport transport() {
      return spec.transport();
    }

    /** Of the virtual router that a packet is for; -1 if it is too short to say. */
    int vrid(IpEnvelope envelope, byte[] bytes) {
      return VrrpDatagram.vrid(envelope.behind(transport().protocol().headerBytes()), bytes);
    }

    /**
     * Whose advert of this virtual router it is. Over unicast several may have the same number: the
     * one that the sender is a peer of, else the first.
     */
    Optional<Instance> instance(int vrid, IpAddress sender) {
      List<Instance> candidates = byVrid.getOrDefault(vrid, List.of());
      for (int i = 1; i < candidates.size(); i++) {
        if (candidates.get(i).config().destination() instanceof AdvertDestination.Unicast unicast
            && unicast.peer(sender).isPresent()) {
          return Optional.of(candidates.get(i));
        }
      }
      return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.getFirst());
    }

    List<Instance> instances() {
      return byVrid.values().stream().flatMap(List::stream).toList();
    }

    /** Whether this virtual router was not met here before; it is met now. */
    boolean meets(int vrid) {
      boolean first = !unknownVrids.get(vrid);
      unknownVrids.set(vrid);
      return first;
    }

    boolean isOpen() {
      return !awaited && openErrno == 0;
    }

    /** Whether it is opened for the first time: nobody can serve here yet, and nothing is wrong. */
    boolean isOpening() {
      return awaited && openErrno == 0;
    }

    /** Why nobody can serve here. */
    Optional<Fault> fault() {
      return openErrno == 0
          ? Optional.empty()
          : Optional.of(new Fault(Fault.Kind.SOCKET, KernelError.text(openErrno)));
    }
  }

  private final Map<Transport, Channel> channels = new LinkedHashMap<>();
  private final Map<Integer, Channel> byNumber = new HashMap<>();
  private int lastNumber;
  private long nearestRetryNanos = Long.MAX_VALUE;

  /** Opens and closes what is needed for these instances to be where they are. */
  void refresh(List<Instance> instances, boolean showUnknownVrids, TurnActions turn) {
    Map<Transport, List<Instance>> wanted = new LinkedHashMap<>();
    for (Instance instance : instances) {
      instance.advertSender().leave();
      instance
          .transport()
          .ifPresent(
              transport -> wanted.computeIfAbsent(transport, _ -> new ArrayList<>()).add(instance));
    }
    channels.forEach(
        (transport, channel) -> {
          if (!wanted.containsKey(transport)) {
            close(channel, turn);
          }
        });
    channels.keySet().retainAll(wanted.keySet());
    wanted.forEach((transport, users) -> serve(transport, users, showUnknownVrids, turn));
    findNearestRetry();
  }

  private void serve(
      Transport transport, List<Instance> users, boolean showUnknownVrids, TurnActions turn) {
    var byVrid = new HashMap<Integer, List<Instance>>();
    long bufferBytes = 0;
    for (Instance user : users) {
      byVrid.computeIfAbsent(user.config().vrrp().vrid(), _ -> new ArrayList<>()).add(user);
      bufferBytes = Math.max(bufferBytes, user.config().receiveBufferBytes());
    }
    List<Integer> vrids = showUnknownVrids ? List.of() : byVrid.keySet().stream().sorted().toList();
    var spec = new SocketSpec(transport, bufferBytes, vrids);
    Channel channel = channels.get(transport);
    if (channel == null) {
      channel = new Channel(++lastNumber, spec);
      channels.put(transport, channel);
      byNumber.put(channel.number, channel);
      turn.open(channel.number, spec);
    } else if (!channel.spec.equals(spec)) {
      channel.spec = spec;
      turn.filter(channel.number, spec);
    }
    channel.byVrid.clear();
    channel.byVrid.putAll(byVrid);
    for (Instance user : users) {
      user.advertSender().join(channel);
    }
  }

  private void close(Channel channel, TurnActions turn) {
    byNumber.remove(channel.number);
    turn.close(channel.number);
  }

  /** Closes everything. */
  void closeAll(TurnActions turn) {
    channels.values().forEach(channel -> close(channel, turn));
    channels.clear();
    findNearestRetry();
  }

  /** The channel of this number, unless it was closed meanwhile. */
  Optional<Channel> at(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** An advert could not be sent: told once until the link changes, for it fails every interval. */
  void sendFailed(Channel channel, int errno, TurnActions turn) {
    if (!channel.saidCannotSend) {
      channel.saidCannotSend = true;
      turn.say(NodeLog.cannotSend(channel.transport().interfaceName(), errno));
    }
  }

  /** The socket is open. */
  void opened(Channel channel) {
    channel.awaited = false;
    channel.openErrno = 0;
  }

  /** The socket could not be opened. */
  void openFailed(Channel channel, String call, int errno, TurnActions turn) {
    if (channel.openErrno != errno) {
      turn.say(NodeLog.cannotOpen(channel.transport().interfaceName(), call, errno));
    }
    channel.awaited = false;
    channel.openErrno = errno;
    channel.retryAtNanos = turn.nowNanos() + RETRY_NANOS;
    findNearestRetry();
  }

  /** The link has changed: what failed may be told again. */
  void linkChanged(int linkIndex) {
    for (Channel channel : channels.values()) {
      if (channel.transport().linkIndex() == linkIndex) {
        channel.saidCannotSend = false;
      }
    }
  }

  /** Opens again what could not be opened. */
  void timePassed(TurnActions turn) {
    if (turn.nowNanos() < nearestRetryNanos) {
      return;
    }
    for (Channel channel : channels.values()) {
      if (turn.nowNanos() >= channel.retryAtNanos) {
        channel.awaited = true;
        channel.retryAtNanos = Long.MAX_VALUE;
        turn.open(channel.number, channel.spec);
      }
    }
    findNearestRetry();
  }

  private void findNearestRetry() {
    nearestRetryNanos = Long.MAX_VALUE;
    for (Channel channel : channels.values()) {
      nearestRetryNanos = Math.min(nearestRetryNanos, channel.retryAtNanos);
    }
  }

  /** When {@link #timePassed} is due. */
  long nextDeadlineNanos() {
    return nearestRetryNanos;
  }
}
