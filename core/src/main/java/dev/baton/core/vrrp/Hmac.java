package dev.baton.core.vrrp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Keyed digests (RFC 2104) over hash functions whose block has 64 bytes. */
final class Hmac {

  private static final int BLOCK_BYTES = 64;
  private static final int INNER_PAD = 0x36;
  private static final int OUTER_PAD = 0x5C;

  private Hmac() {}

  /** 16 bytes over MD5, as AH of VRRPv2 demands. */
  static byte[] md5(byte[] key, byte[] message) {
    return of(digest("MD5"), key, message);
  }

  /** 32 bytes over SHA-256. */
  static byte[] sha256(byte[] key, byte[] message) {
    return of(digest("SHA-256"), key, message);
  }

  /** A key that is longer than a block is replaced by its digest. */
  private static byte[] of(MessageDigest digest, byte[] key, byte[] message) {
    byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? digest.digest(key) : key, BLOCK_BYTES);
    digest.update(padded(block, INNER_PAD));
    byte[] inner = digest.digest(message);
    digest.update(padded(block, OUTER_PAD));
    return digest.digest(inner);
  }

  private static byte[] padded(byte[] block, int pad) {
    byte[] result = new byte[BLOCK_BYTES];
    for (int i = 0; i < BLOCK_BYTES; i++) {
      result[i] = (byte) (block[i] ^ pad);
    }
    return result;
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has " + name, missing);
    }
  }
}
