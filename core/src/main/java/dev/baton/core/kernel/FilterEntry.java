package dev.baton.core.kernel;

import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;

/**
 * One thing that the firewall does for an instance. How it is expressed, in sets and rules of a
 * table, is the business of whoever talks to the kernel.
 */
public sealed interface FilterEntry {

  /** Whose table it belongs to. */
  IpFamily family();

  /**
   * Packets to and from an address are dropped (no_accept; RFC 9568, section 6.1, Accept_Mode).
   * Neighbour discovery is not: others must find the address.
   */
  record Drop(IpAddress address, Where where) implements FilterEntry {

    @Override
    public IpFamily family() {
      return address.family();
    }

    /** Whether this address would be answered without it. */
    public boolean covers(Address other) {
      boolean here =
          switch (where) {
            case Where.Anywhere _ -> true;
            case Where.OnLink(int index) -> other.linkIndex() == index;
            case Where.OnDevice(String name) -> other.spec().device().equals(name);
          };
      return here && other.spec().prefix().address().equals(address);
    }
  }

  /**
   * What the kernel reports of its groups for a macvlan leaves by the interface below instead: only
   * what comes with that hardware address makes a switch deliver to it. By IPv6, the macvlan does
   * not ask for routers either.
   */
  record MovedReports(IpFamily family, int deviceIndex, int parentIndex) implements FilterEntry {}

  /**
   * A macvlan does not advertise the link-local address of the interface below, which it sends
   * from: neighbours would learn the virtual hardware address for it.
   */
  record HiddenParent(IpAddress linkLocal, String device) implements FilterEntry {
    @Override
    public IpFamily family() {
      return IpFamily.INET6;
    }
  }

  /** On which link a packet must come or go. */
  sealed interface Where {

    /** On any, as there is one such address. */
    record Anywhere() implements Where {}

    /** On that of this index: a link-local address may be on others too. */
    record OnLink(int index) implements Where {}

    /** On that of this name, which may be made anew. */
    record OnDevice(String name) implements Where {}
  }

  /** How the link of a link-local address is told from others. */
  enum LinkMatch {
    INDEX,
    NAME
  }

  /** What drops the packets of this address. */
  static Drop dropping(Address address, LinkMatch match) {
    IpAddress bare = address.spec().prefix().address();
    if (!bare.isLinkLocal() || bare.family() == IpFamily.INET) {
      return new Drop(bare, new Where.Anywhere());
    }
    return new Drop(
        bare,
        switch (match) {
          case INDEX -> new Where.OnLink(address.linkIndex());
          case NAME -> new Where.OnDevice(address.spec().device());
        });
  }
}
