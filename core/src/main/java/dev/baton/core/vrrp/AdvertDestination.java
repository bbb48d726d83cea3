package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** Where the adverts of a virtual router go, and therefore which senders they can come from. */
public sealed interface AdvertDestination {

  /** Where to send a copy of an advert, and the hop limit that it leaves with. */
  record Target(IpAddress address, int hopLimit) {}

  /** The copies to send: one to the group, or one to each peer. */
  default List<Target> targets() {
    return switch (this) {
      case Multicast(var group) -> List.of(new Target(group, VrrpDatagram.HOP_LIMIT));
      case Unicast(var peers, var hopLimit, _, _) ->
          peers.stream().map(peer -> new Target(peer.address(), hopLimit)).toList();
    };
  }

  /** To a group on the link: whoever has joined it (RFC 9568, section 5.1.1.2). */
  record Multicast(IpAddress group) implements AdvertDestination {}

  /**
   * To each of the peers, a copy of its own: for links that carry no multicast. Without peers the
   * instance cannot serve ({@code unicast_fault_no_peer}).
   *
   * @param hopLimit of the adverts that are sent ({@code unicast_ttl})
   * @param fromPeersOnly adverts of others do not count ({@code check_unicast_src}, or any peer has
   *     a range of hop limits)
   * @param checksum what version 3 over IPv4 sums
   */
  record Unicast(List<Peer> peers, int hopLimit, boolean fromPeersOnly, UnicastChecksum checksum)
      implements AdvertDestination {

    /** With the checksum that each peer makes for itself. */
    public Unicast(List<Peer> peers, int hopLimit, boolean fromPeersOnly) {
      this(peers, hopLimit, fromPeersOnly, UnicastChecksum.AUTOMATIC);
    }

    /** The peer of this address. */
    public Optional<Peer> peer(IpAddress address) {
      return peers.stream().filter(peer -> peer.address().equals(address)).findFirst();
    }
  }

  /**
   * Which destination the checksum of VRRPv3 over IPv4 is made for, {@code old_unicast_checksum}:
   * keepalived before 1.3.6 summed the group's instead of the peer's.
   */
  enum UnicastChecksum {
    /** The peer's, until a peer's adverts are right only with the group's. */
    AUTOMATIC,
    /** The group's. */
    OLD,
    /** Only the peer's. */
    NEW
  }

  /**
   * One of them.
   *
   * @param hopLimitMin {@code min_ttl}: its adverts have crossed no more routers than this leaves
   * @param hopLimitMax {@code max_ttl}
   */
  record Peer(IpAddress address, int hopLimitMin, int hopLimitMax) {}
}
