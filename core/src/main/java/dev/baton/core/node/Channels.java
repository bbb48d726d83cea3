package dev.baton.core.node;

import dev.baton.core.kernel.KernelError;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sockets of a node, each with the instances that it serves: one for each link and multicast
 * group that instances use. Finds the instance of a datagram in constant time.
 */
final class Channels {

  /** A socket that could not be opened is tried again after this long. */
  static final long RETRY_NANOS = 1_000_000_000L;

  /** What makes two sockets the same. */
  private record Key(int linkIndex, IpAddress group) {}

  /** One socket, and who listens there. */
  static final class Channel {
    private SocketSpec spec;
    private final Map<Integer, Instance> byVrid = new TreeMap<>();
    private final BitSet unknownVrids = new BitSet();
    private int openErrno;
    private boolean retrying;
    private long retryAtNanos = Long.MAX_VALUE;
    private boolean saidCannotSend;

    Channel(SocketSpec spec) {
      this.spec = spec;
    }

    SocketSpec spec() {
      return spec;
    }

    Optional<Instance> instance(int vrid) {
      return Optional.ofNullable(byVrid.get(vrid));
    }

    Collection<Instance> instances() {
      return byVrid.values();
    }

    /** Whether this virtual router was not met here before; it is met now. */
    boolean meets(int vrid) {
      boolean first = !unknownVrids.get(vrid);
      unknownVrids.set(vrid);
      return first;
    }

    /** Why nobody can serve here. */
    Optional<Fault> fault() {
      return openErrno == 0
          ? Optional.empty()
          : Optional.of(new Fault(Fault.Kind.SOCKET, KernelError.text(openErrno)));
    }
  }

  private final Map<Key, Channel> channels = new LinkedHashMap<>();
  private long nearestRetryNanos = Long.MAX_VALUE;

  /** Opens and closes what is needed for these instances to be where they are. */
  void refresh(List<Instance> instances, boolean showUnknownVrids, TurnActions turn) {
    Map<Key, List<Instance>> wanted = new LinkedHashMap<>();
    for (Instance instance : instances) {
      instance.advertSender().leave();
      if (instance.linkIndex() != Links.NONE) {
        var key = new Key(instance.linkIndex(), instance.config().multicastGroup());
        wanted.computeIfAbsent(key, _ -> new ArrayList<>()).add(instance);
      }
    }
    channels.forEach(
        (key, channel) -> {
          if (!wanted.containsKey(key)) {
            turn.close(channel.spec);
          }
        });
    channels.keySet().retainAll(wanted.keySet());
    wanted.forEach((key, users) -> serve(key, users, showUnknownVrids, turn));
    findNearestRetry();
  }

  private void serve(Key key, List<Instance> users, boolean showUnknownVrids, TurnActions turn) {
    var byVrid = new HashMap<Integer, Instance>();
    long bufferBytes = 0;
    for (Instance user : users) {
      byVrid.put(user.config().vrrp().vrid(), user);
      bufferBytes = Math.max(bufferBytes, user.config().receiveBufferBytes());
    }
    List<Integer> vrids = showUnknownVrids ? List.of() : byVrid.keySet().stream().sorted().toList();
    String link = users.getFirst().config().interfaceName();
    var spec = new SocketSpec(key.linkIndex(), link, key.group(), bufferBytes, vrids);
    Channel channel = channels.get(key);
    if (channel == null || !channel.spec.equals(spec)) {
      turn.open(spec);
    }
    if (channel == null) {
      channel = new Channel(spec);
      channels.put(key, channel);
    }
    channel.spec = spec;
    channel.byVrid.clear();
    channel.byVrid.putAll(byVrid);
    for (Instance user : users) {
      user.advertSender().join(channel);
    }
  }

  /** Closes everything. */
  void closeAll(TurnActions turn) {
    channels.values().forEach(channel -> turn.close(channel.spec));
    channels.clear();
    findNearestRetry();
  }

  /** The channel that goes over this socket, unless it was closed meanwhile. */
  Optional<Channel> at(SocketSpec socket) {
    return Optional.ofNullable(channels.get(new Key(socket.linkIndex(), socket.group())));
  }

  /** An advert could not be sent: told once until the link changes, for it fails every interval. */
  void sendFailed(Channel channel, int errno, TurnActions turn) {
    if (!channel.saidCannotSend) {
      channel.saidCannotSend = true;
      turn.say(NodeLog.cannotSend(channel.spec.interfaceName(), errno));
    }
  }

  /** The socket could not be opened. */
  void openFailed(Channel channel, String call, int errno, TurnActions turn) {
    if (channel.openErrno != errno) {
      turn.say(NodeLog.cannotOpen(channel.spec.interfaceName(), call, errno));
    }
    channel.openErrno = errno;
    channel.retrying = false;
    channel.retryAtNanos = turn.nowNanos() + RETRY_NANOS;
    findNearestRetry();
  }

  /** The link has changed: what failed may be told again. */
  void linkChanged(int linkIndex) {
    for (Channel channel : channels.values()) {
      if (channel.spec.linkIndex() == linkIndex) {
        channel.saidCannotSend = false;
      }
    }
  }

  /**
   * Opens again what could not be opened. One that is not refused within the same time counts as
   * open; those that are so now are returned.
   */
  List<Channel> timePassed(TurnActions turn) {
    var reopened = new ArrayList<Channel>();
    if (turn.nowNanos() < nearestRetryNanos) {
      return reopened;
    }
    for (Channel channel : channels.values()) {
      if (turn.nowNanos() < channel.retryAtNanos) {
        continue;
      }
      if (channel.retrying) {
        channel.openErrno = 0;
        channel.retrying = false;
        channel.retryAtNanos = Long.MAX_VALUE;
        reopened.add(channel);
      } else {
        channel.retrying = true;
        channel.retryAtNanos = turn.nowNanos() + RETRY_NANOS;
        turn.open(channel.spec);
      }
    }
    findNearestRetry();
    return reopened;
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
