package dev.baton.supervisor.observe;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.HostSnapshot;
import dev.baton.core.track.InterfaceDelay;
import dev.baton.core.track.TrackedInterface;

/** The section "Interfaces" of {@code keepalived.data}: what the host has, and who watches it. */
final class InterfaceDump {

  private static final int ARPHRD_ETHER = 1;
  private static final int ARPHRD_LOOPBACK = 772;

  private final DumpPage page;
  private final Configuration configuration;
  private final HostSnapshot host;

  InterfaceDump(DumpPage page, Configuration configuration, HostSnapshot host) {
    this.page = page;
    this.configuration = configuration;
    this.host = host;
  }

  void print() {
    page.section("Interfaces");
    host.links().forEach(this::link);
  }

  private void link(Link link) {
    LinkHardware hardware = link.hardware();
    page.item(1, "Name", link.name());
    page.item(3, "index", link.index());
    page.item(3, "IPv4 address", address(link, IpFamily.INET));
    page.item(3, "IPv6 address", address(link, IpFamily.INET6));
    if (!hardware.loopback() && !link.mac().equals(MacAddress.NONE)) {
      page.item(3, "MAC", link.mac().toString());
      page.item(3, "MAC broadcast", hardware.broadcastMac().toString());
    }
    page.item(3, "State", state(link));
    page.item(3, "Seen up", link.usable() ? 1 : 0);
    delays(link);
    page.item(3, "Group", hardware.group());
    page.item(3, "MTU", link.mtuBytes());
    page.item(3, "HW Type", type(hardware.type()));
    page.line(3, "NIC netlink status update");
    trackers(link);
  }

  /** The address that adverts of that family could come from, or {@code (none)}. */
  private String address(Link link, IpFamily family) {
    for (InterfaceAddress address : host.addresses()) {
      boolean fits =
          address.linkIndex() == link.index() && address.prefix().address().family() == family;
      // Over IPv6 adverts come from a link-local address (RFC 9568, section 5.1.2.1).
      if (fits && (family == IpFamily.INET || address.prefix().address().isLinkLocal())) {
        return address.prefix().address().toString();
      }
    }
    return "(none)";
  }

  private static String state(Link link) {
    return (link.up() ? "UP" : "not UP")
        + (link.running() ? ", RUNNING" : ", not RUNNING")
        + (link.hardware().broadcast() ? "" : ", no broadcast")
        + (link.hardware().loopback() ? ", loopback" : "")
        + (link.arp() ? "" : ", no arp")
        + (link.multicast() ? "" : ", no multicast");
  }

  private void delays(Link link) {
    long upMicros = 0;
    long downMicros = 0;
    for (InterfaceDelay delay : configuration.interfaceDelays()) {
      if (delay.name().equals(link.name())) {
        upMicros = delay.upNanos() / 1_000;
        downMicros = delay.downNanos() / 1_000;
      }
    }
    page.item(3, "Up debounce timer", upMicros + "us");
    page.item(3, "Down debounce timer", downMicros + "us");
  }

  private static String type(int type) {
    return switch (type) {
      case ARPHRD_ETHER -> "ETHERNET";
      case ARPHRD_LOOPBACK -> "LOOPBACK";
      default -> "UNKNOWN (" + type + ")";
    };
  }

  private void trackers(Link link) {
    boolean titled = false;
    for (InstanceConfig instance : configuration.instances()) {
      String weight = weight(instance, link.name());
      if (!weight.isEmpty()) {
        if (!titled) {
          page.line(3, "Tracking VRRP instances :");
          titled = true;
        }
        page.line(5, instance.name() + ", " + weight);
      }
    }
  }

  private static String weight(InstanceConfig instance, String interfaceName) {
    for (TrackedInterface tracked : instance.trackedInterfaces()) {
      if (tracked.name().equals(interfaceName)) {
        return DumpPage.weight(tracked.weight());
      }
    }
    return instance.trackPrimary() && instance.interfaceName().equals(interfaceName)
        ? "weight 0"
        : "";
  }
}
