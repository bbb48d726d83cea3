package dev.baton.sim;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.FilterEntry.LinkMatch;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.HmacKey;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one host's file says about one virtual router, as far as a simulation varies it. A value: a
 * reload makes another.
 *
 * @param peering how it speaks unicast; empty if it speaks to the group
 * @param vips with their prefix; on the device that the terms name
 * @param scripts tracked scripts and their weights
 * @param files tracked files and their weights
 * @param links tracked interfaces and their weights
 */
record RouterSettings(
    Terms terms,
    Optional<Peering> peering,
    int priority,
    long intervalNanos,
    List<IpPrefix> vips,
    Map<String, Weight> scripts,
    Map<String, Weight> files,
    Map<String, Weight> links) {

  /** The interface that VRRP speaks on. */
  static final String LAN_LINK = "eth0";

  /** A second interface: tracked, or for the addresses. */
  static final String OTHER_LINK = "eth1";

  /** 224.0.0.18 (RFC 9568, section 5.1.1.2). */
  static final IpAddress GROUP = IpAddress.ofInt(0xE000_0012);

  /** ff02::12 (RFC 9568, section 5.1.2.2). */
  static final IpAddress GROUP6 = new IpAddress(IpFamily.INET6, 0xFF02_0000_0000_0000L, 0x12);

  /** unicast_ttl: peers may be behind routers. */
  static final int UNICAST_HOP_LIMIT = 64;

  /** One key for all, and a window of five seconds. */
  private static final VrrpAuthentication SIGNATURE =
      new Trailer(
          List.of(new HmacKey(1, new byte[HmacKey.BYTES_MIN])),
          1,
          5,
          Trailer.AntiReplay.TIME,
          Trailer.Mode.ENFORCE);

  private static final long GARP_DELAY_NANOS = 5 * World.SECOND;
  private static final int GARP_REPEAT = 5;

  /** For switches that drop what comes too fast; so five rounds of some addresses take a second. */
  private static final long GARP_INTERVAL_NANOS = 50_000_000L;

  /**
   * What all hosts of a virtual router have in common, and no reload changes.
   *
   * @param name the instance's name
   * @param family of the adverts and all addresses
   * @param password of VRRPv2; empty for none
   * @param signed adverts are signed (auth_hmac), and unsigned ones refused
   * @param excluded addresses that are held but not advertised
   * @param vipDevice the interface that the addresses go to
   * @param drops packets to its addresses are dropped (no_accept)
   * @param grouped it is in the one sync group of its host
   */
  record Terms(
      String name,
      int vrid,
      IpFamily family,
      VrrpVersion version,
      int downTimerAdverts,
      boolean preempt,
      long preemptDelayNanos,
      boolean lowerPriorityNoAdvert,
      boolean higherPrioritySendAdvert,
      String password,
      boolean signed,
      List<IpPrefix> excluded,
      String vipDevice,
      boolean promoteSecondaries,
      boolean drops,
      boolean grouped) {}

  /**
   * What a host's file says about unicast.
   *
   * @param source unicast_src_ip, the host's own address; it is tracked
   * @param peers the addresses of all other hosts
   * @param fromPeersOnly check_unicast_src
   */
  record Peering(IpAddress source, List<IpAddress> peers, boolean fromPeersOnly) {}

  /** The instance's name. */
  String name() {
    return terms.name();
  }

  /** The virtual router's number. */
  int vrid() {
    return terms.vrid();
  }

  VrrpVersion version() {
    return terms.version();
  }

  IpFamily family() {
    return terms.family();
  }

  /** Whether adverts of a stranger, however right, do not count. */
  boolean ignoresStrangers() {
    return peering.filter(Peering::fromPeersOnly).isPresent();
  }

  /** Where each advert goes, once: to the group, or to all peers. */
  List<IpAddress> destinations() {
    return peering.map(Peering::peers).orElse(List.of(group()));
  }

  /** The hop limit of its adverts; 255 to a group (RFC 9568, section 5.1.1.3). */
  int hopLimit() {
    return peering.isPresent() ? UNICAST_HOP_LIMIT : 255;
  }

  /** The address that its host hears adverts at: the group, or the host's own. */
  IpAddress hearsAt() {
    return peering.map(Peering::source).orElse(group());
  }

  private IpAddress group() {
    return family() == IpFamily.INET ? GROUP : GROUP6;
  }

  /** Whether it owns the addresses. */
  boolean owner() {
    return priority == VrrpConfig.OWNER_PRIORITY;
  }

  /** Whether it takes over from a lower master; an owner always does. */
  boolean mayPreempt() {
    return terms.preempt() || owner();
  }

  /** How long a backup waits: the down interval of RFC 9568, or for v2 of RFC 3768. */
  long downNanos(int effectivePriority, long masterIntervalNanos) {
    return terms.downTimerAdverts() * masterIntervalNanos
        + skewNanos(effectivePriority, masterIntervalNanos);
  }

  /** The part of it by which a lower router waits longer. */
  long skewNanos(int effectivePriority, long masterIntervalNanos) {
    int shortfall = 256 - (owner() ? VrrpConfig.OWNER_PRIORITY : effectivePriority);
    long scale = version() == VrrpVersion.V2 ? World.SECOND : masterIntervalNanos;
    return scale / 256 * shortfall;
  }

  /** Whether routers with these settings understand each other's adverts. */
  boolean understands(RouterSettings other) {
    boolean sameHeader = vrid() == other.vrid() && version() == other.version();
    boolean sameTerms =
        intervalNanos == other.intervalNanos && terms.password().equals(other.terms.password());
    return sameHeader && (version() == VrrpVersion.V3 || sameTerms);
  }

  /** The same in a sync group with another one, which is to outrank the same hosts. */
  RouterSettings groupedLike(RouterSettings other) {
    var common =
        new Terms(
            terms.name(),
            terms.vrid(),
            terms.family(),
            terms.version(),
            terms.downTimerAdverts(),
            other.terms.preempt(),
            other.terms.preemptDelayNanos(),
            terms.lowerPriorityNoAdvert(),
            terms.higherPrioritySendAdvert(),
            terms.password(),
            terms.signed(),
            terms.excluded(),
            terms.vipDevice(),
            terms.promoteSecondaries(),
            terms.drops(),
            true);
    return new RouterSettings(
        common,
        peering,
        other.priority,
        intervalNanos,
        vips,
        other.scripts,
        other.files,
        other.links);
  }

  RouterSettings withPeering(Peering other) {
    return new RouterSettings(
        terms, Optional.of(other), priority, intervalNanos, vips, scripts, files, links);
  }

  RouterSettings withoutPeering() {
    return new RouterSettings(
        terms, Optional.empty(), priority, intervalNanos, vips, scripts, files, links);
  }

  RouterSettings withPriority(int other) {
    return new RouterSettings(terms, peering, other, intervalNanos, vips, scripts, files, links);
  }

  RouterSettings withInterval(long otherNanos) {
    return new RouterSettings(terms, peering, priority, otherNanos, vips, scripts, files, links);
  }

  RouterSettings withVips(List<IpPrefix> others) {
    return new RouterSettings(
        terms, peering, priority, intervalNanos, others, scripts, files, links);
  }

  RouterSettings withTrackers(
      Map<String, Weight> otherScripts,
      Map<String, Weight> otherFiles,
      Map<String, Weight> otherLinks) {
    return new RouterSettings(
        terms, peering, priority, intervalNanos, vips, otherScripts, otherFiles, otherLinks);
  }

  /** All addresses that a master of it holds. */
  List<IpPrefix> held() {
    return terms.excluded().isEmpty()
        ? vips
        : Stream.concat(vips.stream(), terms.excluded().stream()).toList();
  }

  /** Every third virtual router keeps a distance between its announcements. */
  private AnnounceConfig announce() {
    long intervalNanos = terms.vrid() % 3 == 0 ? GARP_INTERVAL_NANOS : 0;
    return new AnnounceConfig(
        GARP_DELAY_NANOS,
        GARP_REPEAT,
        0,
        1,
        GARP_DELAY_NANOS,
        GARP_REPEAT,
        0,
        false,
        intervalNanos,
        intervalNanos);
  }

  private List<TrackedObject> trackedObjects() {
    List<TrackedObject> objects = new ArrayList<>();
    scripts.forEach(
        (name, weight) -> objects.add(new TrackedObject(TrackerId.script(name), weight)));
    files.forEach((name, weight) -> objects.add(new TrackedObject(TrackerId.file(name), weight)));
    return objects;
  }

  /** As the parser would give it to the node. */
  InstanceConfig instance() {
    return new InstanceConfig(
        vrrp(),
        LAN_LINK,
        VirtualMac.NONE,
        destination(),
        peering.map(Peering::source),
        peering.isPresent(),
        announce(),
        vips.stream().map(this::spec).toList(),
        terms.excluded().stream().map(this::spec).toList(),
        SimulatedRouting.of(this),
        terms.promoteSecondaries(),
        terms.drops() ? Optional.of(LinkMatch.INDEX) : Optional.empty(),
        true,
        links.entrySet().stream()
            .map(link -> new TrackedInterface(link.getKey(), link.getValue()))
            .toList(),
        trackedObjects(),
        0,
        NotifyConfig.NONE,
        List.of());
  }

  private AdvertDestination destination() {
    if (peering.isEmpty()) {
      return new AdvertDestination.Multicast(group());
    }
    return new AdvertDestination.Unicast(
        peering.get().peers().stream().map(it -> new AdvertDestination.Peer(it, 0, 255)).toList(),
        UNICAST_HOP_LIMIT,
        peering.get().fromPeersOnly());
  }

  private VrrpConfig vrrp() {
    var password = terms.password();
    return new VrrpConfig(
        name(),
        vrid(),
        version(),
        family(),
        priority,
        owner(),
        intervalNanos,
        terms.downTimerAdverts(),
        terms.preempt(),
        terms.preemptDelayNanos(),
        terms.lowerPriorityNoAdvert(),
        terms.higherPrioritySendAdvert(),
        false,
        false,
        terms.grouped(),
        false,
        terms.signed()
            ? SIGNATURE
            : password.isEmpty()
                ? VrrpAuthentication.NONE
                : new VrrpAuthentication.Password(password),
        vips.stream().map(IpPrefix::address).toList());
  }

  private AddressSpec spec(IpPrefix prefix) {
    return spec(prefix, terms.vipDevice());
  }

  /** An address with nothing special about it, as the configuration's reader makes it. */
  static AddressSpec spec(IpPrefix prefix, String device) {
    int flags = prefix.address().family() == IpFamily.INET6 ? VirtualKernel.NODAD : 0;
    return new AddressSpec(
        prefix, device, -1, "", Optional.empty(), Optional.empty(), flags, -1, true, false);
  }
}
