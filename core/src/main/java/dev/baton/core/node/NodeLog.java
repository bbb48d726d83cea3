package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelError;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.ResourceText;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RoutingText;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.Optional;

/**
 * A node's log messages about links, addresses and the kernel, as opposed to its elections. Where
 * keepalived logs the same thing, the text is keepalived's, because operators search for it.
 */
final class NodeLog {

  private NodeLog() {}

  static LogLine reported(String link, boolean up) {
    return LogLine.info("Netlink reports " + link + (up ? " up" : " down"));
  }

  static LogLine added(String link) {
    return LogLine.info("Interface " + link + " added");
  }

  static LogLine deleted(String link) {
    return LogLine.info("Interface " + link + " deleted");
  }

  static LogLine renamed(String from, String to) {
    return LogLine.info("Interface name has changed from " + from + " to " + to);
  }

  static LogLine delayCancelled(String link) {
    return LogLine.info("Delay timer for " + link + " cancelled");
  }

  static LogLine willUseIfCreated(String link) {
    return LogLine.info(
        "Configuration specifies interface "
            + link
            + " which doesn't currently exist - will use if created");
  }

  /** Left by an earlier run. */
  static LogLine foundDevice(String instance, String device) {
    return LogLine.info("(" + instance + ") Found matching interface " + device);
  }

  /** Somebody else deleted a device of ours. */
  static LogLine restoringDevice(Resource.Device device) {
    return LogLine.info(
        "Restoring deleted " + device.spec().kind().word() + " " + device.spec().name());
  }

  static LogLine startDelayed(long nanos) {
    return LogLine.info("Delaying startup for " + seconds(nanos) + " seconds");
  }

  static LogLine startDelayedFurther(long nanos) {
    return LogLine.info("Delaying startup for a further " + seconds(nanos) + " seconds");
  }

  static LogLine startDelayCutShort() {
    return LogLine.info("Reduced delayed start passed");
  }

  static LogLine startDelayOver() {
    return LogLine.info("Delayed start completed");
  }

  static LogLine unknownVrid(int vrid, String link, IpAddress sender) {
    return LogLine.info(
        "Unknown VRID(" + vrid + ") received on interface(" + link + ") from " + sender);
  }

  static LogLine faultAtStart(String instance, String cause) {
    return LogLine.info("(" + instance + ") entering FAULT state (" + cause + ")");
  }

  static LogLine sessionChanged(String instance, String session, boolean up) {
    return LogLine.info(
        "VRRP_Instance("
            + instance
            + ") Tracked BFD instance "
            + session
            + " is "
            + (up ? "UP" : "DOWN"));
  }

  static LogLine inFaultFromTheStart(String instance) {
    return LogLine.info("(" + instance + ") entering FAULT state");
  }

  static LogLine fileFailed(String instance, String file) {
    return LogLine.info("(" + instance + "): tracked file " + file + " now FAULT state");
  }

  static LogLine fileRecovered(String instance, String file) {
    return LogLine.info("(" + instance + "): tracked file " + file + " leaving FAULT state");
  }

  /** At a reload. */
  static LogLine noLongerExists(String instance, AddressSpec spec) {
    return LogLine.info(
        "("
            + instance
            + ") ip address "
            + spec.prefix()
            + " dev "
            + spec.device()
            + ", no longer exist");
  }

  /** The interface of an instance has another address of its own. */
  static LogLine assigned(IpPrefix prefix, String link) {
    return LogLine.info("Assigned address " + prefix.address() + " for interface " + link);
  }

  /** It has one less. */
  static LogLine deassigned(IpPrefix prefix, String link) {
    return LogLine.info("Deassigned address " + prefix.address() + " from interface " + link);
  }

  static LogLine settingAddresses(String instance) {
    return LogLine.detail("(" + instance + ") setting VIPs.");
  }

  static LogLine removingAddresses(String instance) {
    return LogLine.detail("(" + instance + ") removing VIPs.");
  }

  static LogLine settingFilters(String instance) {
    return LogLine.detail("(" + instance + ") setting firewall drop rule");
  }

  static LogLine removingFilters(String instance) {
    return LogLine.detail("(" + instance + ") removing firewall drop rule");
  }

  /** As keepalived says it, which also means the filters of macvlans. */
  static LogLine usingNftables() {
    return LogLine.info(
        "use_vmac or no_accept/strict specified, but no firewall configured - using nftables");
  }

  static LogLine cannotFilter(int errno) {
    return LogLine.error(
        "The kernel refuses to filter: "
            + KernelError.text(errno)
            + " - addresses with no_accept or in strict mode are answered all the same, and virtual"
            + " MACs report their groups themselves, until "
            + switch (errno) {
              case KernelError.EOPNOTSUPP,
                  KernelError.EPROTONOSUPPORT,
                  KernelError.EAFNOSUPPORT,
                  KernelError.ENOENT ->
                  "it has nftables: `modprobe nf_tables`";
              case KernelError.EPERM, KernelError.EACCES -> "the daemon has CAP_NET_ADMIN";
              default -> "it does not: `nft list ruleset` shows what there is";
            });
  }

  static LogLine syncing(String group, Transition.Event state) {
    return LogLine.info("VRRP_Group(" + group + ") Syncing instances to " + state + " state");
  }

  static LogLine settingRoutes(String instance) {
    return LogLine.detail("(" + instance + ") setting Virtual Routes");
  }

  static LogLine settingRules(String instance) {
    return LogLine.detail("(" + instance + ") setting Virtual Rules");
  }

  static LogLine removingRoutes(String instance) {
    return LogLine.detail("(" + instance + ") removing Virtual Routes");
  }

  static LogLine removingRules(String instance) {
    return LogLine.detail("(" + instance + ") removing Virtual Rules");
  }

  /** Indented, as all that Baton says below a line of keepalived's. */
  static LogLine cause(String instance, String cause) {
    return LogLine.info("   (" + instance + ") cause: " + cause);
  }

  /** What is behind a fault that was told of just now. */
  static Optional<LogLine> behind(String instance, Fault fault) {
    return fault.hint().isEmpty() ? Optional.empty() : Optional.of(hint(instance, fault.hint()));
  }

  private static LogLine hint(String instance, String hint) {
    return LogLine.info("   (" + instance + ") " + hint);
  }

  /** A virtual address that was on the interface before us. */
  static LogLine hostsOwn(String instance, AddressSpec spec, boolean owner) {
    String own = spec.prefix() + " on " + spec.device() + " is this host's own";
    return owner
        ? hint(instance, own + ": it stays there when the daemon stops")
        : new LogLine(
            LogLine.Level.WARNING,
            "   ("
                + instance
                + ") "
                + own
                + " and only address there, so it is not removed: give the interface another one,"
                + " or the instance priority 255 if this host is to be its owner");
  }

  static LogLine linesLeftOut(String instance, long count) {
    return LogLine.warning(
        "(" + instance + ") " + count + " log lines suppressed: too many at once");
  }

  /** A frame that leaves; keepalived says each. */
  static LogLine sending(AddressSpec spec) {
    boolean arp = spec.prefix().address().family() == IpFamily.INET;
    return LogLine.detail(
        "Sending "
            + (arp ? "gratuitous ARP" : "unsolicited Neighbour Advert")
            + " on "
            + spec.device()
            + " for "
            + spec.prefix().address());
  }

  static LogLine announcing(String instance, AddressSpec spec) {
    boolean arp = spec.prefix().address().family() == IpFamily.INET;
    return LogLine.detail(
        "("
            + instance
            + ") Sending/queueing "
            + (arp ? "gratuitous ARPs" : "Unsolicited Neighbour Adverts")
            + " on "
            + spec.device()
            + " for "
            + spec.prefix().address());
  }

  static LogLine addressAdded(InterfaceAddress address, String link) {
    return LogLine.info(
        "Netlink reflector reports IP " + address.prefix().address() + " added to " + link);
  }

  static LogLine addressTaken(IpPrefix prefix, String link) {
    return LogLine.info(
        "Netlink reflector reports IP " + prefix.address() + " removed from " + link);
  }

  static LogLine sourceChanged(String instance, IpAddress from, IpAddress to) {
    return LogLine.info(
        "(" + instance + ") sends from " + to + ", because " + from + " is no longer there");
  }

  static LogLine addressMissing(String instance, AddressSpec spec) {
    return LogLine.warning(
        "("
            + instance
            + ") cannot set "
            + spec.prefix()
            + ": there is no interface "
            + spec.device());
  }

  /** The kernel refused a change; what could not be removed, the operator must remove. */
  static LogLine refused(String instance, Operation operation, int errno) {
    Resource resource = operation.resource();
    String what = ResourceText.name(resource) + " ";
    String why = ": " + KernelError.text(errno);
    return LogLine.error(
        who(instance)
            + switch (operation) {
              case Operation.Set _ -> "cannot set " + what + ResourceText.where(resource) + why;
              case Operation.Remove _ ->
                  "cannot remove "
                      + what
                      + ResourceText.whence(resource)
                      + why
                      + " - remove it by hand: "
                      + ResourceText.removal(resource);
            });
  }

  /** A peer is older than the checksum of RFC 5798 over unicast. */
  static LogLine oldChecksum(String instance) {
    return LogLine.info("(" + instance + ") Setting unicast VRRPv3 checksum to old version");
  }

  /** Somebody deleted it. */
  static LogLine restoring(Resource resource) {
    return LogLine.info(
        "Restoring deleted static "
            + switch (resource) {
              case Resource.Address(AddressSpec spec, _) ->
                  "address " + spec.prefix() + " dev " + spec.device();
              case Resource.Route(RouteSpec spec, _) -> "route " + RoutingText.of(spec);
              case Resource.Rule(RuleSpec spec) -> "rule " + RoutingText.of(spec);
              case Resource.Device _, Resource.Setting _, Resource.Filter _ ->
                  ResourceText.name(resource);
            });
  }

  static LogLine routingTaken(String instance, Resource resource) {
    return LogLine.info(
        who(instance)
            + "somebody removed "
            + ResourceText.name(resource)
            + " "
            + ResourceText.whence(resource));
  }

  /** It had gone without a word, or without consequences. */
  static LogLine restored(String instance, Resource resource) {
    return LogLine.info(
        who(instance)
            + ResourceText.name(resource)
            + " was no longer "
            + ResourceText.where(resource)
            + ", and is set again");
  }

  private static String who(String instance) {
    return instance.isEmpty() ? "" : "(" + instance + ") ";
  }

  static LogLine stillAtFault(String instance, String cause) {
    return LogLine.info("(" + instance + ") stays in FAULT STATE (" + cause + ")");
  }

  static LogLine cannotSend(String link, int errno) {
    return LogLine.error("VRRP cannot send on " + link + ": " + KernelError.text(errno));
  }

  static LogLine cannotOpen(String link, String call, int errno) {
    return LogLine.error(
        "VRRP cannot open a socket on " + link + ": " + call + ": " + KernelError.text(errno));
  }

  static LogLine cannotWrite(String path, int errno) {
    return LogLine.warning("cannot write /proc/sys/" + path + ": " + KernelError.text(errno));
  }

  private static String seconds(long nanos) {
    long millis = Math.ceilDiv(nanos, 1_000_000L);
    return millis % 1000 == 0
        ? Long.toString(millis / 1000)
        : millis / 1000 + "." + "%03d".formatted(millis % 1000);
  }
}
