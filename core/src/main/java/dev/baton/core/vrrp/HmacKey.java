package dev.baton.core.vrrp;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A secret that the routers of a group share (auth_hmac), and the number that tells it from others
 * on the wire.
 *
 * @param id 1 to 255
 * @param secret 32 to 64 octets
 */
public record HmacKey(int id, byte[] secret) {

  /** The fewest octets that a secret has. */
  public static final int BYTES_MIN = 32;

  /** The most octets that a secret has. */
  public static final int BYTES_MAX = 64;

  static {
    // The first digest loads classes for longer than an advert may be late. Keys are read where
    // there is time for it.
    Hmac.sha256(new byte[BYTES_MIN], new byte[0]);
  }

  /** Keeps a copy of the secret. */
  public HmacKey {
    secret = secret.clone();
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HmacKey that
        && id == that.id
        && MessageDigest.isEqual(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return 31 * id + Arrays.hashCode(secret);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "HmacKey[" + id + ", ********]";
  }
}
