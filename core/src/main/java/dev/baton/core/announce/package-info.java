/**
 * Announces to neighbours that an address has moved to this host: gratuitous ARP (RFC 5227, RFC
 * 826) for IPv4, unsolicited neighbour advertisements (RFC 4861, section 7.2.6) for IPv6.
 *
 * <p>This package builds the frames and decides when each is due; it sends nothing. Every address
 * is announced once before any announcement is repeated, because one announcement is enough for a
 * neighbour that receives it.
 *
 * <p>Start with {@link dev.baton.core.announce.AnnounceConfig}, the {@code garp_*} keywords of
 * keepalived.conf(5).
 */
package dev.baton.core.announce;
