package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * A real_server.
 *
 * @param port 0 for the service's
 * @param weight before checkers change it
 * @param connectionsMax no new connection above it; 0 for no limit
 * @param connectionsMin new ones again below it; 0 for three quarters of the limit
 * @param inhibit it gets weight 0 while it is down, in place of being removed
 * @param smtpAlert mail when it goes up or down
 * @param snmpName empty for none
 */
public record RealServer(
    IpAddress address,
    int port,
    long weight,
    Forwarding forwarding,
    long connectionsMax,
    long connectionsMin,
    boolean inhibit,
    Optional<Command> up,
    Optional<Command> down,
    boolean smtpAlert,
    String snmpName,
    List<Checker> checkers) {}
