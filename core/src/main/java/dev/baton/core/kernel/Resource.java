package dev.baton.core.kernel;

import dev.baton.core.net.IpPrefix;
import java.util.List;

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

    /** A link holds an address once for each length of prefix. */
    record OfAddress(int linkIndex, IpPrefix prefix) implements Identity {}

    /** A table may hold many routes to one destination, which differ in anything else. */
    record OfRoute(Route route) implements Identity {}

    /** Nor are there two rules that are the same in all. */
    record OfRule(RuleSpec rule) implements Identity {}
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
      return new Identity.OfAddress(linkIndex, prefix());
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
}
