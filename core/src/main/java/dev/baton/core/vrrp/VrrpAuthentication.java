package dev.baton.core.vrrp;

import dev.baton.core.net.Utf8;
import java.util.Arrays;

/** How VRRPv2 adverts are authenticated (RFC 2338, section 5.3.6; RFC 3768 removed it). */
public sealed interface VrrpAuthentication {

  /** The highest of the types there were: none, password, AH. */
  int TYPE_MAX = 2;

  /** The number in the packet. */
  int type();

  /** The eight bytes behind the addresses, in network order. */
  long data();

  /** What carries the message. */
  IpProtocol protocol();

  /** No authentication: type 0, the authentication data are zero. */
  record None() implements VrrpAuthentication {
    @Override
    public int type() {
      return 0;
    }

    @Override
    public long data() {
      return 0;
    }

    @Override
    public IpProtocol protocol() {
      return IpProtocol.VRRP;
    }
  }

  /** A clear-text password of at most 8 characters (type 1), padded with zeros on the wire. */
  record Password(String text) implements VrrpAuthentication {

    @Override
    public int type() {
      return 1;
    }

    @Override
    public long data() {
      byte[] octets = Utf8.encode(text);
      long data = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        data = data << 8 | (i < octets.length ? octets[i] & 0xFF : 0);
      }
      return data;
    }

    @Override
    public IpProtocol protocol() {
      return IpProtocol.VRRP;
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Password[********]";
    }
  }

  /**
   * An IPsec authentication header (type 2) keyed with at most 8 characters, padded with zeros. The
   * authentication data are zero, and whoever receives them ignores them.
   */
  record Header(String text) implements VrrpAuthentication {

    @Override
    public int type() {
      return 2;
    }

    @Override
    public long data() {
      return 0;
    }

    @Override
    public IpProtocol protocol() {
      return IpProtocol.AH;
    }

    byte[] key() {
      return Arrays.copyOf(Utf8.encode(text), Long.BYTES);
    }

    /** Never shows the key. */
    @Override
    public String toString() {
      return "Header[********]";
    }
  }

  /** The one value of {@link None}. */
  VrrpAuthentication NONE = new None();
}
