package dev.baton.router.worker;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.linux.route.AddressMessage;
import dev.baton.linux.route.LinkMessage;

/** Translates the values of rtnetlink into those of the core. */
public final class KernelView {

  private KernelView() {}

  /** The core's view of a link. */
  public static Link of(LinkMessage link) {
    return new Link(
        link.index(),
        link.name(),
        link.up(),
        link.running(),
        link.arp(),
        link.multicast(),
        link.mtuBytes(),
        link.mac(),
        new LinkHardware(
            link.hardwareType(),
            link.group(),
            link.broadcast(),
            link.loopback(),
            link.broadcastMac()));
  }

  /** The core's view of an address. */
  public static InterfaceAddress of(AddressMessage address) {
    return new InterfaceAddress(
        address.interfaceIndex(),
        address.prefix(),
        address.scope(),
        address.secondary(),
        address.tentative(),
        address.protocol());
  }
}
