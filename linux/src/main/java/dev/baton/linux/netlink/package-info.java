/**
 * Netlink, the kernel's message protocol (netlink(7), RFC 3549), in three layers of which two are
 * here; not exported.
 *
 * <p>The codec, {@link dev.baton.linux.netlink.MessageWriter} and {@link
 * dev.baton.linux.netlink.MessageReader}, turns bytes into messages and back without a kernel, and
 * never throws on what it reads. The {@link dev.baton.linux.netlink.NetlinkSocket} owns sequence
 * numbers, acknowledgements, dumps and overruns. Typed clients, such as those of {@code route},
 * stand on both.
 *
 * <p>Invariants: requests go out in batches, only the last asks for an acknowledgement, since
 * errors come back unasked; an error is told of the entry that caused it; a dump that the kernel
 * says was interrupted is made again.
 */
package dev.baton.linux.netlink;
