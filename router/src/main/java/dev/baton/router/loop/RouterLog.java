package dev.baton.router.loop;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.log.LogLine;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.node.Transport;
import dev.baton.core.wire.SocketFigures;
import dev.baton.linux.process.CpuTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The router's own log messages with -D, in keepalived's words. All other messages come from the
 * node.
 */
final class RouterLog {

  private RouterLog() {}

  /** At the start: what is listened to, and where the instances' adverts come from. */
  static List<LogLine> began(Configuration configuration, NodeEvent.Surveyed survey) {
    var lines = new ArrayList<LogLine>();
    lines.add(LogLine.detail("Registering Kernel netlink reflector"));
    lines.add(LogLine.detail("Registering Kernel netlink command channel"));
    Set<String> told = new HashSet<>();
    boolean arp = false;
    boolean neighbours = false;
    for (InstanceConfig instance : configuration.instances()) {
      if (told.add(instance.baseName())) {
        assigned(instance.baseName(), survey, lines);
      }
      arp |= instance.vrrp().family() == IpFamily.INET;
      neighbours |= instance.vrrp().family() == IpFamily.INET6;
    }
    if (arp) {
      lines.add(LogLine.detail("Registering gratuitous ARP shared channel"));
    }
    if (neighbours) {
      lines.add(LogLine.detail("Registering gratuitous NDISC shared channel"));
    }
    return lines;
  }

  private static void assigned(String name, NodeEvent.Surveyed survey, List<LogLine> lines) {
    for (Link link : survey.links()) {
      if (link.name().equals(name)) {
        for (IpFamily family : IpFamily.values()) {
          source(survey.addresses(), link, family)
              .ifPresent(
                  address ->
                      lines.add(
                          LogLine.detail(
                              "Assigned address " + address + " for interface " + name)));
        }
      }
    }
  }

  /** The first address that adverts of the family could come from. */
  private static Optional<IpAddress> source(
      List<InterfaceAddress> addresses, Link link, IpFamily family) {
    return addresses.stream()
        .filter(address -> address.linkIndex() == link.index())
        .map(address -> address.prefix().address())
        .filter(address -> address.family() == family)
        .filter(address -> family == IpFamily.INET || address.isLinkLocal())
        .findFirst();
  }

  /** The kernel is old, or a filter of system calls refuses a call that it does not know. */
  static LogLine coarseWaits() {
    return LogLine.warning(
        "The kernel has no epoll_pwait2 (Linux 5.11): adverts leave up to a millisecond late");
  }

  /** The last word: what it has cost. Scripts are the supervisor's children. */
  static LogLine stopped(CpuTime time) {
    return LogLine.detail(
        "Stopped - used (self/children) "
            + CpuTime.seconds(time.user())
            + "/"
            + CpuTime.seconds(time.childrenUser())
            + " user time, "
            + CpuTime.seconds(time.system())
            + "/"
            + CpuTime.seconds(time.childrenSystem())
            + " system time");
  }

  /** A socket that was opened. */
  static LogLine socket(SocketSpec spec, SocketFigures figures) {
    String index = Integer.toString(spec.transport().linkIndex());
    return LogLine.detail(
        "VRRP sockpool: [ifindex("
            + " ".repeat(Math.max(0, 3 - index.length()))
            + index
            + "), family("
            + (spec.transport().family() == IpFamily.INET ? "IPv4" : "IPv6")
            + "), proto("
            + spec.transport().protocol().number()
            + "), fd("
            + figures.receivingFd()
            + ","
            + figures.sendingFd()
            + ") "
            + (spec.transport() instanceof Transport.Unicast ? "unicast" : "multicast")
            + ", address("
            + figures.address()
            + ")]");
  }
}
