package dev.baton.core.node;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;

/** A UDP socket that BFD wants to have open. */
public sealed interface BfdSocketSpec {

  /** Control packets of one hop (RFC 5881, section 4). */
  int SINGLE_HOP_PORT = 3784;

  /** Those of several (RFC 5883, section 5). */
  int MULTIHOP_PORT = 4784;

  /** The first port that packets may come from (RFC 5881, section 4); the last is 65535. */
  int SOURCE_PORT_MIN = 49152;

  int SOURCE_PORT_COUNT = 65536 - SOURCE_PORT_MIN;

  IpFamily family();

  /** Hears what is sent to this host's addresses of a family, over one hop or several. */
  record Listener(IpFamily family, boolean multihop) implements BfdSocketSpec {

    /** Where it hears. */
    public int port() {
      return portOf(multihop);
    }
  }

  /**
   * Sends the packets of one session, from a port that no other session has.
   *
   * @param local 0.0.0.0 or :: for the kernel's choice
   * @param portIndex of the source port to try first, below {@link #SOURCE_PORT_COUNT}
   */
  record Sender(IpAddress local, IpAddress neighbor, int hopLimit, boolean multihop, int portIndex)
      implements BfdSocketSpec {

    @Override
    public IpFamily family() {
      return neighbor.family();
    }

    /** Where its packets go. */
    public int port() {
      return portOf(multihop);
    }
  }

  private static int portOf(boolean multihop) {
    return multihop ? MULTIHOP_PORT : SINGLE_HOP_PORT;
  }
}
