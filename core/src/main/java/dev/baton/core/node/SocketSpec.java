package dev.baton.core.node;

import java.util.List;

/**
 * A socket that the node wants.
 *
 * @param receiveBufferBytes 0 for the router's own default
 * @param vrids the virtual routers to let through; all others fall to the socket's filter. None
 *     means all: log_unknown_vrids wants to see them
 */
public record SocketSpec(Transport transport, long receiveBufferBytes, List<Integer> vrids) {}
