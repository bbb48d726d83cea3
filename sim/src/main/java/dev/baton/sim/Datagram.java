package dev.baton.sim;

/**
 * A packet on its way to a host, and what the judge knows of it.
 *
 * @param from the number of the host that sent it, or {@link #NOBODY}
 * @param bytes from the IP header on; never changed
 * @param what for messages: what is special about it
 */
record Datagram(int from, byte[] bytes, Kind kind, String what) {

  /** {@link #from} of a packet that no host sent. */
  static final int NOBODY = -1;

  /** What the receiver may make of it. */
  enum Kind {
    /** An advert of one of the hosts. */
    GENUINE,
    /** No proper advert for any virtual router that hears it: it must change nothing at all. */
    JUNK,
    /** A well-formed advert that somebody forged; it must not displace a master. */
    FORGED
  }

  static Datagram genuine(int from, byte[] bytes) {
    return new Datagram(from, bytes, Kind.GENUINE, "an advert");
  }
}
