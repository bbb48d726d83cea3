package dev.baton.core.wire;

import dev.baton.core.net.IpAddress;

/**
 * An open socket of the router, for dumps.
 *
 * @param group where adverts of its virtual routers go
 * @param receiveBufferBytes as configured; 0 for our own default
 */
public record SocketFigures(
    String interfaceName,
    IpAddress group,
    long receiveBufferBytes,
    int receivingFd,
    int sendingFd) {}
