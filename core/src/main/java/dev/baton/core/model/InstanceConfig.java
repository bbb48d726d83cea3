package dev.baton.core.model;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.VrrpConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A vrrp_instance: the election's own part, and what surrounds it on this host.
 *
 * @param interfaceName where it is: the interface of the file, or its device there
 * @param virtualMac the interfaces that it makes for itself
 * @param destination where they go, and whose count
 * @param sourceAddress mcast_src_ip, if given; else the interface's first address is used
 * @param trackSourceAddress fault while the configured source address is absent
 * @param excludedAddresses held while master but not advertised
 * @param routing routes and rules that are set while master
 * @param drops packets to its addresses are dropped unless it owns them (no_accept), and how their
 *     links are told apart
 * @param trackPrimary the loss of the own interface is a fault (no {@code dont_track_primary})
 * @param receiveBufferBytes the socket's buffer; 0 for the kernel's default
 * @param heldBecause why the instance must stay in FAULT although its file is right
 */
public record InstanceConfig(
    VrrpConfig vrrp,
    String interfaceName,
    VirtualMac virtualMac,
    AdvertDestination destination,
    Optional<IpAddress> sourceAddress,
    boolean trackSourceAddress,
    AnnounceConfig announce,
    List<AddressSpec> addresses,
    List<AddressSpec> excludedAddresses,
    RoutingConfig routing,
    boolean promoteSecondaries,
    Optional<FilterEntry.LinkMatch> drops,
    boolean trackPrimary,
    List<TrackedInterface> trackedInterfaces,
    List<TrackedObject> trackedObjects,
    long receiveBufferBytes,
    NotifyConfig notification,
    List<String> heldBecause) {

  /** The instance's name. */
  public String name() {
    return vrrp.name();
  }

  /** The interface that the file names, whatever stands on it. */
  public String baseName() {
    return isOnDevice() ? virtualMac.base() : interfaceName;
  }

  /** Whether it is on a device of its own. */
  public boolean isOnDevice() {
    return !virtualMac.base().isEmpty();
  }

  /** The interface whose addresses adverts come from: a macvlan has none that stays. */
  public String sourceName() {
    boolean ownAddress =
        virtualMac.device().filter(VirtualMac.Ipvlan.class::isInstance).isPresent();
    return ownAddress ? interfaceName : baseName();
  }

  /** The interface that adverts leave by. */
  public String transportName() {
    return virtualMac.transmitOnBase() ? baseName() : interfaceName;
  }

  /** The same instance on this device of its own. */
  public InstanceConfig onDevice(String device) {
    return placed(device, virtualMac.on(interfaceName), addresses, excludedAddresses);
  }

  /** The same instance with its addresses on other links. */
  public InstanceConfig withAddresses(List<AddressSpec> advertised, List<AddressSpec> excluded) {
    return placed(interfaceName, virtualMac, advertised, excluded);
  }

  private InstanceConfig placed(
      String device,
      VirtualMac placedMac,
      List<AddressSpec> advertised,
      List<AddressSpec> excluded) {
    return new InstanceConfig(
        vrrp,
        device,
        placedMac,
        destination,
        sourceAddress,
        trackSourceAddress,
        announce,
        advertised,
        excluded,
        routing,
        promoteSecondaries,
        drops,
        trackPrimary,
        trackedInterfaces,
        trackedObjects,
        receiveBufferBytes,
        notification,
        heldBecause);
  }

  /** As {@link #drops}; an owner answers whatever the file says (RFC 9568, section 6.1). */
  public Optional<FilterEntry.LinkMatch> dropped() {
    return vrrp.owner() ? Optional.empty() : drops;
  }

  /** Whether the firewall has to do something for it. */
  public boolean needsFirewall() {
    return dropped().isPresent() || hasMacvlans();
  }

  /** What the kernel reports of its groups for a macvlan has to leave by the interface below. */
  private boolean hasMacvlans() {
    return virtualMac.device().filter(VirtualMac.Macvlan.class::isInstance).isPresent()
        || virtualMac.ofAddresses()
        || Stream.concat(addresses.stream(), excludedAddresses.stream())
            .anyMatch(AddressSpec::ownMacvlan);
  }

  /** The objects of this kind among those that it tracks. */
  public List<TrackedObject> tracked(TrackerId.Kind kind) {
    return trackedObjects.stream().filter(tracked -> tracked.id().kind() == kind).toList();
  }

  /** The same instance with other interfaces of its own. */
  public InstanceConfig withVirtualMac(VirtualMac other) {
    return placed(interfaceName, other, addresses, excludedAddresses);
  }

  /** The same instance, which tracks these interfaces. */
  public InstanceConfig tracking(List<TrackedInterface> interfaces) {
    return with(vrrp, interfaces, trackedObjects, notification);
  }

  /** The same instance as a member of a sync group, with all that it has to track there. */
  public InstanceConfig inGroup(
      boolean claims, List<TrackedInterface> interfaces, List<TrackedObject> objects) {
    return with(vrrp.inGroup(claims), interfaces, objects, notification);
  }

  /** The same instance, which tells of its priority when it changes. */
  public InstanceConfig tellingPriorityChanges() {
    return with(vrrp, trackedInterfaces, trackedObjects, notification.tellingPriorityChanges());
  }

  private InstanceConfig with(
      VrrpConfig otherVrrp,
      List<TrackedInterface> interfaces,
      List<TrackedObject> objects,
      NotifyConfig otherNotification) {
    return new InstanceConfig(
        otherVrrp,
        interfaceName,
        virtualMac,
        destination,
        sourceAddress,
        trackSourceAddress,
        announce,
        addresses,
        excludedAddresses,
        routing,
        promoteSecondaries,
        drops,
        trackPrimary,
        interfaces,
        objects,
        receiveBufferBytes,
        otherNotification,
        heldBecause);
  }

  /**
   * Whether a reload from {@code other} leaves this the same virtual router, whose state goes on.
   * The name does not matter.
   */
  public boolean continues(InstanceConfig other) {
    return identity().equals(other.identity());
  }

  /** What makes it this virtual router and no other; its name does not matter. */
  public Identity identity() {
    Optional<IpAddress> address =
        switch (destination) {
          case AdvertDestination.Multicast(var group) -> Optional.of(group);
          case AdvertDestination.Unicast _ -> sourceAddress;
        };
    String device = virtualMac.device().map(VirtualMac.Device::word).orElse("");
    return new Identity(vrrp.vrid(), vrrp.family(), baseName(), device, address);
  }

  /**
   * See {@link #identity}.
   *
   * @param device what it makes for itself on the interface; empty for nothing
   * @param address the group, or the own address of a unicast instance if one is configured
   */
  public record Identity(
      int vrid,
      IpFamily family,
      String interfaceName,
      String device,
      Optional<IpAddress> address) {}
}
