package dev.baton.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.MacAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Netlink's bytes, without a kernel. */
class MessageCodecTest {

  private static final IpAddress ADDRESS = IpAddress.ofInt(0xC0000201);

  @Test
  void aMessageHasTheKernelsLayout() {
    byte[] bytes =
        new MessageWriter()
            .begin(20, 5)
            .putByte(2)
            .putByte(24)
            .putShort(0)
            .putInt(7)
            .addressAttribute(2, ADDRESS)
            .textAttribute(3, "eth0:1")
            .end()
            .toBytes();
    assertEquals(
        "2c00 0000 1400 0500 00000000 00000000 02 18 0000 07000000 0800 0200 c0000201"
                .replace(" ", "")
            + "0b000300657468303a310000",
        HexFormat.of().formatHex(bytes));
  }

  @Test
  void whatIsWrittenIsRead() {
    var writer = new MessageWriter();
    writer.begin(16, 1).putInt(42).textAttribute(3, "bond0").byteAttribute(11, 200);
    int nested = writer.beginNested(18);
    writer.textAttribute(1, "macvlan").endNested(nested);
    writer.intAttribute(4, 1500).end();
    writer.begin(17, 2).attribute(1, new byte[] {2, 0, 0, 0, 0, 9}).end();
    byte[] bytes = writer.toBytes();
    assertEquals(2, writer.count());
    var reader = new MessageReader(bytes);
    reader.reset(bytes.length);
    assertTrue(reader.next());
    assertEquals(16, reader.type());
    assertEquals(1, reader.flags());
    assertEquals(42, reader.intAt(0));
    AttributeReader attribute = reader.attributes(4);
    assertTrue(attribute.next());
    assertEquals("bond0", attribute.asText());
    assertTrue(attribute.next());
    assertEquals(200, attribute.asByte());
    assertTrue(attribute.next());
    assertEquals(18, attribute.type(), "the mark of a nested attribute is not part of its type");
    AttributeReader inner = attribute.nested();
    assertTrue(inner.next());
    assertEquals("macvlan", inner.asText());
    assertFalse(inner.next());
    assertTrue(attribute.next());
    assertEquals(1500, attribute.asInt());
    assertFalse(attribute.next());
    assertTrue(reader.next());
    AttributeReader ofSecond = reader.attributes(0);
    assertTrue(ofSecond.next());
    assertEquals(new MacAddress(0x0200_0000_0009L), ofSecond.asMac());
    assertFalse(reader.next());
  }

  @Test
  void anAddressIsToldBySize() {
    byte[] bytes =
        new MessageWriter()
            .begin(1, 0)
            .addressAttribute(1, ADDRESS)
            .addressAttribute(2, IpAddress.ANY6)
            .attribute(3, new byte[5])
            .end()
            .toBytes();
    var reader = new MessageReader(bytes);
    reader.reset(bytes.length);
    assertTrue(reader.next());
    AttributeReader attribute = reader.attributes(0);
    assertTrue(attribute.next());
    assertEquals(Optional.of(ADDRESS), attribute.asAddress());
    assertTrue(attribute.next());
    assertEquals(Optional.of(IpAddress.ANY6), attribute.asAddress());
    assertTrue(attribute.next());
    assertEquals(Optional.empty(), attribute.asAddress());
    assertEquals(MacAddress.NONE, attribute.asMac());
    assertArrayEquals(new byte[5], attribute.asBytes());
  }

  @Test
  void longMessagesGrowTheArray() {
    var writer = new MessageWriter().begin(1, 0);
    for (int i = 0; i < 1000; i++) {
      writer.intAttribute(5, i);
    }
    byte[] bytes = writer.end().toBytes();
    var reader = new MessageReader(bytes);
    reader.reset(bytes.length);
    assertTrue(reader.next());
    AttributeReader attribute = reader.attributes(0);
    for (int i = 0; i < 1000; i++) {
      assertTrue(attribute.next());
      assertEquals(i, attribute.asInt());
    }
    assertFalse(attribute.next());
  }

  /** Any bytes are read to an end, and nothing outside of them is. */
  @Test
  void brokenBytesEndTheReading() {
    var random = new Random(4711);
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(96)];
      random.nextBytes(bytes);
      // Small lengths, so that more than the first check is reached.
      for (int i = 0; i < bytes.length; i += 2) {
        bytes[i] = (byte) random.nextInt(40);
        if (i + 1 < bytes.length && random.nextInt(4) != 0) {
          bytes[i + 1] = 0;
        }
      }
      readAll(bytes);
    }
  }

  private static void readAll(byte[] bytes) {
    var reader = new MessageReader(bytes);
    reader.reset(bytes.length);
    while (reader.next()) {
      reader.intAt(12);
      reader.byteAt(3);
      readAll(reader.attributes(8), 3);
      readAll(reader.attributes(0), 3);
    }
  }

  private static void readAll(AttributeReader attribute, int depth) {
    while (attribute.next()) {
      attribute.asText();
      attribute.asAddress();
      attribute.asMac();
      attribute.asInt();
      attribute.asByte();
      attribute.intAt(4);
      if (depth > 0) {
        readAll(attribute.nested(), depth - 1);
      }
    }
  }
}
