package dev.baton.core.kernel;

import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/**
 * Something that the kernel holds for us, on the link where it is to be. Two that are not equal may
 * still be one to the kernel, which tells them apart by their {@link #identity} alone: an address
 * whose label is changed has to go before it can come again.
 */
public sealed interface Resource {

  /** By what the kernel tells this from others of its kind. */
  Identity identity();

  /** The link that it goes away with; 0 if it is bound to none, or to several. */
  int linkIndex();

  /** Whether it goes away with this link. */
  default boolean isOn(int link) {
    return linkIndex() == link;
  }

  /** What is unique in the kernel. */
  sealed interface Identity {

    /** A link holds an IPv4 address once for each length of prefix, and an IPv6 address once. */
    record OfAddress(int linkIndex, IpPrefix prefix) implements Identity {

      /** Of an address with this prefix. */
      public static OfAddress of(int linkIndex, IpPrefix prefix) {
        boolean six = prefix.address().family() == IpFamily.INET6;
        return new OfAddress(linkIndex, six ? IpPrefix.host(prefix.address()) : prefix);
      }
    }

    /** A table may hold many routes to one destination, which differ in anything else. */
    record OfRoute(Route route) implements Identity {}

    /** Nor are there two rules that are the same in all. */
    record OfRule(RuleSpec rule) implements Identity {}

    /** A network namespace has each name of a link once. */
    record OfDevice(String name) implements Identity {}

    /** A setting has one value. */
    record OfSetting(String path) implements Identity {}

    /** A set holds an element once. */
    record OfFilter(FilterEntry entry) implements Identity {}
  }

  /** An address on a link. */
  record Address(AddressSpec spec, int linkIndex) implements Resource {

    /** As the kernel lists it: on a point-to-point link the length is that of the peer's prefix. */
    public IpPrefix prefix() {
      IpPrefix own = spec.prefix();
      return spec.peer().isEmpty()
          ? own
          : new IpPrefix(own.address(), spec.peer().get().prefixBits());
    }

    @Override
    public Identity identity() {
      return Identity.OfAddress.of(linkIndex, prefix());
    }

    /** The same address with this prefix, and no other end. */
    public Address withPrefix(IpPrefix prefix) {
      var other =
          new AddressSpec(
              prefix,
              spec.device(),
              spec.scope(),
              spec.label(),
              spec.broadcast(),
              Optional.empty(),
              spec.flags(),
              spec.preferredLifetimeSeconds(),
              spec.tracked(),
              spec.ownMacvlan());
      return new Address(other, linkIndex);
    }
  }

  /**
   * A route.
   *
   * @param hopLinks the links of its next hops, in their order; 0 where only the gateway tells
   */
  record Route(RouteSpec spec, List<Integer> hopLinks) implements Resource {

    @Override
    public int linkIndex() {
      return hopLinks.size() == 1 ? hopLinks.getFirst() : 0;
    }

    /** One with several next hops as well: the kernel deletes it as a whole. */
    @Override
    public boolean isOn(int link) {
      return hopLinks.contains(link);
    }

    @Override
    public Identity identity() {
      return new Identity.OfRoute(this);
    }
  }

  /** A routing rule. It may name links, and yet stays when they go. */
  record Rule(RuleSpec spec) implements Resource {

    @Override
    public int linkIndex() {
      return 0;
    }

    @Override
    public Identity identity() {
      return new Identity.OfRule(spec);
    }
  }

  /** A device that stands on the link with this index, and goes away with it. */
  record Device(DeviceSpec spec, int linkIndex) implements Resource {

    @Override
    public Identity identity() {
      return new Identity.OfDevice(spec.name());
    }

    /** The same under another name. */
    public Device renamed(String name) {
      return new Device(spec.named(name), linkIndex);
    }

    /** Whether it is that one with other settings. */
    public boolean differsInSettingsOnly(Device other) {
      return !equals(other)
          && linkIndex == other.linkIndex
          && spec.withSettings(other.spec.settings()).equals(other.spec);
    }

    /** Whether this link is the device as it should be, whatever its name. */
    public boolean isMet(Link link) {
      return spec.kind().isMet(link)
          && link.stacking().parentIndex() == linkIndex
          && link.stacking().masterIndex() == spec.masterIndex();
    }
  }

  /**
   * A value below /proc/sys. When it is removed, what was there before it is put back. A value for
   * all interfaces that counts beside each one's own, as that of rp_filter does, goes to those
   * first: nothing changes for them.
   *
   * @param path relative to /proc/sys: {@code net/ipv4/conf/eth0/arp_ignore}
   * @param linkIndex the link whose setting it is; 0 if it is of none
   */
  record Setting(String path, String value, int linkIndex) implements Resource {

    @Override
    public Identity identity() {
      return new Identity.OfSetting(path);
    }
  }

  /** Something that the firewall does. It may name a link, and yet stays when that goes. */
  record Filter(FilterEntry entry) implements Resource {

    @Override
    public int linkIndex() {
      return 0;
    }

    @Override
    public Identity identity() {
      return new Identity.OfFilter(entry);
    }
  }
}
