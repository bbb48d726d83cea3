package dev.baton.core.vrrp;

import dev.baton.core.net.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How adverts are authenticated: those of VRRPv2 as RFC 2338, section 5.3.6, has it, which RFC 3768
 * removed; those of both versions by a signature behind them, which is keepalived's own.
 */
public sealed interface VrrpAuthentication {

  /** The highest of the types there were: none, password, AH. */
  int TYPE_MAX = 2;

  /** The number in the packet. */
  int type();

  /** The eight bytes behind the addresses, in network order. */
  long data();

  /** What carries the message. */
  IpProtocol protocol();

  /** How many bytes follow each message that we send. */
  int trailerBytes();

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

    @Override
    public int trailerBytes() {
      return 0;
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

    @Override
    public int trailerBytes() {
      return 0;
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

    @Override
    public int trailerBytes() {
      return 0;
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

  /**
   * A signature behind each advert (auth_hmac). The type in the packet is that of no
   * authentication.
   *
   * @param keys at least that which signs; each of them verifies
   * @param activeKeyId the number of the key that signs
   * @param windowSeconds how far the clocks of two routers may be apart, 1 to 300
   */
  record Trailer(
      List<HmacKey> keys, int activeKeyId, long windowSeconds, AntiReplay antiReplay, Mode mode)
      implements VrrpAuthentication {

    /** What tells a new advert from an old one. */
    public enum AntiReplay {
      /** It is of this time, and later than the sender's last. */
      TIME,
      /** It is later than the sender's last; clocks may differ. */
      MONOTONIC
    }

    /** What becomes of adverts without a signature. Wrong signatures are refused in all modes. */
    public enum Mode {
      /** They are refused. */
      ENFORCE,
      /** They count. */
      PERMISSIVE,
      /** They count, and our own have none. */
      RECEIVE_ONLY
    }

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

    @Override
    public int trailerBytes() {
      return mode == Mode.RECEIVE_ONLY ? 0 : AdvertTrailer.BYTES;
    }

    /** The key of that number. */
    Optional<HmacKey> key(int id) {
      for (HmacKey key : keys) {
        if (key.id() == id) {
          return Optional.of(key);
        }
      }
      return Optional.empty();
    }

    /** The key that signs. */
    public HmacKey activeKey() {
      return key(activeKeyId).orElseThrow();
    }
  }

  /** The one value of {@link None}. */
  VrrpAuthentication NONE = new None();
}
