package dev.baton.core.kernel;

import dev.baton.core.net.MacAddress;

/**
 * What an interface is made of. But for what it stands on, nothing is decided by it; dumps show it.
 *
 * @param type ARPHRD_* of {@code linux/if_arp.h}
 * @param group the group that {@code ip link set group} puts it in
 * @param broadcast IFF_BROADCAST
 * @param loopback IFF_LOOPBACK
 * @param broadcastMac the address of all that are on its segment
 * @param stacking what made it, and what it stands on
 */
public record LinkHardware(
    int type,
    int group,
    boolean broadcast,
    boolean loopback,
    MacAddress broadcastMac,
    Stacking stacking) {

  /** An Ethernet card. */
  public static final LinkHardware ETHERNET =
      new LinkHardware(1, 0, true, false, MacAddress.BROADCAST, Stacking.NONE);

  /** The same on top of another interface. */
  public LinkHardware on(Stacking other) {
    return new LinkHardware(type, group, broadcast, loopback, broadcastMac, other);
  }
}
