package dev.baton.core.wire;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.IpProtocol;

/**
 * An open socket of the router, for dumps.
 *
 * @param address what it is bound to: the group, or the own address over unicast
 * @param receiveBufferBytes as configured; 0 for our own default
 */
public record SocketFigures(
    String interfaceName,
    IpAddress address,
    IpProtocol protocol,
    long receiveBufferBytes,
    int receivingFd,
    int sendingFd) {}
