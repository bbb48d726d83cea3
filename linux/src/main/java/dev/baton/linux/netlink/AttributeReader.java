package dev.baton.linux.netlink;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxNetlink.Nlattr;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A cursor over the attributes of a message or of another attribute. Like its reader it stops at
 * the first that cannot be right, and a value of the wrong size is none.
 */
public final class AttributeReader {

  private final ByteBuffer buffer;
  private final int limit;
  private int start;
  private int following;

  AttributeReader(ByteBuffer buffer, int from, int limit) {
    this.buffer = buffer;
    this.limit = limit;
    this.start = from;
    this.following = from;
  }

  /** Moves to the next attribute, if there is one. */
  public boolean next() {
    start = following;
    if (limit - start < Nlattr.SIZE) {
      return false;
    }
    int length = lengthBytes();
    if (length < Nlattr.SIZE || length > limit - start) {
      return false;
    }
    following = Math.min(start + (length + 3 & ~3), limit);
    return true;
  }

  private int lengthBytes() {
    return buffer.getShort(start + Nlattr.NLA_LEN) & 0xFFFF;
  }

  private int valueBytes() {
    return lengthBytes() - Nlattr.SIZE;
  }

  public int type() {
    return buffer.getShort(start + Nlattr.NLA_TYPE) & 0xFFFF & LinuxNetlink.NLA_TYPE_MASK;
  }

  /** The first byte of the value, unsigned; 0 when it is empty. */
  public int asByte() {
    return valueBytes() > 0 ? buffer.get(start + Nlattr.SIZE) & 0xFF : 0;
  }

  /** The value as a number of 32 bits; 0 when it is shorter. */
  public int asInt() {
    return intAt(0);
  }

  /** The number of 32 bits at this offset of the value; 0 when the value ends before. */
  public int intAt(int offset) {
    boolean inside = offset + Integer.BYTES <= valueBytes();
    return inside ? buffer.getInt(start + Nlattr.SIZE + offset) : 0;
  }

  /** The number of 16 bits at this offset of the value; 0 when the value ends before. */
  public int shortAt(int offset) {
    boolean inside = offset + Short.BYTES <= valueBytes();
    return inside ? Short.toUnsignedInt(buffer.getShort(start + Nlattr.SIZE + offset)) : 0;
  }

  /** The value as a number of 64 bits in the network's order; 0 when it is shorter. */
  public long asNetworkLong() {
    long value = 0;
    for (int i = 0; valueBytes() >= Long.BYTES && i < Long.BYTES; i++) {
      value = value << Byte.SIZE | (buffer.get(start + Nlattr.SIZE + i) & 0xFF);
    }
    return value;
  }

  /** How long the value is. */
  public int length() {
    return valueBytes();
  }

  /** The attributes from this offset of the value, up to that one. */
  public AttributeReader nested(int from, int to) {
    int base = start + Nlattr.SIZE;
    int end = Math.min(to, valueBytes());
    return new AttributeReader(buffer, base + Math.min(from, end), base + end);
  }

  /** The value as text, up to its first zero. */
  public String asText() {
    byte[] bytes = asBytes();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  public byte[] asBytes() {
    byte[] bytes = new byte[valueBytes()];
    buffer.get(start + Nlattr.SIZE, bytes);
    return bytes;
  }

  /** The value as an address, told apart by its size. */
  public Optional<IpAddress> asAddress() {
    for (IpFamily family : IpFamily.values()) {
      if (valueBytes() == family.addressBytes()) {
        return Optional.of(IpAddress.of(family, asBytes(), 0));
      }
    }
    return Optional.empty();
  }

  /** The value as a hardware address; of links without one, such as tunnels, none. */
  public MacAddress asMac() {
    return valueBytes() == MacAddress.BYTES ? MacAddress.of(asBytes(), 0) : MacAddress.NONE;
  }

  /** The attributes inside the value. */
  public AttributeReader nested() {
    return new AttributeReader(buffer, start + Nlattr.SIZE, start + lengthBytes());
  }
}
