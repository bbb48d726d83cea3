package dev.baton.linux.netlink;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxNetlink.Nlattr;
import dev.baton.linux.libc.LinuxNetlink.Nlmsghdr;
import dev.baton.linux.libc.SysSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Netlink messages written one behind the other into an array that grows.
 *
 * <pre>
 * begin(type, flags)  fixed header by put...()  attribute(...)*  end()
 * </pre>
 *
 * <p>Sequence and port stay zero; the socket fills the sequence in when it sends.
 */
public final class MessageWriter {

  private static final int INITIAL_BYTES = 256;

  private ByteBuffer buffer =
      ByteBuffer.wrap(new byte[INITIAL_BYTES]).order(ByteOrder.nativeOrder());
  private int messageStart;
  private int count;

  /** Begins a message; its length is set at its end. */
  public MessageWriter begin(int type, int flags) {
    room(Nlmsghdr.SIZE);
    messageStart = buffer.position();
    buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(0).putInt(0);
    return this;
  }

  /** Ends the message that was begun last. */
  public MessageWriter end() {
    buffer.putInt(messageStart + Nlmsghdr.NLMSG_LEN, buffer.position() - messageStart);
    align();
    count++;
    return this;
  }

  public MessageWriter putByte(int value) {
    room(Byte.BYTES);
    buffer.put((byte) value);
    return this;
  }

  /** The byte that most headers of rtnetlink begin with. */
  public MessageWriter putFamily(IpFamily family) {
    return putByte(family == IpFamily.INET ? SysSocket.AF_INET : SysSocket.AF_INET6);
  }

  public MessageWriter putShort(int value) {
    room(Short.BYTES);
    buffer.putShort((short) value);
    return this;
  }

  public MessageWriter putInt(int value) {
    room(Integer.BYTES);
    buffer.putInt(value);
    return this;
  }

  public MessageWriter attribute(int type, byte[] value) {
    attributeHead(type, value.length);
    buffer.put(value);
    return align();
  }

  public MessageWriter byteAttribute(int type, int value) {
    attributeHead(type, Byte.BYTES);
    buffer.put((byte) value);
    return align();
  }

  public MessageWriter shortAttribute(int type, int value) {
    attributeHead(type, Short.BYTES);
    buffer.putShort((short) value);
    return align();
  }

  public MessageWriter intAttribute(int type, int value) {
    attributeHead(type, Integer.BYTES);
    buffer.putInt(value);
    return this;
  }

  /** Text with the zero that the kernel expects behind it. */
  public MessageWriter textAttribute(int type, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return attribute(type, Arrays.copyOf(bytes, bytes.length + 1));
  }

  public MessageWriter addressAttribute(int type, IpAddress value) {
    return attribute(type, value.octets());
  }

  /** Two numbers of 16 or of 32 bits, each in the machine's order. */
  public MessageWriter rangeAttribute(int type, long first, long last, int bytesEach) {
    attributeHead(type, 2 * bytesEach);
    if (bytesEach == Short.BYTES) {
      buffer.putShort((short) first).putShort((short) last);
    } else {
      buffer.putInt((int) first).putInt((int) last);
    }
    return align();
  }

  /** A number of 16 or 64 bits in the network's order. */
  public MessageWriter networkAttribute(int type, long value, int bytes) {
    attributeHead(type, bytes);
    for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      buffer.put((byte) (value >>> shift));
    }
    return align();
  }

  /** Begins an attribute that holds attributes; the mark is for {@link #endNested}. */
  public int beginNested(int type) {
    int mark = buffer.position();
    attributeHead(type | LinuxNetlink.NLA_F_NESTED, 0);
    return mark;
  }

  public MessageWriter endNested(int mark) {
    buffer.putShort(mark + Nlattr.NLA_LEN, (short) (buffer.position() - mark));
    return this;
  }

  /**
   * Begins an entry with a head of its own, as a list of next hops has them: its length, which
   * {@link #endNested} sets, stands first.
   */
  public int beginEntry() {
    int mark = buffer.position();
    putShort(0);
    return mark;
  }

  private void attributeHead(int type, int valueBytes) {
    room(Nlattr.SIZE + valueBytes + Nlattr.SIZE);
    buffer.putShort((short) (Nlattr.SIZE + valueBytes)).putShort((short) type);
  }

  private MessageWriter align() {
    while (buffer.position() % Nlattr.SIZE != 0) {
      putByte(0);
    }
    return this;
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      byte[] grown = Arrays.copyOf(toBytes(), 2 * (buffer.position() + bytes));
      buffer = ByteBuffer.wrap(grown).order(ByteOrder.nativeOrder()).position(buffer.position());
    }
  }

  /** How many messages have been ended. */
  public int count() {
    return count;
  }

  /** All messages so far. */
  public byte[] toBytes() {
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return bytes;
  }
}
