package dev.baton.core.kernel;

import dev.baton.core.net.MacAddress;

/**
 * A network interface as the kernel tells of it (rtnetlink(7), RTM_NEWLINK).
 *
 * @param index the kernel's number of it, which a re-created interface does not get back
 * @param up IFF_UP: the administrator wants it
 * @param running IFF_RUNNING: it has a carrier
 * @param arp not IFF_NOARP: neighbours are found by ARP
 * @param multicast IFF_MULTICAST
 * @param hardware what it is made of
 */
public record Link(
    int index,
    String name,
    boolean up,
    boolean running,
    boolean arp,
    boolean multicast,
    int mtuBytes,
    MacAddress mac,
    LinkHardware hardware) {

  /** Whether a virtual router can work here. */
  public boolean usable() {
    return up && running;
  }

  /** What it stands on. */
  public Stacking stacking() {
    return hardware.stacking();
  }
}
