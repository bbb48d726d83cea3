package dev.baton.core.kernel;

import dev.baton.core.net.IpFamily;
import java.util.List;
import java.util.Map;

/**
 * One thing that the worker does to the kernel. Idempotent: each step may be done twice. The worker
 * reports every refusal as the kernel gave it; that EEXIST or EADDRNOTAVAIL is as good as success
 * is decided in the core.
 */
public sealed interface KernelStep {

  /** Carry these out, in this order, in one batch: they set all, or all remove. */
  record Change(List<Operation> operations) implements KernelStep {

    /** Whether it sets, and does not remove. */
    public boolean sets() {
      return operations.getFirst() instanceof Operation.Set;
    }
  }

  /** Send these Ethernet frames on an interface: gratuitous ARP, unsolicited neighbour adverts. */
  record SendFrames(int linkIndex, List<byte[]> frames) implements KernelStep {}

  /**
   * Write a value below /proc/sys, as promote_secondaries needs it.
   *
   * @param path relative to /proc/sys: {@code net/ipv4/conf/eth0/promote_secondaries}
   */
  record WriteSysctl(String path, String value) implements KernelStep {}

  /**
   * From now on this is what filters, and so much is to be filtered of each family. A table that is
   * not wanted goes as soon as nothing is in it.
   *
   * @param shares for both families
   */
  record KeepFirewall(Firewall firewall, Map<IpFamily, Firewall.Share> shares)
      implements KernelStep {}

  /**
   * Put back what was below /proc/sys before our first write to it; nothing if we never wrote.
   *
   * @param value what we wrote; what somebody else has written since stays
   */
  record RestoreSysctl(String path, String value) implements KernelStep {}
}
