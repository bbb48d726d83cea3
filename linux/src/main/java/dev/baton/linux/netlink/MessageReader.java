package dev.baton.linux.netlink;

import dev.baton.linux.libc.LinuxNetlink.Nlmsghdr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A cursor over the messages of one datagram. Whatever the bytes are, {@link #next} ends: at a
 * message that claims more than there is, or less than a header, it stops.
 */
public final class MessageReader {

  private final ByteBuffer buffer;
  private int limit;
  private int start;
  private int following;

  /** Reads from an array that the caller fills anew before each {@link #reset}. */
  public MessageReader(byte[] bytes) {
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /** Goes before the first message of a datagram that has this length. */
  public void reset(int lengthBytes) {
    limit = lengthBytes;
    start = 0;
    following = 0;
  }

  /** Moves to the next message, if there is one. */
  public boolean next() {
    start = following;
    if (limit - start < Nlmsghdr.SIZE) {
      return false;
    }
    int length = lengthBytes();
    if (length < Nlmsghdr.SIZE || length > limit - start) {
      return false;
    }
    following = Math.min(start + (length + 3 & ~3), limit);
    return true;
  }

  private int lengthBytes() {
    return buffer.getInt(start + Nlmsghdr.NLMSG_LEN);
  }

  public int type() {
    return buffer.getShort(start + Nlmsghdr.NLMSG_TYPE) & 0xFFFF;
  }

  public int flags() {
    return buffer.getShort(start + Nlmsghdr.NLMSG_FLAGS) & 0xFFFF;
  }

  public int sequence() {
    return buffer.getInt(start + Nlmsghdr.NLMSG_SEQ);
  }

  /** Of a notification: the port of the socket whose request caused the change; 0 is the kernel. */
  public int portId() {
    return buffer.getInt(start + Nlmsghdr.NLMSG_PID);
  }

  /** How many bytes follow the header. */
  public int payloadBytes() {
    return lengthBytes() - Nlmsghdr.SIZE;
  }

  /** The byte at this offset behind the header, unsigned; 0 when the message is too short. */
  public int byteAt(int offset) {
    return has(offset, Byte.BYTES) ? buffer.get(start + Nlmsghdr.SIZE + offset) & 0xFF : 0;
  }

  /** The number of 16 bits at this offset behind the header; 0 when the message is too short. */
  public int shortAt(int offset) {
    return has(offset, Short.BYTES)
        ? Short.toUnsignedInt(buffer.getShort(start + Nlmsghdr.SIZE + offset))
        : 0;
  }

  /** The number of 32 bits at this offset behind the header; 0 when the message is too short. */
  public int intAt(int offset) {
    return has(offset, Integer.BYTES) ? buffer.getInt(start + Nlmsghdr.SIZE + offset) : 0;
  }

  private boolean has(int offset, int bytes) {
    return offset >= 0 && offset + bytes <= payloadBytes();
  }

  /** The attributes that begin at this offset behind the header. */
  public AttributeReader attributes(int offset) {
    int from = Nlmsghdr.SIZE + offset;
    return new AttributeReader(
        buffer, start + Math.min(from, lengthBytes()), start + lengthBytes());
  }
}
