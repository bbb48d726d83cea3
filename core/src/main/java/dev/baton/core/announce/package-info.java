/**
 * How a host tells its neighbours that an address has moved: gratuitous ARP (RFC 5227, RFC 826) for
 * IPv4, unsolicited neighbour advertisements (RFC 4861, section 7.2.6) for IPv6.
 *
 * <p>The package makes frames and decides when each is due; it sends nothing. The first
 * announcements of all addresses come before the repetition of any, because a neighbour that has
 * heard once is served again.
 *
 * <p>Start with {@link dev.baton.core.announce.AnnounceConfig}: the {@code garp_*} words of
 * keepalived.conf(5).
 */
package dev.baton.core.announce;
