package dev.baton.supervisor.observe;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Link;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.HmacKey;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpDatagram;
import dev.baton.core.vrrp.VrrpState;
import dev.baton.core.vrrp.VrrpVersion;
import dev.baton.core.wire.SocketFigures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One instance in {@code keepalived.data}: first its state, then its configuration. */
final class InstanceDump {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final DumpPage page;
  private final InstanceConfig config;
  private final Optional<String> group;
  private final NodeSnapshot.Instance instance;
  private final WallClock clock;

  InstanceDump(
      DumpPage page,
      InstanceConfig config,
      Optional<String> group,
      NodeSnapshot.Instance instance,
      WallClock clock) {
    this.page = page;
    this.config = config;
    this.group = group;
    this.instance = instance;
    this.clock = clock;
  }

  /** Whether adverts of the instance come and go by this socket. */
  static boolean uses(InstanceConfig instance, SocketFigures socket) {
    return socket.interfaceName().equals(instance.interfaceName())
        && socket.protocol() == instance.vrrp().authentication().protocol()
        && switch (instance.destination()) {
          case AdvertDestination.Multicast(var group) -> socket.address().equals(group);
          case AdvertDestination.Unicast _ ->
              !socket.address().isMulticast()
                  && instance.sourceAddress().map(socket.address()::equals).orElse(true);
        };
  }

  /**
   * What its trackers come to.
   *
   * @param scriptsInInit how many of its scripts have not been judged yet
   * @param totalPriority the base priority and all weights, beyond the bounds of a priority too
   */
  record Tracking(int scriptsInInit, int totalPriority) {}

  void print(List<Link> links, List<SocketFigures> sockets, Tracking tracking) {
    page.item(1, "VRRP Instance", config.name());
    state(tracking.scriptsInInit());
    sending(links);
    announcing();
    election(tracking.totalPriority());
    holding();
    sockets(sockets);
    routing("Virtual Routes :", RoutingDump.routes(config.routing()));
    routing("Virtual Rules :", RoutingDump.rules(config.routing()));
    tracking();
    notifying(config.notification());
    if (!instance.cause().isEmpty()) {
      page.item(3, "Cause of last transition", instance.cause());
    }
  }

  private void state(int scriptsInInit) {
    VrrpConfig vrrp = config.vrrp();
    VrrpState state = instance.state();
    page.item(3, "VRRP Version", vrrp.version().number());
    if (vrrp.family() == IpFamily.INET6) {
      page.line(3, "Using Native IPv6");
    }
    group.ifPresent(name -> page.item(3, "Sync group", name));
    page.item(3, "State", state.word());
    if (config.destination() instanceof AdvertDestination.Unicast) {
      page.line(3, "Flags:");
      page.line(5, "Using unicast");
    } else {
      page.line(3, "Flags: none");
    }
    String wanted = instance.wantsMaster() ? "MASTER" : "BACKUP";
    page.item(3, "Wantstate", state instanceof VrrpState.Fault ? "FAULT" : wanted);
    int held = config.heldBecause().size();
    page.item(3, "Number of config faults", held);
    page.item(3, "Number of tracker faults", Math.max(0, instance.faults().size() - held));
    if (instance.faults().isEmpty()) {
      page.line(3, "Flags of interface faults - (none)");
    }
    for (String fault : instance.faults()) {
      page.item(3, "Fault", fault);
    }
    page.item(3, "Number of track scripts init", scriptsInInit);
    long lastTransition = clock.micros(instance.lastTransitionNanos());
    page.item(3, "Last transition", clock.secondsAndDate(lastTransition));
    long deadlineNanos = state.nextDeadlineNanos();
    page.item(
        3,
        "Read timeout",
        deadlineNanos == VrrpState.NEVER
            ? "DISABLED"
            : clock.secondsAndDate(clock.micros(deadlineNanos)));
    long interval =
        state instanceof VrrpState.Backup backup
            ? backup.masterIntervalNanos()
            : vrrp.advertIntervalNanos();
    long downMicros = vrrp.downIntervalNanos(state.priority(), interval) / 1_000;
    page.item(3, "Master down timer", downMicros + " usecs");
  }

  private void sending(List<Link> links) {
    page.item(3, "Interface", config.interfaceName());
    if (!config.trackPrimary()) {
      page.line(3, "VRRP interface tracking disabled");
    }
    if (config.vrrp().skipCheckAdvertAddresses()) {
      page.line(3, "Skip checking advert IP addresses");
    }
    IpAddress source = instance.source();
    String given = config.sourceAddress().isPresent() ? " (from configuration)" : "";
    page.item(3, "Using src_ip", source.isAny() ? "(none)" : source + given);
    if (!(config.destination() instanceof AdvertDestination.Multicast(var address))) {
      return;
    }
    String group = "Multicast address " + address;
    if (config.vrrp().family() == IpFamily.INET) {
      page.line(3, group);
      return;
    }
    for (Link link : links) {
      if (link.name().equals(config.interfaceName())) {
        page.line(3, group + ", ifindex " + link.index());
      }
    }
  }

  private void announcing() {
    AnnounceConfig announce = config.announce();
    page.item(3, "Gratuitous ARP delay", announce.masterDelayNanos() / NANOS_PER_SECOND);
    page.item(3, "Gratuitous ARP repeat", announce.masterRepeat());
    page.item(3, "Gratuitous ARP refresh", announce.refreshNanos() / NANOS_PER_SECOND);
    page.item(3, "Gratuitous ARP refresh repeat", announce.refreshRepeat());
    long delay = announce.lowerPriorityDelayNanos() / NANOS_PER_SECOND;
    page.item(3, "Gratuitous ARP lower priority delay", delay);
    page.item(3, "Gratuitous ARP lower priority repeat", announce.lowerPriorityRepeat());
  }

  /** Version 2 has whole seconds, and version 3 fractions of them, whatever is configured. */
  private static String advertInterval(VrrpConfig vrrp) {
    return vrrp.version() == VrrpVersion.V3
        ? vrrp.advertIntervalNanos() / 1_000_000 + " milli-sec"
        : DumpPage.interval(vrrp.advertIntervalNanos());
  }

  private void election(int totalPriority) {
    VrrpConfig vrrp = config.vrrp();
    page.item(3, "Down timer adverts", vrrp.downTimerAdverts());
    page.item(3, "Send advert after receive lower priority advert", !vrrp.lowerPriorityNoAdvert());
    page.item(
        3, "Send advert after receive higher priority advert", vrrp.higherPrioritySendAdvert());
    page.item(3, "Virtual Router ID", vrrp.vrid());
    page.item(3, "Priority", vrrp.basePriority());
    page.item(3, "Effective priority", instance.state().priority());
    page.item(3, "Total priority", totalPriority);
    page.item(3, "Advert interval", advertInterval(vrrp));
    if (instance.state() instanceof VrrpState.Master master) {
      long sent = clock.micros(master.advertedAtNanos());
      page.item(3, "Last advert sent", WallClock.seconds(sent));
    }
    page.item(3, "Accept", config.drops().isEmpty() ? "enabled" : "disabled");
    page.item(3, "Preempt", vrrp.preempt() ? "enabled" : "disabled");
    if (vrrp.preemptDelayNanos() > 0) {
      page.item(3, "Preempt delay", JsonDump.seconds(vrrp.preemptDelayNanos()) + " secs");
    }
    page.item(3, "Promote_secondaries", config.promoteSecondaries() ? "enabled" : "disabled");
    authentication(vrrp);
  }

  /** In words of our own: keepalived's release with the block is not to be had. */
  private void signature(VrrpAuthentication.Trailer trailer) {
    page.item(3, "Authentication extension", "HMAC-SHA256");
    page.item(3, "Mode", trailer.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    page.item(3, "Anti-replay", trailer.antiReplay().name().toLowerCase(Locale.ROOT));
    page.item(3, "Time window", trailer.windowSeconds());
    page.item(3, "Active key", trailer.activeKeyId());
    for (HmacKey key : trailer.keys()) {
      page.item(3, "Key " + key.id(), "********");
    }
  }

  private void authentication(VrrpConfig vrrp) {
    if (vrrp.authentication() instanceof VrrpAuthentication.Trailer trailer) {
      signature(trailer);
    }
    if (vrrp.version() == VrrpVersion.V3) {
      if (vrrp.family() == IpFamily.INET) {
        String asV2 = vrrp.checksumAsV2() ? "enabled" : "disabled";
        page.item(3, "VRRPv3 uses VRRPv2 checksum", asV2);
      }
      return;
    }
    switch (vrrp.authentication()) {
      case VrrpAuthentication.None _, VrrpAuthentication.Trailer _ ->
          page.item(3, "Authentication type", "none");
      case VrrpAuthentication.Password _ -> {
        page.item(3, "Authentication type", "SIMPLE_PASSWORD");
        page.item(3, "Password", "********");
      }
      case VrrpAuthentication.Header _ -> page.item(3, "Authentication type", "IPSEC_AH");
    }
  }

  private void holding() {
    if (config.receiveBufferBytes() > 0) {
      page.item(3, "Kernel rx buffer size", config.receiveBufferBytes());
    }
    addresses("Virtual IP (" + config.addresses().size() + "):", config.addresses());
    addresses("Virtual IP Excluded :", config.excludedAddresses());
    if (config.destination() instanceof AdvertDestination.Unicast unicast) {
      peers(unicast);
    }
  }

  private void peers(AdvertDestination.Unicast unicast) {
    if (unicast.hopLimit() != VrrpDatagram.HOP_LIMIT) {
      page.item(3, "Unicast TTL", unicast.hopLimit());
    }
    page.line(3, "Check unicast src : " + (unicast.fromPeersOnly() ? "yes" : "no"));
    page.line(3, "Unicast Peer :");
    for (AdvertDestination.Peer peer : unicast.peers()) {
      page.line(
          5, peer.address() + " min_ttl " + peer.hopLimitMin() + " max_ttl " + peer.hopLimitMax());
    }
    page.line(3, "Unicast checksum compatibility = no");
  }

  private void sockets(List<SocketFigures> sockets) {
    String line = "fd_in -1, fd_out -1";
    for (SocketFigures socket : sockets) {
      if (uses(config, socket)) {
        line = "fd_in " + socket.receivingFd() + ", fd_out " + socket.sendingFd();
      }
    }
    page.line(3, line);
  }

  private void addresses(String title, List<AddressSpec> specs) {
    if (specs.isEmpty()) {
      return;
    }
    page.line(3, title);
    for (AddressSpec spec : specs) {
      page.line(5, DumpText.address(spec, instance.addressesSet()));
    }
  }

  private void routing(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.line(3, title);
      lines.forEach(line -> page.line(5, line));
    }
  }

  private void tracking() {
    if (!config.trackedInterfaces().isEmpty()) {
      page.line(3, "Tracked interfaces :");
      for (TrackedInterface tracked : config.trackedInterfaces()) {
        page.line(5, tracked.name() + " " + DumpPage.weight(tracked.weight()));
      }
    }
    objects("Tracked scripts", TrackerId.Kind.SCRIPT, " ");
    objects("Tracked files", TrackerId.Kind.FILE, ", ");
  }

  private void objects(String title, TrackerId.Kind kind, String separator) {
    List<TrackedObject> objects = config.tracked(kind);
    if (!objects.isEmpty()) {
      page.line(3, title + " :");
    }
    for (TrackedObject tracked : objects) {
      page.line(5, tracked.id().name() + separator + DumpPage.weight(tracked.weight()));
    }
  }

  private void notifying(NotifyConfig notify) {
    page.item(3, "Using smtp notification", notify.smtpAlert() ? "yes" : "no");
    page.item(3, "Notify deleted", notify.deletedAsDeleted() ? "Deleted" : "Fault");
    NotifyDump.print(page, notify);
    page.item(3, "Notify priority changes", notify.priorityChanges());
  }
}
