package dev.baton.linux.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Errno;
import dev.baton.linux.TestNetwork;
import dev.baton.linux.process.ThisProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real kernel tells of processes: the tests run in the first namespaces. */
class ProcessWatchTest {

  private static final long LIMIT_NANOS = 20_000_000_000L;

  private final List<ProcessNews> news = new ArrayList<>();
  private final List<Process> started = new ArrayList<>();
  private Optional<ProcessWatch> watch = Optional.empty();

  @AfterEach
  void close() {
    watch.ifPresent(ProcessWatch::close);
    started.forEach(Process::destroyForcibly);
  }

  private ProcessWatch listen(int bufferBytes) throws Exception {
    ProcessWatch opened = ProcessWatch.open(bufferBytes);
    watch = Optional.of(opened);
    assertEquals(0, opened.listen());
    await(opened, () -> news.contains(new ProcessNews.Listening()));
    return opened;
  }

  private void await(ProcessWatch from, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      assertEquals(0, from.read(news::add));
      Thread.onSpinWait();
    }
    assertTrue(condition.getAsBoolean(), () -> "in vain: " + news);
  }

  private Process start(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  @Test
  void aProcessIsToldOfFromItsBeginningToItsEnd() throws Exception {
    ProcessWatch from = listen(ProcessWatch.RECEIVE_BUFFER_BYTES);
    Process process = start("/bin/cat");
    int pid = (int) process.pid();
    await(from, () -> news.contains(new ProcessNews.Renamed(pid)));
    assertTrue(
        news.stream()
            .anyMatch(it -> it instanceof ProcessNews.Forked(_, int child) && child == pid));
    process.destroy();
    await(from, () -> news.contains(new ProcessNews.Ended(pid)));
  }

  @Test
  void aNewNameIsTold() throws Exception {
    ProcessWatch from = listen(ProcessWatch.RECEIVE_BUFFER_BYTES);
    Process process = start("/bin/sh", "-c", "read x; echo -n renamed > /proc/$$/comm; read x");
    int pid = (int) process.pid();
    await(from, () -> news.contains(new ProcessNews.Renamed(pid)));
    news.clear();
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    await(from, () -> news.contains(new ProcessNews.Renamed(pid)));
    assertEquals("renamed", ProcessTable.look(pid, false).orElseThrow().shortName());
  }

  /** Threads begin, are renamed and end as often as anybody likes. */
  @Test
  void threadsAreNotToldOf() throws Exception {
    ProcessWatch from = listen(ProcessWatch.RECEIVE_BUFFER_BYTES);
    for (int i = 0; i < 20; i++) {
      Thread thread = Thread.ofPlatform().name("short-lived").start(() -> {});
      thread.join();
    }
    Process last = start("/bin/true");
    await(from, () -> news.contains(new ProcessNews.Ended((int) last.pid())));
    int self = ThisProcess.pid();
    assertFalse(news.contains(new ProcessNews.Renamed(self)), news::toString);
    assertFalse(news.contains(new ProcessNews.Ended(self)), news::toString);
    assertFalse(
        news.stream()
            .anyMatch(it -> it instanceof ProcessNews.Forked(_, int child) && child == self),
        news::toString);
  }

  @Test
  void whatIsLostIsTold() throws Exception {
    ProcessWatch from = listen(4096);
    for (int i = 0; i < 40; i++) {
      start("/bin/true").waitFor();
    }
    await(from, () -> news.contains(new ProcessNews.Overrun()));
    // And what comes afterwards is heard again.
    from.receiveBuffer(ProcessWatch.RECEIVE_BUFFER_BYTES);
    Process process = start("/bin/true");
    await(from, () -> news.contains(new ProcessNews.Ended((int) process.pid())));
  }

  @Test
  void whoIgnoresHearsNothing() throws Exception {
    ProcessWatch from = listen(ProcessWatch.RECEIVE_BUFFER_BYTES);
    from.ignore();
    assertEquals(0, from.read(news::add));
    news.clear();
    start("/bin/true").waitFor();
    assertEquals(0, from.read(news::add));
    assertEquals(List.of(), news);
  }

  /** As keepalived's log has it: errno 111. */
  @Test
  void otherNetworkNamespacesHearNothing() throws Exception {
    try (var network = new TestNetwork()) {
      ProcessWatch inside =
          TestNetwork.in(network.left, () -> ProcessWatch.open(ProcessWatch.RECEIVE_BUFFER_BYTES));
      watch = Optional.of(inside);
      assertEquals(-Errno.ECONNREFUSED, inside.listen());
    }
  }

  @Test
  void aProcessIsSeenAsItIs() throws Exception {
    Process process = start("/bin/sh", "-c", "read x", "a b", "", "ü");
    int pid = (int) process.pid();
    assertTrue(ProcessTable.pids().contains(pid));
    assertEquals(
        new ProcessTable.Entry("sh", List.of("/bin/sh", "-c", "read x", "a b", "", "ü")),
        ProcessTable.look(pid, true).orElseThrow());
    assertEquals(
        new ProcessTable.Entry("sh", List.of()), ProcessTable.look(pid, false).orElseThrow());
  }

  @Test
  void whoHasEndedIsNotSeen() throws Exception {
    assertEquals(Optional.empty(), ProcessTable.look(0, true));
    // It ends when its parent has become a program that waits for no child.
    String child = "/bin/sh -c 'until grep -q sleep /proc/$PPID/comm; do :; done'";
    Process parent = start("/bin/sh", "-c", child + " & echo $!; exec sleep 1000");
    var line = new byte[16];
    int length = parent.getInputStream().read(line);
    int zombie = Integer.parseInt(new String(line, 0, length, StandardCharsets.US_ASCII).strip());
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (ProcessTable.look(zombie, false).isPresent() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(Optional.empty(), ProcessTable.look(zombie, false));
    assertTrue(ProcessTable.pids().contains(zombie), "it is there, and has ended");
  }

  @Test
  void commandLinesAreDividedAtZeros() {
    assertEquals(List.of(), ProcessTable.split(new byte[0]));
    assertEquals(
        List.of("a", "", "b"), ProcessTable.split("a\0\0b\0".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        List.of("nginx: master"),
        ProcessTable.split("nginx: master".getBytes(StandardCharsets.UTF_8)));
  }
}
