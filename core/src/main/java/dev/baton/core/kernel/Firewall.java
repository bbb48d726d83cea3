package dev.baton.core.kernel;

/** What drops the packets to and from addresses that must not be answered. */
public sealed interface Firewall {

  /** The name of our table unless the file says otherwise. */
  String TABLE = "keepalived";

  /** Ours come just before those of others who filter (NF_IP_PRI_FILTER, 0). */
  int PRIORITY = -1;

  /** What is used unless the file says otherwise. */
  Firewall DEFAULT = new Nftables(TABLE, PRIORITY, false, false);

  /** How much of what an instance of a family holds is to be dropped; the table follows from it. */
  enum Share {
    /** Nothing: there is to be no table. */
    NONE,
    /** Some addresses are answered: what an earlier run left may be about them, and goes. */
    SOME,
    /** All: what an earlier run left does no harm until our own table takes its place. */
    ALL
  }

  /**
   * A table of this name for each family.
   *
   * @param priority of its base chains
   * @param counters each rule counts what it matches
   * @param chosen the file asks for nftables; else it is used for want of anything else
   */
  record Nftables(String table, int priority, boolean counters, boolean chosen)
      implements Firewall {}
}
