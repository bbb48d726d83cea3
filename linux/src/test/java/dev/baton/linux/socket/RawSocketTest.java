package dev.baton.linux.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.Await;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.TestNetwork;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Datagrams of protocol 112 between two network namespaces. */
class RawSocketTest {

  private static final int VRRP = 112;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final IpAddress GROUP4 = address("224.0.0.18");
  private static final IpAddress GROUP6 = address("ff02::12");
  private static final IpAddress LEFT4 = address("192.0.2.1");
  private static final IpAddress RIGHT4 = address("192.0.2.2");
  private static final IpAddress LEFT6 = address("fe80::1");
  private static final int VRID = 51;

  private final TestNetwork network = new TestNetwork();
  private final Device left = device(network.left);
  private final Device right = device(network.right);
  private final SendBatch sending = new SendBatch(8, 1024);
  private final ReceiveBatch received = new ReceiveBatch(64, 256);

  @AfterEach
  void close() {
    network.close();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static Device device(String host) {
    int index = TestNetwork.in(host, () -> NetworkInterface.getByName("eth0").getIndex());
    return new Device(index, "eth0");
  }

  /** An IPv4 header and the first bytes of an advert. */
  private static byte[] datagram4(IpAddress from, IpAddress to, int vrid, int ttl) {
    byte[] bytes = new byte[28];
    ByteBuffer.wrap(bytes).put(0, (byte) 0x45).put(1, (byte) 0xc0).putShort(4, (short) 1);
    bytes[8] = (byte) ttl;
    bytes[9] = VRRP;
    from.writeTo(bytes, 12);
    to.writeTo(bytes, 16);
    bytes[20] = 0x31;
    bytes[21] = (byte) vrid;
    return bytes;
  }

  private static byte[] datagram6(IpAddress from, IpAddress to, int vrid) {
    byte[] bytes = new byte[48];
    ByteBuffer.wrap(bytes).putInt(0, 0x6c000000).putShort(4, (short) 8);
    bytes[6] = VRRP;
    bytes[7] = (byte) 255;
    from.writeTo(bytes, 8);
    to.writeTo(bytes, 24);
    bytes[40] = 0x31;
    bytes[41] = (byte) vrid;
    return bytes;
  }

  private static BitSet vrids(int... vrids) {
    var set = new BitSet();
    Arrays.stream(vrids).forEach(set::set);
    return set;
  }

  private void send(RawSocket socket, byte[] packet, Destination to) {
    sending.clear();
    sending.add(packet, packet.length, to);
    assertEquals(1, sending.send(socket.fd()), () -> Errno.name(sending.errno(0)));
  }

  private void awaitDatagrams(RawSocket socket, int count) throws InterruptedException {
    Await.until(() -> received.receive(socket.fd()) == count);
  }

  @Test
  void multicastCrossesTheWireWithItsHeader() throws Exception {
    try (var sender = sender4();
        var receiver = receiver4()) {
      send(sender, datagram4(LEFT4, GROUP4, VRID, 255), Destination.onLink(GROUP4, left.index()));
      awaitDatagrams(receiver, 1);
      byte[] bytes = new byte[256];
      assertEquals(28, received.copyTo(0, bytes));
      assertEquals(28, received.lengthBytes(0));
      assertFalse(received.truncated(0));
      assertEquals(LEFT4, received.source(0));
      assertEquals(0xc0, bytes[1] & 0xFF);
      assertEquals(255, bytes[8] & 0xFF);
      assertEquals(0, bytes[6] & 0x40, "no don't-fragment");
      assertEquals(VRID, bytes[21]);
      assertEquals(-Errno.EAGAIN, received.receive(receiver.fd()));
    }
  }

  private RawSocket sender4() {
    return TestNetwork.in(network.left, () -> RawSocket.multicastSender(VRRP, left, IpFamily.INET));
  }

  private RawSocket receiver4() {
    return TestNetwork.in(
        network.right, () -> RawSocket.multicastReceiver(VRRP, right, GROUP4, BUFFER_BYTES));
  }

  @Test
  void theFilterPassesItsVridsOnly() throws Exception {
    try (var sender = sender4();
        var receiver = receiver4()) {
      assertEquals(0, receiver.filter(PacketFilter.ip4PayloadByte(1, vrids(VRID, 255))));
      for (int vrid = 1; vrid <= 255; vrid++) {
        send(sender, datagram4(LEFT4, GROUP4, vrid, 255), Destination.of(GROUP4));
      }
      awaitDatagrams(receiver, 2);
      assertArrayEquals(new int[] {VRID, 255}, vridsReceived(2));
      // A reload: the new filter takes the place of the old one.
      assertEquals(0, receiver.filter(PacketFilter.ip4PayloadByte(1, vrids(1, 31, 32, 64, 200))));
      for (int vrid = 1; vrid <= 255; vrid++) {
        send(sender, datagram4(LEFT4, GROUP4, vrid, 255), Destination.of(GROUP4));
      }
      awaitDatagrams(receiver, 5);
      assertArrayEquals(new int[] {1, 31, 32, 64, 200}, vridsReceived(5));
    }
  }

  private int[] vridsReceived(int count) {
    int[] vrids = new int[count];
    byte[] bytes = new byte[256];
    for (int i = 0; i < count; i++) {
      received.copyTo(i, bytes);
      vrids[i] = bytes[21] & 0xFF;
    }
    return vrids;
  }

  @Test
  void itsOwnHostDoesNotHearASender() throws Exception {
    try (var sender = sender4();
        var ownReceiver =
            TestNetwork.in(
                network.left, () -> RawSocket.multicastReceiver(VRRP, left, GROUP4, BUFFER_BYTES));
        var receiver = receiver4()) {
      send(sender, datagram4(LEFT4, GROUP4, VRID, 255), Destination.of(GROUP4));
      awaitDatagrams(receiver, 1);
      assertEquals(-Errno.EAGAIN, received.receive(ownReceiver.fd()));
    }
  }

  @Test
  void unicastGoesToAnAddressThatComesLater() throws Exception {
    IpAddress later = address("192.0.2.77");
    try (var sender = TestNetwork.in(network.left, () -> RawSocket.unicastSender(VRRP, LEFT4, 0));
        var receiver =
            TestNetwork.in(
                network.right, () -> RawSocket.unicastReceiver(VRRP, later, 0, BUFFER_BYTES))) {
      TestNetwork.ip(network.right, "address add 192.0.2.77/24 dev eth0");
      send(sender, datagram4(LEFT4, RIGHT4, 9, 64), Destination.of(RIGHT4));
      send(sender, datagram4(LEFT4, later, VRID, 64), Destination.of(later));
      awaitDatagrams(receiver, 1);
      assertArrayEquals(new int[] {VRID}, vridsReceived(1));
    }
  }

  @Test
  void ip6TellsDestinationInterfaceAndHopLimit() throws Exception {
    TestNetwork.ip(network.left, "address add fe80::1/64 dev eth0 nodad");
    try (var sender =
            TestNetwork.in(
                network.left, () -> RawSocket.multicastSender(VRRP, left, IpFamily.INET6));
        var receiver =
            TestNetwork.in(
                network.right,
                () -> RawSocket.multicastReceiver(VRRP, right, GROUP6, BUFFER_BYTES))) {
      assertEquals(0, receiver.filter(PacketFilter.ip6PayloadByte(1, vrids(VRID))));
      var group = Destination.onLink(GROUP6, left.index());
      send(sender, datagram6(LEFT6, GROUP6, 9), group);
      send(sender, datagram6(LEFT6, GROUP6, VRID), group);
      awaitDatagrams(receiver, 1);
      assertEquals(8, received.lengthBytes(0));
      assertEquals(LEFT6, received.source(0));
      assertEquals(GROUP6, received.destination(0));
      assertEquals(255, received.hopLimit(0));
      assertEquals(right.index(), received.interfaceIndex(0));
    }
  }

  @Test
  void aLongDatagramIsCutAndSaidToBe() throws Exception {
    var small = new ReceiveBatch(2, 16);
    try (var sender = sender4();
        var receiver = receiver4()) {
      send(sender, datagram4(LEFT4, GROUP4, VRID, 255), Destination.of(GROUP4));
      Await.until(() -> small.receive(receiver.fd()) == 1);
      assertTrue(small.truncated(0));
      assertEquals(16, small.lengthBytes(0));
    }
  }

  @Test
  void oneThatFailsDoesNotHoldUpTheOthers() throws Exception {
    try (var sender = TestNetwork.in(network.left, () -> RawSocket.unicastSender(VRRP, LEFT4, 0));
        var receiver =
            TestNetwork.in(
                network.right, () -> RawSocket.unicastReceiver(VRRP, RIGHT4, 0, BUFFER_BYTES))) {
      IpAddress nowhere = address("198.51.100.1");
      for (IpAddress to : new IpAddress[] {RIGHT4, nowhere, RIGHT4}) {
        sending.add(datagram4(LEFT4, to, VRID, 64), 28, Destination.of(to));
      }
      assertEquals(2, sending.send(sender.fd()));
      assertEquals(0, sending.errno(0));
      assertEquals(Errno.ENETUNREACH, sending.errno(1));
      assertEquals(0, sending.errno(2));
      awaitDatagrams(receiver, 2);
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsSaid() {
    var failed =
        assertThrows(
            OsException.class,
            () -> RawSocket.multicastSender(VRRP, new Device(4711, "none"), IpFamily.INET));
    assertEquals(Errno.ENODEV, failed.errno());
    assertEquals("SO_BINDTODEVICE none: No such device", failed.getMessage());
  }
}
