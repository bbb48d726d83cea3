package dev.baton.core.kernel;

import dev.baton.core.net.MacAddress;
import java.util.Map;

/**
 * A network device that is made on top of another, as {@code ip link add} would take it. It is made
 * down, given its settings, and then set up.
 *
 * @param parent the name of the interface that it stands on
 * @param group of interfaces that it is put into
 * @param masterIndex the VRF that it belongs to; 0 for none
 * @param settings its own below /proc/sys/net, which go away with it: {@code ipv4/arp_ignore}
 */
public record DeviceSpec(
    String name,
    String parent,
    Kind kind,
    long group,
    int masterIndex,
    Map<String, String> settings) {

  /** The same under another name. */
  public DeviceSpec named(String other) {
    return new DeviceSpec(other, parent, kind, group, masterIndex, settings);
  }

  /** The same with these settings. */
  public DeviceSpec withSettings(Map<String, String> others) {
    return new DeviceSpec(name, parent, kind, group, masterIndex, others);
  }

  /** What makes it, and how. */
  public sealed interface Kind {

    /** As the kernel calls it. */
    String word();

    /** Whether a link is one of these. */
    boolean isMet(Link link);
  }

  /** A macvlan in private mode, with a hardware address of its own. */
  public record Macvlan(MacAddress mac) implements Kind {

    /** MACVLAN_MODE_PRIVATE of linux/if_link.h. */
    public static final int PRIVATE = 1;

    @Override
    public String word() {
      return "macvlan";
    }

    @Override
    public boolean isMet(Link link) {
      return link.stacking().kind().equals(word())
          && link.stacking().mode() == PRIVATE
          && link.mac().equals(mac);
    }
  }

  /**
   * An ipvlan of layer 2, with the hardware address of the interface below.
   *
   * @param flags IPVLAN_F_* of linux/if_link.h: 0 for bridge
   */
  public record Ipvlan(int flags) implements Kind {
    @Override
    public String word() {
      return "ipvlan";
    }

    @Override
    public boolean isMet(Link link) {
      return link.stacking().kind().equals(word()) && link.stacking().mode() == flags;
    }
  }
}
