package dev.baton.linux.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Await;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import dev.baton.linux.poll.Poller;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children, and what they find when they start. */
class SpawnerTest {

  private static final long PATIENCE_NANOS = 10_000_000_000L;

  @TempDir Path directory;

  private static Child.Exit end(Child child) throws Exception {
    try (var poller = Poller.open(1)) {
      poller.add(child.fd(), Poller.READABLE, 0);
      assertEquals(1, poller.await(PATIENCE_NANOS));
      return child.exit().orElseThrow();
    }
  }

  private static SpawnRequest shell(String script, List<Fd> descriptors) {
    return new SpawnRequest(
        "/bin/sh",
        List.of("sh", "-c", script),
        List.of("PATH=/usr/bin:/bin", "GREETING=hello"),
        Optional.empty(),
        descriptors,
        false,
        false);
  }

  /** What a script writes to its standard output. */
  private String output(String script, UnaryOperator<SpawnRequest> change) throws Exception {
    Path file = directory.resolve("output");
    int flags = HostFile.WRITE | HostFile.CREATE | HostFile.TRUNCATE;
    try (Fd out = HostFile.open(file.toString(), flags, 0600)) {
      var request = shell(script, List.of(SpawnRequest.DEV_NULL, out, out));
      try (Child child = Spawner.spawn(change.apply(request))) {
        assertEquals(new Child.Exit.Exited(0), end(child), Files.readString(file));
      }
    }
    return Files.readString(file);
  }

  @Test
  void theExitIsTold() throws Exception {
    try (Child child = Spawner.spawn(shell("exit 3", List.of()))) {
      assertEquals(new Child.Exit.Exited(3), end(child));
      assertEquals(child.exit(), child.exit(), "it is told as often as one asks");
    }
    try (Child child = Spawner.spawn(shell("kill -TERM $$", List.of()))) {
      assertEquals(new Child.Exit.Killed(Signal.SIGTERM), end(child));
      assertEquals(0, child.signal(Signal.SIGTERM));
    }
  }

  @Test
  void whileItRunsThereIsNoExit() throws Exception {
    try (Child child = Spawner.spawn(shell("sleep 1000 & wait", List.of()))) {
      assertEquals(Optional.empty(), child.exit());
      assertEquals(0, child.signalGroup(Signal.SIGKILL));
      assertEquals(new Child.Exit.Killed(Signal.SIGKILL), end(child));
    }
  }

  @Test
  void whatCannotBeExecutedIsSaid() {
    var missing = SpawnRequest.of(List.of("/nonexistent/script"), List.of());
    var failed = assertThrows(OsException.class, () -> Spawner.spawn(missing));
    assertEquals(Errno.ENOENT, failed.errno());
    var noProgram = SpawnRequest.of(List.of("/etc/passwd"), List.of());
    failed = assertThrows(OsException.class, () -> Spawner.spawn(noProgram));
    assertEquals(Errno.EACCES, failed.errno());
  }

  @Test
  void itInheritsNothingUnasked() throws Exception {
    String seen =
        output(
            "echo $GREETING; ls -l /proc/self/fd | wc -l; readlink /proc/$$/fd/0;"
                + " grep -E 'Sig(Blk|Ign)' /proc/self/status; cat /proc/$$/stat | cut -d' ' -f1,5",
            UnaryOperator.identity());
    List<String> lines = seen.lines().toList();
    assertEquals("hello", lines.get(0));
    // A line of heading, the three, and the directory that ls reads.
    assertEquals("5", lines.get(1));
    assertEquals("/dev/null", lines.get(2));
    assertEquals("SigBlk:\t0000000000000000", lines.get(3));
    assertEquals("SigIgn:\t0000000000000000", lines.get(4));
    String[] pidAndGroup = lines.get(5).split(" ", -1);
    assertEquals(pidAndGroup[0], pidAndGroup[1], "it leads a group of its own");
  }

  @Test
  void descriptorsGetTheirNumbers() throws Exception {
    try (Fd first = MemoryFile.of("first", "one".getBytes(UTF_8));
        Fd second = MemoryFile.of("second", "two".getBytes(UTF_8));
        Fd result = HostFile.open(directory.resolve("r").toString(), 0x42, 0600)) {
      var descriptors = List.of(SpawnRequest.DEV_NULL, result, result, second, first);
      String script = "cat /proc/self/fd/3 /proc/self/fd/4";
      try (Child child = Spawner.spawn(shell(script, descriptors))) {
        assertEquals(new Child.Exit.Exited(0), end(child));
      }
      assertEquals("twoone", new String(MemoryFile.contents(result, 99), UTF_8));
    }
  }

  @Test
  void aGroupIsSignalledAsLongAsItsNumberIsHeld() throws Exception {
    String script = "sleep 1000 & exit 0";
    Child child = Spawner.spawn(shell(script, List.of()));
    assertEquals(new Child.Exit.Exited(0), end(child));
    assertEquals(0, child.signalGroup(Signal.SIGKILL), "what the leader left");
    child.close();
    assertEquals(-Errno.ESRCH, child.signalGroup(0));
    assertFalse(Files.exists(Path.of("/proc", Integer.toString(child.pid()))));
  }

  /** From now on the number may be anybody's: here it is that of a group which is not ours. */
  @Test
  void aGroupThatGotTheNumberLaterIsLeftAlone() throws Exception {
    Child child = Spawner.spawn(shell("exit 0", List.of()));
    end(child);
    child.close();
    Path lastPid = Path.of("/proc/sys/kernel/ns_last_pid");
    String wanted = Integer.toString(child.pid());
    Process stranger = null;
    for (int i = 0; i < 1000 && stranger == null; i++) {
      Files.writeString(lastPid, Integer.toString(child.pid() - 1));
      Process next = new ProcessBuilder("setsid", "sleep", "1000").start();
      if (Long.toString(next.pid()).equals(wanted)) {
        stranger = next;
      } else {
        next.destroyForcibly().waitFor();
      }
    }
    assertTrue(stranger != null, "nobody got the number");
    try {
      Path stat = Path.of("/proc", wanted, "stat");
      Await.until(() -> group(stat).equals(wanted));
      child.signalGroup(Signal.SIGKILL);
      assertFalse(stranger.waitFor(100, TimeUnit.MILLISECONDS), "it was killed");
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  private static String group(Path stat) {
    try {
      String text = Files.readString(stat);
      return text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[2];
    } catch (IOException gone) {
      return "";
    }
  }

  @Test
  void directoryAndSessionAreAsAsked() throws Exception {
    var request =
        new SpawnRequest(
            "/bin/sh",
            List.of("sh", "-c", "test $(pwd) = /proc && test $(cut -d' ' -f6 /proc/$$/stat) = $$"),
            List.of("PATH=/usr/bin:/bin"),
            Optional.of("/proc"),
            List.of(),
            true,
            false);
    try (Child child = Spawner.spawn(request)) {
      assertEquals(new Child.Exit.Exited(0), end(child));
    }
  }

  @Test
  void theSignalMaskIsKeptWhenAsked() throws Exception {
    var exit = new FutureTask<>(() -> spawnWithHangUpBlocked(true));
    Thread.ofPlatform().start(exit);
    assertEquals(new Child.Exit.Exited(0), exit.get());
    exit = new FutureTask<>(() -> spawnWithHangUpBlocked(false));
    Thread.ofPlatform().start(exit);
    assertEquals(new Child.Exit.Exited(1), exit.get());
  }

  private static Child.Exit spawnWithHangUpBlocked(boolean keep) throws Exception {
    try (var arena = Arena.ofConfined()) {
      var set = arena.allocateFrom(ValueLayout.JAVA_LONG, Signal.set(Signal.SIGHUP));
      // int rt_sigprocmask(int how, const sigset_t *set, sigset_t *oldset, size_t sigsetsize);
      assertEquals(0, Syscall.call(Sys.RT_SIGPROCMASK, 0, set.address(), 0, 8));
    }
    var request =
        new SpawnRequest(
            "/bin/sh",
            List.of("sh", "-c", "exec grep -q 'SigBlk:.*[13579bdf]$' /proc/self/status"),
            List.of("PATH=/usr/bin:/bin"),
            Optional.empty(),
            List.of(),
            false,
            keep);
    try (Child child = Spawner.spawn(request)) {
      return end(child);
    }
  }

  @Test
  void nothingIsLeftOpen() throws Exception {
    try (Child first = Spawner.spawn(shell("exit 0", List.of()))) {
      end(first);
    }
    long before = descriptors();
    for (int i = 0; i < 5; i++) {
      try (Fd file = MemoryFile.of("x", new byte[1])) {
        try (Child child = Spawner.spawn(shell("exit 0", List.of(file)))) {
          end(child);
        }
      }
    }
    assertEquals(before, descriptors());
    assertFalse(SpawnRequest.DEV_NULL.isOpen());
  }

  private static long descriptors() throws Exception {
    try (var list = Files.list(Path.of("/proc/self/fd"))) {
      return list.count();
    }
  }
}
