package dev.baton.core.node;

import dev.baton.core.announce.AnnounceFrame;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.net.IpAddress;

/**
 * The frame that announces one address from the interface that holds it. It is built as soon as the
 * configuration and the links are known, so that a takeover only has to send it.
 *
 * @param lane with whose announcements it keeps a distance, and which
 */
record Announcement(int linkIndex, Pacing.Lane lane, byte[] frame) {

  /** The announcement of this address on its link. */
  static Announcement of(Address address, Link link, Pacing.Lane lane) {
    IpAddress bare = address.prefix().address();
    return new Announcement(address.linkIndex(), lane, AnnounceFrame.of(bare, link.mac(), false));
  }

  boolean paced() {
    return lane.intervalNanos() > 0;
  }
}
