/**
 * Netlink, the kernel's message protocol (netlink(7), RFC 3549). This package contains the lower
 * two of three layers, and is not exported.
 *
 * <p>The codec, {@link dev.baton.linux.netlink.MessageWriter} and {@link
 * dev.baton.linux.netlink.MessageReader}, converts between bytes and messages without a kernel, and
 * never throws on what it reads. {@link dev.baton.linux.netlink.NetlinkSocket} handles sequence
 * numbers, acknowledgements, dumps and overruns. Typed clients, such as those in {@code route},
 * form the third layer.
 *
 * <p>Invariants: requests are sent in batches, and only the last one asks for an acknowledgement,
 * because the kernel reports errors anyway. An error is attributed to the request that caused it. A
 * dump that the kernel marks as interrupted is repeated.
 */
package dev.baton.linux.netlink;
