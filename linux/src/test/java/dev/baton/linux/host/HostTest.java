package dev.baton.linux.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host as the kernel and the C library show it. */
class HostTest {

  @TempDir Path directory;

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void whatIsThereIsNotOpenedAsNew() throws Exception {
    int anew = HostFile.WRITE | HostFile.CREATE | HostFile.EXCLUSIVE;
    try (Fd file = HostFile.open(path("new"), anew, 0640)) {
      assertEquals(2, file.write("ok".getBytes(UTF_8)));
      assertEquals(0, HostFile.changeMode(file, 0604));
      assertEquals(0, HostFile.changeOwner(file, 65534, -1));
      assertEquals(0, HostFile.sync(file));
      FileStatus status = FileStatus.of(file);
      assertTrue(status.isRegular());
      assertEquals(0604, status.permissions());
      assertEquals(65534, status.uid());
      assertEquals(0, status.gid());
      assertEquals(2, status.sizeBytes());
      assertEquals(status, FileStatus.of(path("new")));
    }
    var there = assertThrows(OsException.class, () -> HostFile.open(path("new"), anew, 0600));
    assertEquals(Errno.EEXIST, there.errno());
  }

  @Test
  void linksAreFollowedOnlyWhenAsked() throws Exception {
    Files.createFile(directory.resolve("target"));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));
    assertTrue(FileStatus.ofLink(path("link")).isSymbolicLink());
    assertTrue(FileStatus.of(path("link")).isRegular());
    int flags = HostFile.READ | HostFile.NO_FOLLOW;
    var refused = assertThrows(OsException.class, () -> HostFile.open(path("link"), flags, 0));
    assertEquals(Errno.ELOOP, refused.errno());
    var missing = assertThrows(OsException.class, () -> FileStatus.of(path("missing")));
    assertEquals(Errno.ENOENT, missing.errno());
    assertTrue(FileStatus.of(directory.toString()).isDirectory());
  }

  @Test
  void timesAndNumbersAreThoseOfJava() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "x");
    FileStatus status = FileStatus.of(file.toString());
    assertEquals(Files.getAttribute(file, "unix:ino"), status.inode());
    assertEquals(Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS), status.modifiedNanos());
    assertNotEquals(FileStatus.of("/proc/self/stat").device(), status.device());
  }

  @Test
  void namesComeAndGo() throws Exception {
    assertEquals(0, HostFile.makeFifo(path("fifo"), 0600));
    assertEquals(-Errno.EEXIST, HostFile.makeFifo(path("fifo"), 0600));
    assertTrue(FileStatus.of(path("fifo")).isFifo());
    int flags = HostFile.READ_WRITE | HostFile.NON_BLOCKING;
    try (Fd fifo = HostFile.open(path("fifo"), flags, 0)) {
      assertEquals(-Errno.EAGAIN, fifo.read(new byte[1]));
      assertEquals(3, fifo.write("yes".getBytes(UTF_8)));
      assertEquals(3, fifo.read(new byte[9]));
    }
    assertEquals(0, HostFile.rename(path("fifo"), path("other")));
    assertEquals(0, HostFile.unlink(path("other")));
    assertEquals(-Errno.ENOENT, HostFile.unlink(path("other")));
    assertEquals(-Errno.ENOENT, HostFile.access(path("other"), HostFile.MAY_READ));
  }

  @Test
  void accessIsAskedOfTheKernel() throws Exception {
    Path script = Files.writeString(directory.resolve("script"), "#!/bin/sh");
    assertEquals(-Errno.EACCES, HostFile.access(script.toString(), HostFile.MAY_EXECUTE));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals(0, HostFile.access(script.toString(), HostFile.MAY_EXECUTE | HostFile.MAY_READ));
  }

  @Test
  void changesOfFilesAreTold() throws Exception {
    try (var watch = FileWatch.open()) {
      int what = FileWatch.CREATED | FileWatch.CLOSED_AFTER_WRITING | FileWatch.DELETED;
      int number = watch.add(directory.toString(), what);
      assertTrue(number > 0);
      assertEquals(-Errno.ENOENT, watch.add(path("missing"), what));
      Files.writeString(directory.resolve("tracked"), "1");
      Files.delete(directory.resolve("tracked"));
      assertEquals(0, watch.remove(number));
      var events = new ArrayList<FileWatch.Event>();
      assertEquals(0, watch.read(events::add));
      assertEquals(
          List.of(
              new FileWatch.Event(number, FileWatch.CREATED, "tracked"),
              new FileWatch.Event(number, FileWatch.CLOSED_AFTER_WRITING, "tracked"),
              new FileWatch.Event(number, FileWatch.DELETED, "tracked"),
              new FileWatch.Event(number, FileWatch.WATCH_GONE, "")),
          events);
      assertEquals(0, watch.read(event -> events.clear()));
      assertEquals(4, events.size());
    }
  }

  @Test
  void usersAndGroupsAreThoseOfTheSystem() throws Exception {
    assertEquals(new Credentials(0, 0, List.of(0)), Accounts.user("root").orElseThrow());
    Credentials nobody = Accounts.user("nobody").orElseThrow();
    assertEquals(TestNetwork.run("id", "-u", "nobody").strip(), String.valueOf(nobody.uid()));
    assertEquals(TestNetwork.run("id", "-g", "nobody").strip(), String.valueOf(nobody.gid()));
    List<Integer> groups =
        Arrays.stream(TestNetwork.run("id", "-G", "nobody").strip().split(" "))
            .map(Integer::valueOf)
            .toList();
    assertEquals(groups, nobody.groups());
    assertEquals(Optional.empty(), Accounts.user("no-such-user"));
    assertEquals(OptionalInt.of(0), Accounts.group("root"));
    assertEquals(OptionalInt.empty(), Accounts.group("no-such-group"));
  }

  @Test
  void aThreadsSchedulingIsItsOwn() throws Exception {
    var thread =
        new Thread(
            () -> {
              assertEquals(0, Scheduling.nice(0, 5));
              assertEquals(0, Scheduling.realTime(0, 10));
              assertEquals("10 2", prioAndPolicy());
              assertEquals(0, Scheduling.normal(0));
              assertEquals("0 0", prioAndPolicy());
              var onlyFirst = new BitSet();
              onlyFirst.set(0);
              assertEquals(0, Scheduling.affinity(0, onlyFirst));
              checked(() -> assertEquals(onlyFirst, Scheduling.affinity(0)));
              checked(() -> assertEquals(5, Scheduling.nice(0)));
            });
    var failure = new ArrayList<Throwable>();
    thread.setUncaughtExceptionHandler((_, thrown) -> failure.add(thrown));
    thread.start();
    thread.join();
    assertEquals(List.of(), failure);
    assertEquals(0, Scheduling.nice(0));
    assertTrue(Scheduling.threadNamed("VM Thread").isPresent());
    assertFalse(Scheduling.threadNamed("no such thread").isPresent());
  }

  private interface Check {
    void run() throws Exception;
  }

  private static void checked(Check check) {
    try {
      check.run();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Fields 40 and 41 of proc(5)'s stat. */
  private static String prioAndPolicy() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[37] + " " + fields[38];
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void aNamespaceIsAThreadsOwn() throws Exception {
    try (var network = new TestNetwork()) {
      String setting = "net/ipv4/conf/eth0/promote_secondaries";
      String before = Sysctl.read("net/ipv4/ip_forward");
      TestNetwork.in(network.left, () -> Sysctl.write("net/ipv4/ip_forward", "1"));
      assertEquals("1", TestNetwork.in(network.left, () -> Sysctl.read("net/ipv4/ip_forward")));
      assertEquals("0", TestNetwork.in(network.right, () -> Sysctl.read("net/ipv4/ip_forward")));
      assertEquals(before, Sysctl.read("net/ipv4/ip_forward"));
      assertEquals(0, TestNetwork.in(network.left, () -> Sysctl.write(setting, "1")));
      assertEquals("1", TestNetwork.in(network.left, () -> Sysctl.read(setting)));
      int refused = TestNetwork.in(network.left, () -> Sysctl.write(setting, "many"));
      assertEquals(-Errno.EINVAL, refused);
    }
    var missing = assertThrows(OsException.class, () -> NetworkNamespace.enter("no-such"));
    assertEquals(Errno.ENOENT, missing.errno());
    assertEquals(-Errno.ENOENT, Sysctl.write("no/such/setting", "1"));
  }

  @Test
  void clocksNamesAndChance() {
    assertTrue(new HostClock().bootNanos() >= System.nanoTime() - 1_000_000_000L);
    KernelName name = KernelName.read();
    assertEquals("Linux", name.system());
    assertEquals(TestNetwork.run("uname", "-n").strip(), name.node());
    assertEquals(TestNetwork.run("uname", "-r").strip(), name.release());
    assertEquals(TestNetwork.run("uname", "-m").strip(), name.machine());
    assertEquals(256, Entropy.bytes(256).length);
    assertFalse(Arrays.equals(Entropy.bytes(16), Entropy.bytes(16)));
  }

  @Test
  void memoryIsLockedAsItIsTouched() throws Exception {
    assertEquals(0, MemoryLock.lockOnFault());
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      String locked = lines.filter(line -> line.startsWith("VmLck:")).findFirst().orElseThrow();
      assertFalse(locked.matches("VmLck:\\s+0 kB"), locked);
    } finally {
      assertEquals(0, MemoryLock.unlock());
    }
  }

  @Test
  void whatOnlyTheStartNeededIsGivenBack() throws Exception {
    long before = residentProgramKib();
    long given = StartMemory.giveBack();
    long after = residentProgramKib();
    assertTrue(given > 1 << 20, given + " bytes");
    assertTrue(after < before, after + " KiB of " + before);
  }

  /** How much of the virtual machine's program is in memory. */
  private static long residentProgramKib() throws IOException {
    long sum = 0;
    boolean ofMachine = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      if (line.contains(" r-xp ")) {
        ofMachine = line.endsWith("/libjvm.so");
      } else if (ofMachine && line.startsWith("Rss:")) {
        sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
        ofMachine = false;
      }
    }
    return sum;
  }
}
