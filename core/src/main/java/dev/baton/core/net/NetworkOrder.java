package dev.baton.core.net;

/** Numbers in packets: big-endian, at any offset. The caller knows that the bytes are there. */
public final class NetworkOrder {

  private NetworkOrder() {}

  /** The unsigned 16 bits at {@code offset}. */
  public static int readShort(byte[] bytes, int offset) {
    return (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
  }

  /** Writes the low 16 bits of {@code value} and returns the offset behind them. */
  public static int writeShort(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) (value >>> 8);
    bytes[offset + 1] = (byte) value;
    return offset + Short.BYTES;
  }

  /** The 32 bits at {@code offset}. */
  public static int readInt(byte[] bytes, int offset) {
    return readShort(bytes, offset) << 16 | readShort(bytes, offset + Short.BYTES);
  }

  /** Writes 32 bits and returns the offset behind them. */
  public static int writeInt(byte[] bytes, int offset, int value) {
    return writeShort(bytes, writeShort(bytes, offset, value >>> 16), value);
  }

  /** The 64 bits at {@code offset}. */
  public static long readLong(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[offset + i] & 0xFF);
    }
    return value;
  }

  /** Writes 64 bits and returns the offset behind them. */
  public static int writeLong(byte[] bytes, int offset, long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[offset + i] = (byte) (value >>> (56 - 8 * i));
    }
    return offset + Long.BYTES;
  }
}
