package dev.baton.core.kernel;

import dev.baton.core.net.IpPrefix;

/**
 * An address that the kernel holds (RTM_NEWADDR).
 *
 * @param secondary IFA_F_SECONDARY: not the first of its network
 * @param tentative IFA_F_TENTATIVE: duplicate address detection has not ended
 * @param protocol IFA_PROTO, who set it: 0 is not known, or a kernel before Linux 5.18
 */
public record InterfaceAddress(
    int linkIndex, IpPrefix prefix, int scope, boolean secondary, boolean tentative, int protocol) {

  /** keepalived's number in {@code /etc/iproute2/rt_addrprotos}, and ours. */
  public static final int KEEPALIVED = 18;

  /** Of nobody knows whom. */
  public InterfaceAddress(
      int linkIndex, IpPrefix prefix, int scope, boolean secondary, boolean tentative) {
    this(linkIndex, prefix, scope, secondary, tentative, 0);
  }

  /** The same, known to be set by us. */
  public InterfaceAddress asOurs() {
    return new InterfaceAddress(linkIndex, prefix, scope, secondary, tentative, KEEPALIVED);
  }

  /** Whether it was set by us, or by keepalived in our place. */
  public boolean isOurs() {
    return protocol == KEEPALIVED;
  }
}
