package dev.baton.linux.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Fd;
import dev.baton.linux.TestJvm;
import dev.baton.linux.host.Credentials;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.poll.Poller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child of another user, by each way that there is; run as root. */
class UserChangeTest {

  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final Credentials NOBODY = new Credentials(65534, 65534, List.of(65534, 100));
  private static final Credentials WITHOUT_GROUPS = new Credentials(65534, 100, List.of());

  @TempDir Path directory;

  private static UserChange by(String name) {
    Optional<UserChange> way = name.equals("chroot") ? UserChange.chroot() : UserChange.setpriv();
    return way.orElseThrow();
  }

  private static SpawnRequest request(List<String> words, List<Fd> descriptors) {
    List<String> environment = List.of("PATH=/usr/bin:/bin", "GREETING=hello");
    return new SpawnRequest(
        words.getFirst(), words, environment, Optional.of("/proc"), descriptors, true, false);
  }

  private static Child.Exit end(Child child) throws Exception {
    try (var poller = Poller.open(1)) {
      poller.add(child.fd(), Poller.READABLE, 0);
      assertEquals(1, poller.await(PATIENCE_NANOS));
      return child.exit().orElseThrow();
    }
  }

  /** What a script writes to its standard output. */
  private List<String> output(UserChange way, Credentials user, String script) throws Exception {
    Path file = directory.resolve("output");
    int flags = HostFile.WRITE | HostFile.CREATE | HostFile.TRUNCATE;
    try (Fd out = HostFile.open(file.toString(), flags, 0600)) {
      var words = List.of("/bin/sh", "-c", script);
      var request = request(words, List.of(SpawnRequest.DEV_NULL, out, out));
      try (Child child = Spawner.spawn(way.applied(request, user))) {
        assertEquals(new Child.Exit.Exited(0), end(child), Files.readString(file));
      }
    }
    return Files.readAllLines(file).stream().map(String::strip).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chroot", "setpriv"})
  void theChildIsThatUserWholly(String way) throws Exception {
    String status = "grep -E '^(Uid|Gid|Groups|CapInh|CapPrm|CapEff|CapAmb)' /proc/$$/status";
    assertEquals(
        List.of(
            "Uid:\t65534\t65534\t65534\t65534",
            "Gid:\t65534\t65534\t65534\t65534",
            "Groups:\t100 65534",
            "CapInh:\t0000000000000000",
            "CapPrm:\t0000000000000000",
            "CapEff:\t0000000000000000",
            "CapAmb:\t0000000000000000"),
        output(by(way), NOBODY, status));
    assertEquals(
        List.of("65534 100 100"),
        output(by(way), WITHOUT_GROUPS, "echo $(id -u) $(id -g) $(id -G)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chroot", "setpriv"})
  void whatElseWasAskedForStays(String way) throws Exception {
    List<String> lines =
        output(
            by(way),
            WITHOUT_GROUPS,
            "echo $GREETING; pwd; ls /proc/self/fd | wc -l; cut -d' ' -f1,5,6 /proc/$$/stat;"
                // A shell blocks all signals for as long as it starts somebody else.
                + " exec grep -E 'Sig(Blk|Ign)' /proc/$$/status");
    // The three, and the directory that ls reads.
    assertEquals(List.of("hello", "/proc", "4"), lines.subList(0, 3));
    String[] numbers = lines.get(3).split(" ", -1);
    assertEquals(numbers[0], numbers[1], "it leads a group");
    assertEquals(numbers[0], numbers[2], "and a session");
    String nothing = "0000000000000000";
    assertEquals(List.of("SigBlk:\t" + nothing, "SigIgn:\t" + nothing), lines.subList(4, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chroot", "setpriv"})
  void thePidIsTheProgramsAndItsWordsAreItsOwn(String way) throws Exception {
    var script =
        List.of("/bin/sh", "-c", "[ \"$*\" = '--help -- b c' ]", "--", "--help", "--", "b c");
    try (Child child = Spawner.spawn(by(way).applied(request(script, List.of()), NOBODY))) {
      assertEquals(new Child.Exit.Exited(0), end(child));
    }
    var pid = List.of("/bin/sh", "-c", "kill -USR1 $$");
    try (Child child = Spawner.spawn(by(way).applied(request(pid, List.of()), NOBODY))) {
      assertEquals(new Child.Exit.Killed(10), end(child));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chroot", "setpriv"})
  void whatTheUserMayNotExecuteFailsLikeInAShell(String way) throws Exception {
    Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\nexit 0\n");
    int flags = HostFile.READ;
    try (Fd file = HostFile.open(program.toString(), flags, 0)) {
      HostFile.changeMode(file, 0700);
    }
    var request = request(List.of(program.toString()), List.of());
    try (Child child = Spawner.spawn(by(way).applied(request, NOBODY))) {
      assertEquals(new Child.Exit.Exited(126), end(child));
    }
  }

  @Test
  void theFirstWayIsTakenWhereItIsAllowed() {
    var request = request(List.of("/bin/true"), List.of());
    assertTrue(
        program(Set.of(Capability.SYS_CHROOT, Capability.SETUID), request).endsWith("chroot"));
    assertTrue(program(Set.of(Capability.SETUID), request).endsWith("setpriv"));
  }

  private static String program(Set<Capability> held, SpawnRequest request) {
    return UserChange.find(held).orElseThrow().applied(request, NOBODY).path();
  }

  /** Runs a child of another user's and tells how that ended. */
  public static final class Changing {

    public static void main(String[] arguments) throws Exception {
      UserChange way = UserChange.find(Capabilities.effective()).orElseThrow();
      var test = "test \"$(id -u) $(id -g) $(id -G)\" = '65534 65534 65534 100'";
      var request = request(List.of("/bin/sh", "-c", test + " && ! kill -0 $PPID"), List.of());
      SpawnRequest changed = way.applied(request, NOBODY);
      System.out.println(changed.path());
      try (Child child = Spawner.spawn(changed)) {
        System.out.println(end(child));
      }
    }
  }

  /** With no more capabilities than the documentation says it needs. */
  @Test
  void twoCapabilitiesAreEnough() throws Exception {
    var bounded = List.of("setpriv", "--bounding-set=-all,+setuid,+setgid");
    assertEquals(List.of("/usr/bin/setpriv", "Exited[code=0]"), run(bounded));
    bounded = List.of("setpriv", "--bounding-set=-all,+setuid,+setgid,+sys_chroot");
    assertEquals(List.of("/usr/sbin/chroot", "Exited[code=0]"), run(bounded));
  }

  private static List<String> run(List<String> before) throws Exception {
    Process process = TestJvm.start(Changing.class, before.toArray(String[]::new));
    var lines = new ArrayList<>(process.inputReader(UTF_8).lines().toList());
    assertEquals(0, process.waitFor(), lines::toString);
    return lines;
  }

  @Test
  void noThreadOfThisProcessIsEverThatUser() throws Exception {
    UserChange way = UserChange.chroot().orElseThrow();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    var done = new AtomicBoolean();
    Thread watcher =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    seen.addAll(usersOfThreads());
                  }
                });
    for (int i = 0; i < 50; i++) {
      var request = request(List.of("/bin/true"), List.of());
      try (Child child = Spawner.spawn(way.applied(request, NOBODY))) {
        assertEquals(new Child.Exit.Exited(0), end(child));
      }
    }
    done.set(true);
    watcher.join();
    assertEquals(Set.of("0"), seen);
  }

  /** The real user of each thread. */
  private static List<String> usersOfThreads() {
    var users = new ArrayList<String>();
    try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        Files.readAllLines(task.resolve("status")).stream()
            .filter(line -> line.startsWith("Uid:"))
            .forEach(line -> users.add(line.split("\\s+", -1)[1]));
      }
    } catch (IOException threadEnded) {
      // The next look sees the others.
    }
    return users;
  }
}
