package dev.baton.core.node;

/**
 * Command line options that affect a node.
 *
 * @param detail option -D: log lines of level DETAIL
 * @param keepAddresses option -V: leave the addresses in place at shutdown
 * @param tellAddresses option -a: log every address that others add or remove
 * @param withoutBfd option -B: no session is run, so all of them are down
 */
public record NodeOptions(
    boolean detail, boolean keepAddresses, boolean tellAddresses, boolean withoutBfd) {

  /** With BFD. */
  public NodeOptions(boolean detail, boolean keepAddresses, boolean tellAddresses) {
    this(detail, keepAddresses, tellAddresses, false);
  }
}
