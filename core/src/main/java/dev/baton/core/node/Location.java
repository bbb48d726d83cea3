package dev.baton.core.node;

import dev.baton.core.kernel.KernelError;
import dev.baton.core.model.InstanceConfig;

/**
 * Where an instance is.
 *
 * @param linkIndex the link that it is on, or {@link Links#NONE}
 * @param sourceIndex the link whose addresses its adverts come from: that below a macvlan
 * @param awaited a device of its is still to come up for the first time
 * @param errno why the kernel did not make its device; 0 if nothing is known to be wrong
 */
record Location(int linkIndex, int sourceIndex, boolean awaited, int errno) {

  /** Nowhere. */
  static final Location NONE = new Location(Links.NONE, Links.NONE, false, 0);

  static Location of(InstanceConfig config, Links links, VirtualLinks devices) {
    if (!config.heldBecause().isEmpty()) {
      return NONE;
    }
    return new Location(
        devices.indexOf(config, links),
        links.indexOf(config.sourceName()),
        devices.awaits(config, links),
        devices.refusal(config));
  }

  /** {@link #errno} in words. */
  String errnoText() {
    return "the kernel refused it: " + KernelError.text(errno);
  }

  /** The link that its adverts leave by. */
  int transportIndex(InstanceConfig config) {
    // Adverts may leave by the link below, but not before there is something to announce.
    return config.virtualMac().transmitOnBase() && linkIndex != Links.NONE
        ? sourceIndex
        : linkIndex;
  }
}
