package dev.baton.core.vrrp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A keyed digest of 16 bytes (RFC 2104), over MD5 as AH of VRRPv2 demands. */
final class HmacMd5 {

  private static final int BLOCK_BYTES = 64;
  private static final int INNER_PAD = 0x36;
  private static final int OUTER_PAD = 0x5C;

  private HmacMd5() {}

  /** Of this message. A key that is longer than a block is replaced by its digest. */
  static byte[] of(byte[] key, byte[] message) {
    MessageDigest md5 = md5();
    byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? md5.digest(key) : key, BLOCK_BYTES);
    md5.update(padded(block, INNER_PAD));
    byte[] inner = md5.digest(message);
    md5.update(padded(block, OUTER_PAD));
    return md5.digest(inner);
  }

  private static byte[] padded(byte[] block, int pad) {
    byte[] result = new byte[BLOCK_BYTES];
    for (int i = 0; i < BLOCK_BYTES; i++) {
      result[i] = (byte) (block[i] ^ pad);
    }
    return result;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has MD5", missing);
    }
  }
}
