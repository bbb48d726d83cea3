/**
 * How a host tells its neighbours that an address has moved: gratuitous ARP (RFC 5227, RFC 826) for
 * IPv4, unsolicited neighbour advertisements (RFC 4861, section 7.2.6) for IPv6.
 *
 * <p>The package makes frames and decides when each is due; it sends nothing. First announcements
 * of all addresses come before the repetition of any.
 */
package dev.baton.core.announce;
