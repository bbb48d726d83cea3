package dev.baton.core.kernel;

import java.util.List;

/**
 * One thing that the hands do to the kernel. Idempotent where possible: an address that is there
 * already counts as added, one that is gone as deleted.
 */
public sealed interface KernelStep {

  /** Add these addresses, in this order, in one batch. */
  record AddAddresses(List<Placement> placements) implements KernelStep {}

  /** Delete these addresses, in this order, in one batch. */
  record DeleteAddresses(List<Placement> placements) implements KernelStep {}

  /** Send these Ethernet frames on an interface: gratuitous ARP, unsolicited neighbour adverts. */
  record SendFrames(int linkIndex, List<byte[]> frames) implements KernelStep {}

  /** Write a value below /proc/sys, as promote_secondaries needs it. */
  record WriteSysctl(String path, String value) implements KernelStep {}

  /** An address and the interface it goes to. */
  record Placement(AddressSpec spec, int linkIndex) {}
}
