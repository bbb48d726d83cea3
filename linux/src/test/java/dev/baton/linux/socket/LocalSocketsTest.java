package dev.baton.linux.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.TestJvm;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.MemoryFile;
import dev.baton.linux.process.ThisProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets between the processes of one host. */
class LocalSocketsTest {

  private static final int BYTES_MAX = 4096;

  @TempDir Path directory;

  @Test
  void messagesKeepTheirBounds() throws Exception {
    var pair = SeqPacketSocket.pair(BYTES_MAX);
    try (var one = pair.own();
        var other = pair.peer()) {
      byte[] buffer = new byte[BYTES_MAX];
      assertEquals(-Errno.EAGAIN, other.receive(buffer));
      assertEquals(5, one.send("hello".getBytes(UTF_8), 5));
      assertEquals(2, one.send("you there".getBytes(UTF_8), 2));
      assertEquals(5, other.receive(buffer));
      assertEquals("hello", new String(buffer, 0, 5, UTF_8));
      assertEquals(2, other.receive(buffer));
      assertEquals("yo", new String(buffer, 0, 2, UTF_8));
      assertEquals(Optional.empty(), other.takePassed());
      one.fd().close();
      assertEquals(0, other.receive(buffer));
      assertEquals(-Errno.EPIPE, other.send(buffer, 1));
    }
  }

  @Test
  void aFullQueueIsSaidNotWaitedFor() throws Exception {
    var pair = SeqPacketSocket.pair(BYTES_MAX);
    try (var one = pair.own();
        var other = pair.peer()) {
      byte[] buffer = new byte[BYTES_MAX];
      int sent = 0;
      while (one.send(buffer, BYTES_MAX) == BYTES_MAX) {
        sent++;
      }
      assertEquals(-Errno.EAGAIN, one.send(buffer, BYTES_MAX));
      for (int i = 0; i < sent; i++) {
        assertEquals(BYTES_MAX, other.receive(buffer));
      }
      assertEquals(BYTES_MAX, one.send(buffer, BYTES_MAX));
    }
  }

  @Test
  void whoCallsAPathIsKnown() throws Exception {
    String path = directory.resolve("socket").toString();
    try (var listener = UnixListener.open(path, 0600, 1);
        var caller = UnixStream.open()) {
      assertEquals(Optional.empty(), listener.accept());
      assertEquals(0, caller.connect(path));
      try (var accepted = listener.accept().orElseThrow()) {
        int pid = ThisProcess.pid();
        var own = new PeerCredentials(pid, ThisProcess.uid(), ThisProcess.gid());
        assertEquals(own, PeerCredentials.of(accepted.fd()));
        assertEquals(own, PeerCredentials.of(caller.fd()));
        List<Integer> groups = groups(Files.readString(Path.of("/proc/self/status")));
        assertEquals(groups, PeerCredentials.groupsOf(accepted.fd()).stream().sorted().toList());
        assertEquals(3, accepted.send("hello".getBytes(UTF_8), 2, 3));
        byte[] buffer = new byte[9];
        assertEquals(3, caller.read(buffer));
        assertEquals("llo", new String(buffer, 0, 3, UTF_8));
        assertEquals(-Errno.EAGAIN, caller.read(buffer));
      }
      assertEquals(0, caller.read(new byte[9]));
      assertEquals(-Errno.EPIPE, caller.send(new byte[1], 0, 1));
    }
    assertEquals(-Errno.ECONNREFUSED, UnixStream.open().connect(path));
    assertEquals(-Errno.ENOENT, UnixStream.open().connect(path + "x"));
    assertEquals(-Errno.ENAMETOOLONG, UnixStream.open().connect("/" + "x".repeat(108)));
    var taken = assertThrows(OsException.class, () -> UnixListener.open(path, 0600, 1));
    assertEquals(Errno.EADDRINUSE, taken.errno());
  }

  private static List<Integer> groups(String status) {
    String line = status.lines().filter(it -> it.startsWith("Groups:")).findFirst().orElseThrow();
    String numbers = line.substring("Groups:".length()).strip();
    return numbers.isEmpty()
        ? List.of()
        : Arrays.stream(numbers.split(" ")).map(Integer::valueOf).sorted().toList();
  }

  @Test
  void aDescriptorTravelsWithItsMessage() throws Exception {
    var pair = SeqPacketSocket.pair(BYTES_MAX);
    byte[] contents = "vrrp_instance V1 {}".getBytes(UTF_8);
    try (var one = pair.own();
        var other = pair.peer();
        Fd file = MemoryFile.of("configuration", contents)) {
      byte[] buffer = new byte[BYTES_MAX];
      assertEquals(1, one.send(new byte[] {7}, 1, file));
      assertEquals(1, one.send(new byte[] {8}, 1));
      assertEquals(1, other.receive(buffer));
      try (Fd passed = other.takePassed().orElseThrow()) {
        assertFalse(passed.number() == file.number());
        assertEquals("vrrp_instance V1 {}", new String(MemoryFile.contents(passed, 999), UTF_8));
      }
      assertEquals(1, other.receive(buffer));
      assertEquals(Optional.empty(), other.takePassed());
    }
  }

  @Test
  void aDescriptorThatNobodyTakesIsClosed() throws Exception {
    var pair = SeqPacketSocket.pair(BYTES_MAX);
    try (var one = pair.own();
        var other = pair.peer();
        Fd file = MemoryFile.of("passed", new byte[1])) {
      byte[] buffer = new byte[BYTES_MAX];
      one.send(buffer, 1, file);
      other.receive(buffer);
      long before = openDescriptors();
      for (int i = 0; i < 10; i++) {
        one.send(buffer, 1, file);
        other.receive(buffer);
      }
      assertEquals(before, openDescriptors());
    }
  }

  private static long openDescriptors() throws Exception {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(fd -> fd.toString().length() > 0).count();
    }
  }

  @Test
  void tooLongAMessageIsLostAndSaid() throws Exception {
    var pair = SeqPacketSocket.pair(BYTES_MAX);
    try (var one = pair.own();
        var other = SeqPacketSocket.adopt(pair.peer().fd(), 4)) {
      byte[] buffer = new byte[BYTES_MAX];
      one.send("too long".getBytes(UTF_8), 8);
      one.send("next".getBytes(UTF_8), 4);
      assertEquals(-Errno.EMSGSIZE, other.receive(buffer));
      assertEquals(4, other.receive(buffer));
    }
  }

  @Test
  void aKnownProcessCalls() throws Exception {
    int pid = ThisProcess.pid();
    String name = "baton-test/call/" + pid;
    assertEquals(Optional.empty(), SeqPacketListener.call(name, pid));
    try (var listener = SeqPacketListener.open(name)) {
      var taken = assertThrows(OsException.class, () -> SeqPacketListener.open(name));
      assertEquals(Errno.EADDRINUSE, taken.errno());
      assertEquals(Optional.empty(), listener.accept(pid));
      try (Fd caller = SeqPacketListener.call(name, pid).orElseThrow();
          Fd answered = listener.accept(pid).orElseThrow();
          var one = SeqPacketSocket.adopt(caller, BYTES_MAX);
          var other = SeqPacketSocket.adopt(answered, BYTES_MAX)) {
        assertEquals(5, one.send("hello".getBytes(UTF_8), 5));
        assertEquals(5, other.receive(new byte[BYTES_MAX]));
      }
    }
  }

  @Test
  void aStrangerIsTurnedAwayOnEitherSide() throws Exception {
    int pid = ThisProcess.pid();
    String name = "baton-test/stranger/" + pid;
    try (var listener = SeqPacketListener.open(name)) {
      assertEquals(Optional.empty(), SeqPacketListener.call(name, pid + 1));
      try (Fd stranger = SeqPacketListener.call(name, pid).orElseThrow();
          var caller = SeqPacketSocket.adopt(stranger, BYTES_MAX)) {
        assertEquals(Optional.empty(), listener.accept(pid + 1));
        assertEquals(0, caller.receive(new byte[1]));
      }
    }
  }

  /** Listens, and calls: the numbers that the other side sees are right. */
  public static final class Stranger {

    public static void main(String[] names) throws Exception {
      int parent = ThisProcess.parentPid();
      try (var _ = SeqPacketListener.open(names[0])) {
        SeqPacketListener.call(names[1], parent).ifPresent(Fd::close);
        System.out.println(ThisProcess.pid());
        System.in.read();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--reuid=61001", "--regid=61001"})
  void theRightNumberOfAnotherUsersProcessIsNotEnough(String identity) throws Exception {
    String name = "baton-test/other/" + ThisProcess.pid();
    List<String> arguments = List.of(name, name + "/ours");
    // It must be able to load its classes, wherever they are.
    String may = "-caps=+dac_override";
    String[] user = {"setpriv", "--clear-groups", identity, "--inh" + may, "--ambient" + may};
    try (var listener = SeqPacketListener.open(name + "/ours")) {
      Process stranger = TestJvm.start(Stranger.class, arguments, user);
      try {
        int pid = Integer.parseInt(stranger.inputReader(UTF_8).readLine());
        assertEquals(Optional.empty(), SeqPacketListener.call(name, pid));
        assertEquals(Optional.empty(), listener.accept(pid));
      } finally {
        stranger.destroy();
        stranger.waitFor();
      }
    }
  }

  @Test
  void datagramsFindTheirListener() throws Exception {
    String path = directory.resolve("log").toString();
    try (var sender = UnixDatagram.open(path);
        Fd listener = Socket.open(SysSocket.AF_UNIX, SysSocket.SOCK_DGRAM, 0)) {
      assertEquals(-Errno.ENOENT, sender.connect());
      assertEquals(-Errno.ENOTCONN, sender.send(new byte[1]));
      assertEquals(0, Socket.bind(listener, localAddress(path)));
      assertEquals(0, sender.connect());
      assertEquals(6, sender.send("<30>hi".getBytes(UTF_8)));
      byte[] buffer = new byte[16];
      assertEquals(6, listener.read(buffer));
      assertEquals("<30>hi", new String(buffer, 0, 6, UTF_8));
    }
  }

  @Test
  void abstractNamesHaveNoFile() throws Exception {
    String name = "baton-test-" + ProcessHandle.current().pid();
    try (var sender = UnixDatagram.open("@" + name);
        Fd listener = Socket.open(SysSocket.AF_UNIX, SysSocket.SOCK_DGRAM, 0)) {
      byte[] address = localAddress("@" + name);
      address[2] = 0;
      byte[] exact = Arrays.copyOf(address, address.length - 1);
      assertEquals(0, Socket.bind(listener, exact));
      assertEquals(0, sender.connect());
      assertEquals(7, sender.send("READY=1".getBytes(UTF_8)));
      assertEquals(7, listener.read(new byte[16]));
    }
  }

  @Test
  void aPathThatIsTooLongIsSaid() throws Exception {
    try (var sender = UnixDatagram.open("/" + "x".repeat(107))) {
      assertEquals(-Errno.ENAMETOOLONG, sender.connect());
    }
  }

  private static byte[] localAddress(String path) {
    byte[] bytes = new byte[2 + path.length() + 1];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.nativeOrder())
        .putShort((short) SysSocket.AF_UNIX)
        .put(path.getBytes(UTF_8));
    return bytes;
  }

  @Test
  void aConnectionIsMadeOrRefused() throws Exception {
    IpAddress loopback = IpAddress.ofInt(0x7F000001);
    int port;
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertEquals(0, outcome(loopback, port));
    }
    assertEquals(-Errno.ECONNREFUSED, outcome(loopback, port));
    assertEquals(-Errno.ECONNREFUSED, outcome(IpAddress.parse("::1").orElseThrow(), port));
  }

  private static int outcome(IpAddress address, int port) throws Exception {
    try (var poller = Poller.open(1);
        var connection = TcpConnection.start(address, port, 0)) {
      if (connection.isPending()) {
        poller.add(connection.fd(), Poller.WRITABLE, 1);
        assertEquals(1, poller.await(5_000_000_000L));
        assertTrue((poller.readiness(0) & Poller.WRITABLE) != 0);
      }
      return connection.outcome();
    }
  }
}
