package dev.baton.core.kernel;

import dev.baton.core.net.IpPrefix;

/**
 * An address that the kernel holds (RTM_NEWADDR).
 *
 * @param secondary IFA_F_SECONDARY: not the first of its network
 * @param tentative IFA_F_TENTATIVE: duplicate address detection has not ended
 */
public record InterfaceAddress(
    int linkIndex, IpPrefix prefix, int scope, boolean secondary, boolean tentative) {}
