package dev.baton.core.node;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.Resource.Setting;
import dev.baton.core.net.IpFamily;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What virtual hardware addresses need below /proc/sys (ip-sysctl.rst of the kernel): each address
 * is answered for by its own device alone, and packets may come in by a device that does not lead
 * to their sender.
 */
final class DeviceSettings {

  private DeviceSettings() {}

  /** A macvlan's own. */
  static Map<String, String> ofMacvlan(IpFamily family, boolean sixToo) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("ipv4/arp_ignore", "1");
    if (family == IpFamily.INET) {
      settings.put("ipv4/accept_local", "1");
      settings.put("ipv4/rp_filter", "0");
      settings.put("ipv4/promote_secondaries", "1");
      if (!sixToo) {
        settings.put("ipv6/disable_ipv6", "1");
      }
    }
    return settings;
  }

  /** An ipvlan's own. */
  static Map<String, String> ofIpvlan(IpFamily family) {
    return family == IpFamily.INET ? Map.of("ipv6/disable_ipv6", "1") : Map.of();
  }

  /**
   * Those that an IPv4 macvlan needs of others: of the interface below it, which would answer for
   * it, and that of all interfaces, which would overrule its own.
   *
   * @param linkIndex that of the interface below
   */
  static List<Setting> around(DeviceNeed need, int linkIndex) {
    if (need.key().family() == IpFamily.INET6 || !(need.kind() instanceof DeviceSpec.Macvlan)) {
      return List.of();
    }
    String path = "net/ipv4/conf/" + need.parent() + "/";
    return List.of(
        new Setting(path + "arp_ignore", "1", linkIndex),
        new Setting(path + "arp_filter", "1", linkIndex),
        new Setting("net/ipv4/conf/all/rp_filter", "0", 0));
  }
}
