package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * A virtual_server: one service of the kernel's, or one for each member of a group, and the real
 * servers behind it. What keepalived repairs is repaired: no scheduler is wlc, no forwarding method
 * NAT, no protocol UDP, a quorum is at most the sum of the weights.
 *
 * @param family its address's, else what ip_family or the granularity says, else its servers'
 * @param persistence empty if each connection is balanced again
 * @param haSuspend its servers are checked only while its address is on this host
 * @param omega real servers and the quorum are reported as lost when the daemon stops
 * @param smtpAlert mail on a change of the quorum
 * @param snmpName empty for none
 */
public record VirtualServer(
    Service service,
    IpFamily family,
    Protocol protocol,
    Scheduling scheduling,
    Optional<Persistence> persistence,
    Quorum quorum,
    List<RealServer> realServers,
    Optional<SorryServer> sorryServer,
    boolean haSuspend,
    boolean omega,
    boolean smtpAlert,
    String snmpName) {

  /** What clients address. */
  public sealed interface Service {}

  /** An address and a port; port 0 stands for all of them. */
  public record Endpoint(IpAddress address, int port) implements Service {}

  /** Whatever the firewall puts this mark on. */
  public record Mark(long mark) implements Service {}

  /** The members of the group of that name. */
  public record Group(String name) implements Service {}

  /** What the clients speak; of a mark it says nothing. */
  public enum Protocol {
    TCP,
    UDP,
    SCTP
  }

  /**
   * How the kernel chooses a server.
   *
   * @param scheduler its name, as the kernel's module has it
   * @param onePacket each packet is scheduled for itself
   * @param flags {@link #FLAG_1}, {@link #FLAG_2} and {@link #FLAG_3}; each scheduler has its own
   *     meaning for them
   */
  public record Scheduling(String scheduler, boolean onePacket, int flags) {
    /** Of sh and mh: another server, if the one that was hashed to takes nothing. */
    public static final int FLAG_1 = 0x08;

    /** Of sh and mh: the port is hashed as well. */
    public static final int FLAG_2 = 0x10;

    /** No scheduler has a meaning for it yet. */
    public static final int FLAG_3 = 0x20;
  }

  /**
   * A client's connections go to the same server.
   *
   * @param granularity which clients are one: an IPv4 netmask, or the length of an IPv6 prefix
   * @param engine the kernel's module that knows clients apart; empty for their addresses
   */
  public record Persistence(long timeoutSeconds, long granularity, String engine) {}

  /**
   * When the service counts as up: it comes up at weights of {@code weight + hysteresis} together,
   * and goes down below {@code weight - hysteresis}.
   */
  public record Quorum(
      long weight, long hysteresis, Optional<Command> gained, Optional<Command> lost) {}

  /**
   * The server of last resort, while there is no quorum.
   *
   * @param port 0 for the service's
   * @param inhibit it has weight 0 while it is not needed, in place of not being there
   */
  public record SorryServer(IpAddress address, int port, Forwarding forwarding, boolean inhibit) {}
}
