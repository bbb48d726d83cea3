/**
 * Sockets that Java's own network classes cannot create or control: raw IP, link-layer frames,
 * sequenced packets between processes that can carry descriptors, local datagrams, and connection
 * attempts on a chosen interface.
 *
 * <p>All sockets are close-on-exec and non-blocking. Frequent traffic goes through a {@link
 * dev.baton.linux.socket.SendBatch} or {@link dev.baton.linux.socket.ReceiveBatch}, which allocates
 * its native memory once and copies bytes to and from the caller's arrays.
 *
 * <p>Opening a socket either succeeds or throws {@link dev.baton.linux.OsException} and leaves
 * nothing open. Operations return a count or a negated errno. See raw(7), ip(7), ipv6(7),
 * packet(7), unix(7). Start with {@link dev.baton.linux.socket.RawSocket}.
 */
package dev.baton.linux.socket;
