package dev.baton.core.node;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.announce.AnnounceFrame;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;

/**
 * The frame that announces one address from the interface that holds it. It is built as soon as the
 * configuration and the links are known, so that a takeover only has to send it.
 *
 * @param intervalNanos the minimum time until the next announcement on the interface; 0 for none
 */
record Announcement(int linkIndex, IpFamily family, long intervalNanos, byte[] frame) {

  /** The announcement of this address on its link. */
  static Announcement of(Address address, Link link, AnnounceConfig config) {
    IpAddress bare = address.prefix().address();
    boolean arp = bare.family() == IpFamily.INET;
    return new Announcement(
        address.linkIndex(),
        bare.family(),
        arp ? config.arpIntervalNanos() : config.naIntervalNanos(),
        AnnounceFrame.of(bare, link.mac(), false));
  }

  boolean paced() {
    return intervalNanos > 0;
  }
}
