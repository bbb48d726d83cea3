package dev.baton.core.node;

import java.util.List;

/**
 * A socket that the node wants to have open.
 *
 * @param receiveBufferBytes 0 for the router's own default
 * @param vrids the virtual routers whose adverts pass the socket's filter; all others are dropped.
 *     An empty list lets all pass, which log_unknown_vrids needs
 */
public record SocketSpec(Transport transport, long receiveBufferBytes, List<Integer> vrids) {}
