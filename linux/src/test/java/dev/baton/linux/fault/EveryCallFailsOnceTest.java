package dev.baton.linux.fault;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.Operation;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.TestNetwork;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.MemoryFile;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.route.ChangeBatch;
import dev.baton.linux.route.RouteClient;
import dev.baton.linux.route.RouteMonitor;
import dev.baton.linux.route.TestChanges;
import dev.baton.linux.socket.Device;
import dev.baton.linux.socket.RawSocket;
import dev.baton.linux.socket.SeqPacketListener;
import dev.baton.linux.socket.SeqPacketSocket;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever call fails: it is told, nothing stays open, and the next attempt succeeds. */
class EveryCallFailsOnceTest {

  private static final int INJECTED = Errno.EIO;
  private static final IpAddress GROUP4 = IpAddress.ofInt(0xE0000012);
  private static final IpAddress GROUP6 = IpAddress.parse("ff02::12").orElseThrow();

  private final TestNetwork network = new TestNetwork();

  @AfterEach
  void close() {
    network.close();
  }

  /** A course of events; it throws, or ends well. */
  private interface Course {
    void run() throws Exception;
  }

  /** Goes through the course once for each of its calls, and returns how many there are. */
  private static int failEach(Course course) throws Exception {
    assertDoesNotThrow(course::run, "without a fault, and everything is loaded");
    int calls;
    try (var counting = KernelFaults.none(Thread.currentThread()::equals)) {
      course.run();
      calls = counting.calls();
    }
    long open = openDescriptors();
    for (int i = 0; i < calls; i++) {
      String which = "call " + i + " of " + calls;
      assertEquals(Optional.of(INJECTED), told(course, i), which);
      assertEquals(open, openDescriptors(), which + " leaves something open");
      assertDoesNotThrow(course::run, which + " spoils the next attempt");
    }
    return calls;
  }

  private static Optional<Integer> told(Course course, int index) throws Exception {
    try (var _ = KernelFaults.at(Thread.currentThread()::equals, index, INJECTED)) {
      course.run();
      return Optional.empty();
    } catch (OsException failed) {
      return Optional.of(failed.errno());
    }
  }

  private static long openDescriptors() throws Exception {
    try (var list = Files.list(Path.of("/proc/self/fd"))) {
      return list.count();
    }
  }

  /** On a thread of the namespace, where the faults are. */
  private int failEachInNetwork(Course course) {
    return TestNetwork.in(network.left, () -> failEach(course));
  }

  private Device eth0() throws Exception {
    return new Device(NetworkInterface.getByName("eth0").getIndex(), "eth0");
  }

  @Test
  void openingSockets() {
    int calls =
        failEachInNetwork(
            () -> {
              Device device = eth0();
              RawSocket.multicastReceiver(112, device, GROUP4, 9999).close();
              RawSocket.multicastReceiver(112, device, GROUP6, 9999).close();
              RawSocket.multicastSender(112, device, IpFamily.INET).close();
              RawSocket.multicastSender(112, device, IpFamily.INET6).close();
              RawSocket.unicastReceiver(112, GROUP4, 0, 9999).close();
              RawSocket.unicastSender(112, IpAddress.ofInt(0xC0000201), 0).close();
            });
    assertTrue(calls > 30, "calls " + calls);
  }

  @Test
  void openingWhatALoopStandsOn() {
    int calls =
        failEachInNetwork(
            () -> {
              RouteMonitor.open(9999).close();
              Poller.open(4).close();
              SeqPacketSocket.Pair pair = SeqPacketSocket.pair(64);
              pair.own().close();
              pair.peer().close();
              MemoryFile.of("x", new byte[99]).close();
            });
    assertTrue(calls > 10, "calls " + calls);
  }

  @Test
  void callingAProcessThatListens() throws Exception {
    int pid = ThisProcess.pid();
    String name = "baton-test/fails/" + pid;
    int calls =
        failEach(
            () -> {
              try (var listener = SeqPacketListener.open(name);
                  Fd caller = answered(SeqPacketListener.call(name, pid));
                  Fd callee = answered(listener.accept(pid))) {
                assertTrue(caller.isOpen() && callee.isOpen());
              }
            });
    assertEquals(12, calls);
  }

  /** Who is not answered calls again: one more call that has failed. */
  private static Fd answered(Optional<Fd> connection) throws OsException {
    return connection.orElseThrow(() -> new OsException("connect", INJECTED, "again"));
  }

  @Test
  void askingForLinksAndAddresses() {
    int calls =
        failEachInNetwork(
            () -> {
              long deadline = deadline();
              try (var client = RouteClient.open()) {
                assertTrue(!client.links(deadline).isEmpty());
                assertTrue(!client.addresses(deadline).isEmpty());
              }
            });
    assertTrue(calls > 12, "calls " + calls);
  }

  /** What became of a batch is told in any case: refused requests are made again, once. */
  @Test
  void changingAddresses() throws Exception {
    var one = IpPrefix.host(IpAddress.ofInt(0x0A000001));
    var two = IpPrefix.host(IpAddress.ofInt(0x0A000002));
    var adding = List.of(TestChanges.adding(1, one), TestChanges.adding(1, two));
    var deleting = List.of(TestChanges.deleting(1, one), TestChanges.deleting(1, two));
    try (var client = TestNetwork.in(network.left, RouteClient::open)) {
      assertEquals(List.of(), errnos(client, adding, 0), "not sent");
      List<Integer> gone = List.of(Errno.EADDRNOTAVAIL, Errno.EADDRNOTAVAIL);
      assertEquals(gone, errnos(client, deleting, 1), "the answer is lost");
      assertEquals(List.of(), errnos(client, adding, 2), "there is no such call");
    }
  }

  private static List<Integer> errnos(RouteClient client, List<Operation> requests, int failing) {
    var batch = ChangeBatch.of(requests);
    try (var _ = KernelFaults.at(Thread.currentThread()::equals, failing, Errno.ENOBUFS)) {
      return client.apply(batch, deadline()).stream().map(RefusedEntry::errno).toList();
    }
  }

  private static long deadline() {
    return System.nanoTime() + 5_000_000_000L;
  }

  @Test
  void startingAProcess() throws Exception {
    var request = SpawnRequest.of(List.of("/bin/true"), List.of());
    int calls =
        failEach(
            () -> {
              awaitEnd(Spawner.spawn(request));
            });
    assertEquals(1, calls, "pidfd_open; posix_spawn is the library's");
  }

  /** Outside of the count: its calls are not the spawner's, and their number varies. */
  private static void awaitEnd(Child child) throws Exception {
    var end = new AtomicReference<Optional<Child.Exit>>(Optional.empty());
    var waiter =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (end.get().isEmpty()) {
                    end.set(child.exit());
                    Thread.onSpinWait();
                  }
                  child.close();
                });
    waiter.join();
    assertEquals(new Child.Exit.Exited(0), end.get().orElseThrow());
  }
}
