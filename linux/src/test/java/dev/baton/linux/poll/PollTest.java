package dev.baton.linux.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.fault.KernelFaults;
import dev.baton.linux.socket.SeqPacketSocket;
import org.junit.jupiter.api.Test;

/** Waiting for descriptors, deadlines and other threads. */
class PollTest {

  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /** A kernel before Linux 5.11, or a container whose filter does not know the call. */
  @Test
  void withoutFineWaitsItWaitsInMilliseconds() throws Exception {
    for (int errno : new int[] {Errno.ENOSYS, Errno.EPERM}) {
      var pair = SeqPacketSocket.pair(16);
      try (var poller = Poller.open(8);
          var a = pair.own();
          var b = pair.peer();
          var _ = KernelFaults.every(Thread.currentThread()::equals, "EPOLL_PWAIT2", errno)) {
        poller.add(b.fd(), Poller.READABLE, 7);
        long beganNanos = System.nanoTime();
        assertEquals(0, poller.await(1_500_000));
        assertTrue(System.nanoTime() - beganNanos >= 1_500_000);
        assertTrue(poller.isCoarse());
        a.send(new byte[1], 1);
        assertEquals(1, poller.await(Poller.FOREVER));
        assertEquals(7, poller.token(0));
      }
    }
  }

  @Test
  void aWaitThatFailsForEverDoesNotSpinForEver() throws Exception {
    try (var poller = Poller.open(8)) {
      try (var _ = KernelFaults.every(Thread.currentThread()::equals, "EPOLL_PWAIT2", Errno.EIO)) {
        assertThrows(
            IllegalStateException.class,
            () -> {
              while (true) {
                assertEquals(0, poller.await(PATIENCE_NANOS));
              }
            });
      }
      assertEquals(0, poller.await(0));
    }
  }

  @Test
  void theReadyOneIsToldByItsToken() throws Exception {
    var first = SeqPacketSocket.pair(16);
    var second = SeqPacketSocket.pair(16);
    try (var poller = Poller.open(8);
        var a = first.own();
        var b = first.peer();
        var c = second.own();
        var d = second.peer()) {
      poller.add(b.fd(), Poller.READABLE, Long.MIN_VALUE + 7);
      poller.add(d.fd(), Poller.READABLE, 2);
      assertThrows(OsException.class, () -> poller.add(d.fd(), Poller.READABLE, 2));
      assertEquals(0, poller.await(0));
      a.send(new byte[1], 1);
      assertEquals(1, poller.await(PATIENCE_NANOS));
      assertEquals(Long.MIN_VALUE + 7, poller.token(0));
      assertEquals(Poller.READABLE, poller.readiness(0));
      c.send(new byte[1], 1);
      assertEquals(2, poller.await(PATIENCE_NANOS));
      poller.remove(b.fd());
      assertEquals(1, poller.await(PATIENCE_NANOS));
      assertEquals(2, poller.token(0));
      poller.change(d.fd(), Poller.WRITABLE, 3);
      assertEquals(1, poller.await(PATIENCE_NANOS));
      assertEquals(3, poller.token(0));
      assertEquals(Poller.WRITABLE, poller.readiness(0));
      c.fd().close();
      assertEquals(1, poller.await(PATIENCE_NANOS));
      assertTrue((poller.readiness(0) & Poller.HUNG_UP) != 0);
    }
  }

  @Test
  void aDeadlineEndsTheWait() throws Exception {
    try (var poller = Poller.open(1)) {
      long before = System.nanoTime();
      assertEquals(0, poller.await(3_000_001));
      assertTrue(System.nanoTime() - before >= 3_000_001);
    }
  }

  @Test
  void anotherThreadWakesAWaitWithoutEnd() throws Exception {
    try (var poller = Poller.open(1);
        var wakeup = Wakeup.open()) {
      poller.add(wakeup.fd(), Poller.READABLE, 9);
      var ringer = Thread.ofPlatform().start(wakeup::ring);
      assertEquals(1, poller.await(Poller.FOREVER));
      ringer.join();
      wakeup.ring();
      wakeup.ring();
      wakeup.answer();
      assertEquals(0, poller.await(0));
      wakeup.answer();
    }
  }

  @Test
  void aClosedDescriptorIsRefused() throws Exception {
    try (var poller = Poller.open(1)) {
      Fd closed = Fd.adopt(-1);
      var failed = assertThrows(OsException.class, () -> poller.add(closed, 0, 0));
      assertEquals(Errno.EBADF, failed.errno());
      assertThrows(IllegalStateException.class, () -> poller.change(closed, 0, 0));
      poller.remove(closed);
    }
  }
}
