package dev.baton.supervisor.observe;

import dev.baton.core.net.Printable;

/**
 * A process as the log knows it.
 *
 * @param ident syslog's name of it
 * @param router whether it is the VRRP process, which has a log file of its own
 */
public record Speaker(String ident, int pid, boolean router) {

  private static final String SUPERVISOR = "Keepalived";
  private static final String ROUTER = "Keepalived_vrrp";

  /** The main process. The names tell daemons of several namespaces and instances apart. */
  public static Speaker supervisor(int pid, String netNamespace, String instance) {
    return new Speaker(named(SUPERVISOR, netNamespace, instance), pid, false);
  }

  /** The router. */
  public static Speaker router(int pid, String netNamespace, String instance) {
    return new Speaker(named(ROUTER, netNamespace, instance), pid, true);
  }

  private static String named(String ident, String netNamespace, String instance) {
    return Printable.line(
        ident
            + (netNamespace.isEmpty() ? "" : "_" + netNamespace)
            + (instance.isEmpty() ? "" : "_" + instance));
  }
}
