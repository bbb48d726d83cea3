package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import dev.baton.core.track.Weight;
import java.util.List;
import java.util.Optional;

/**
 * How a real server is found to be alive. What a checker does not say for itself, its real server
 * or its virtual server has said, or else its kind has a default: here all is decided.
 */
public sealed interface Checker {

  /** A checker that asks from time to time. */
  sealed interface Probe extends Checker {
    /** When it asks. */
    Schedule schedule();
  }

  /** A probe that goes over the network. */
  sealed interface NetworkProbe extends Probe {
    /** Whom it asks. */
    Target target();
  }

  /**
   * When a probe is made.
   *
   * @param intervalNanos between two of them
   * @param retries so many more failures before the server counts as down
   * @param retryDelayNanos between a failure and the next attempt
   * @param warmupNanos the first one is delayed at random by at most that
   * @param startsDown alpha: the server is down until the first success
   * @param logsAllFailures each attempt that fails is logged
   */
  record Schedule(
      long intervalNanos,
      long retries,
      long retryDelayNanos,
      long warmupNanos,
      boolean startsDown,
      boolean logsAllFailures) {}

  /**
   * Whom a probe asks, and from where.
   *
   * @param port 0 if neither the checker nor its servers have one, as in a group
   * @param source empty for the kernel's choice
   * @param sourcePort 0 for any; it counts with a source address only
   * @param interfaceName empty for the kernel's choice
   * @param mark for the firewall; 0 for none
   * @param timeoutNanos for the connection, and for each answer
   */
  record Target(
      IpAddress address,
      int port,
      Optional<IpAddress> source,
      int sourcePort,
      String interfaceName,
      long mark,
      long timeoutNanos) {}

  /** TCP_CHECK: a connection can be made. */
  record Tcp(Target target, Schedule schedule) implements NetworkProbe {}

  /** PING_CHECK: an ICMP echo is answered. */
  record Ping(Target target, Schedule schedule) implements NetworkProbe {}

  /** SMTP_CHECK: the server greets and takes HELO; each host block is one of them. */
  record Smtp(Target target, Schedule schedule, String helloName) implements NetworkProbe {}

  /** DNS_CHECK: a query is answered without an error. */
  record Dns(Target target, Schedule schedule, String type, String name) implements NetworkProbe {}

  /**
   * UDP_CHECK: a datagram is not refused, or is answered.
   *
   * @param payload pairs of hexadecimal digits; empty for keepalived's own
   */
  record Udp(Target target, Schedule schedule, String payload, Optional<Reply> reply)
      implements NetworkProbe {}

  /**
   * The answer that a UDP_CHECK must have.
   *
   * @param pattern hexadecimal digits that it begins with, {@code x} for any; empty for any answer
   */
  record Reply(String pattern, int bytesMin, int bytesMax) {}

  /**
   * HTTP_GET and SSL_GET: pages are as they must be.
   *
   * @param protocol {@code 1.0}, {@code 1.0c} or {@code 1.1}
   * @param tls how a connection is secured; empty for HTTP_GET
   * @param fastRecovery no pause between pages while it is not up
   */
  record Http(
      Target target,
      Schedule schedule,
      String protocol,
      Optional<Tls> tls,
      boolean fastRecovery,
      List<Page> pages)
      implements NetworkProbe {}

  /**
   * How SSL_GET speaks TLS.
   *
   * @param sendsServerName the name is sent (SNI)
   * @param serverName empty for the page's virtual host
   */
  record Tls(boolean sendsServerName, String serverName) {}

  /**
   * A url block.
   *
   * @param virtualHost the Host header; empty for address and port
   * @param statusCodes each with its last one: {@code [200, 299]}
   * @param digest MD5 of the body, 32 hexadecimal digits; empty for any
   * @param closesTls the connection's end is told by TLS as well
   */
  record Page(
      String path,
      String virtualHost,
      List<StatusRange> statusCodes,
      String digest,
      Optional<BodyPattern> body,
      boolean closesTls) {}

  /** Status codes from the first to the last, both of them included. */
  record StatusRange(int first, int last) {}

  /**
   * What a body must match, or must not.
   *
   * @param options names of PCRE2's compile options
   * @param offsetMin where a match may begin at the earliest
   * @param offsetMax and at the latest; -1 for no limit
   * @param stack the two words of regex_stack; empty for the library's default
   */
  record BodyPattern(
      String expression,
      boolean inverted,
      List<String> options,
      long offsetMin,
      long offsetMax,
      List<String> stack) {}

  /**
   * MISC_CHECK: a program ends with 0.
   *
   * @param timeoutNanos after which it is ended
   * @param weighs statuses above 1 set the server's weight
   */
  record Misc(Command command, Schedule schedule, long timeoutNanos, boolean weighs)
      implements Probe {}

  /**
   * FILE_CHECK: the number in a tracked file changes the weight.
   *
   * @param weight empty for the file's own
   */
  record TrackedFile(String name, Optional<Weight> weight) implements Checker {}

  /** BFD_CHECK: a BFD session is up. */
  record BfdSession(String name, boolean startsDown) implements Checker {}
}
