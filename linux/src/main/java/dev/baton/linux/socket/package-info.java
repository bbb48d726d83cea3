/**
 * Sockets that Java's own network classes cannot make or cannot steer: raw IP, whole frames,
 * sequenced packets between processes with descriptors in them, local datagrams, and connection
 * attempts on a chosen interface.
 *
 * <p>Every socket is closed on exec and never blocks. What is sent and received often goes through
 * a {@link dev.baton.linux.socket.SendBatch} or {@link dev.baton.linux.socket.ReceiveBatch}, whose
 * native memory is allocated once; their bytes are copied to and from the caller's arrays.
 *
 * <p>Opening throws {@link dev.baton.linux.OsException}, and leaves nothing open; operations return
 * a count or a negated errno. See raw(7), ip(7), ipv6(7), packet(7), unix(7). Start with {@link
 * dev.baton.linux.socket.RawSocket}.
 */
package dev.baton.linux.socket;
