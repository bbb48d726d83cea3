package dev.baton.core.node;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Stacking;
import dev.baton.core.net.MacAddress;

/** Links with something special about them. */
final class TestLinks {

  private TestLinks() {}

  /** A private macvlan, which is up and runs as the link below. */
  static Link macvlan(int index, String name, Link below, MacAddress mac) {
    return new Link(
        index,
        name,
        true,
        below.usable(),
        true,
        true,
        1500,
        mac,
        LinkHardware.ETHERNET.on(
            new Stacking("macvlan", DeviceSpec.Macvlan.PRIVATE, below.index(), 0)));
  }

  /** The same, up, under another name. */
  static Link renamed(Link link, String name) {
    return new Link(link.index(), name, true, true, true, true, 1500, link.mac(), link.hardware());
  }
}
