package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.core.model.Command.Identity;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.node.Transition;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.wire.ToRouter;
import dev.baton.supervisor.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts as real processes, on a real loop. */
final class ScriptTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long LIMIT = 20 * SECOND;

  @TempDir Path directory;
  private EventLoop loop;
  private ScriptStarter starter;
  private final List<String> said = new ArrayList<>();
  private final List<ToRouter.TrackerRead> verdicts = new ArrayList<>();
  private TrackScripts scripts;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
    starter = ScriptStarter.open(loop, this::note);
    var environment = Map.of("PATH", "/usr/bin:/bin", "LD_PRELOAD", "/none.so", "KEPT", "yes");
    scripts = new TrackScripts(loop, starter, environment, this::note, verdicts::add);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private void note(LogLine line) {
    said.add(line.text());
  }

  @AfterEach
  void close() {
    boolean[] gone = {false};
    scripts.stop(() -> gone[0] = true);
    await(() -> gone[0]);
    starter.close();
    loop.close();
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      loop.at(System.nanoTime() + SECOND / 100, loop::end);
      loop.run();
    }
    assertTrue(condition.getAsBoolean(), () -> "in vain; " + said + " " + verdicts);
  }

  private ScriptConfig script(Command.Kind kind, long timeoutNanos, Identity identity) {
    return new ScriptConfig(
        "chk",
        new Command(kind.toString(), kind, identity),
        60 * SECOND,
        timeoutNanos,
        Weight.FAULT,
        1,
        1,
        false);
  }

  private ScriptConfig shell(String line) {
    return script(new Command.Shell(line), LIMIT, Identity.DAEMON);
  }

  @Test
  void exitStatusIsTheVerdict() {
    scripts.configure(List.of(shell("exit 0")));
    await(() -> verdicts.size() == 1);
    assertEquals(
        new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(true)), verdicts.getFirst());
    assertEquals("GOOD", scripts.statuses().getFirst().status());

    scripts.configure(List.of(shell("exit 3")));
    await(() -> verdicts.size() == 2);
    assertEquals(
        new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(false)), verdicts.getLast());
    assertTrue(said.contains("VRRP_Script(chk) failed (exited with status 3)"), said::toString);

    scripts.repeatReadings();
    assertEquals(3, verdicts.size());
  }

  @Test
  void aScriptThatTakesTooLongIsEndedWithAllItStarted() throws IOException {
    Path pids = directory.resolve("pids");
    String line = "trap '' TERM; sleep 1000 & echo $! $$ >" + pids + "; wait; wait";
    scripts.configure(List.of(script(new Command.Shell(line), SECOND, Identity.DAEMON)));
    await(() -> !verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(false))), verdicts);
    assertTrue(said.contains("VRRP_Script(chk) timed_out"), said::toString);
    for (String pid : Files.readString(pids).strip().split(" ", -1)) {
      await(() -> !isAlive(pid));
    }
  }

  private static boolean isAlive(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return !stat.contains(") Z ");
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void anotherUserAndAnEmptySurrounding() throws IOException {
    Path seen = directory.resolve("seen");
    String line =
        "{ id -u; id -g; id -G; echo \"$KEPT-$LD_PRELOAD\"; ls -l /proc/self/fd | wc -l; "
            + "readlink /proc/self/fd/0; ps -o pgid= -p $$ | tr -d ' '; echo $$; } >"
            + seen;
    var nobody = new Identity(65534, 65534, List.of(65534, 100));
    scripts.configure(List.of(script(new Command.Shell(line), LIMIT, nobody)));
    await(() -> !verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(true))), verdicts);
    List<String> lines = Files.readAllLines(seen);
    assertEquals(List.of("65534", "65534", "65534 100", "yes-"), lines.subList(0, 4));
    assertEquals("/dev/null", lines.get(5));
    assertEquals(lines.get(7), lines.get(6), "it leads its own process group");
  }

  @Test
  void whatIsNoProgramFails() {
    Path missing = directory.resolve("missing");
    var direct = new Command.Direct(List.of(missing.toString()));
    scripts.configure(List.of(script(direct, LIMIT, Identity.DAEMON)));
    await(() -> !verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(false))), verdicts);
    assertEquals(
        List.of(
            "VRRP_Script(chk) not run: posix_spawn " + missing + ": No such file or directory",
            "VRRP_Script(chk) failed (not run)"),
        said);
  }

  @Test
  void gigabytesOfOutputGoNowhere() {
    scripts.configure(List.of(shell("head -c 2000000000 /dev/zero; exit 0")));
    await(() -> !verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(true))), verdicts);
  }

  @Test
  void aConnectNeedsNoShell() throws IOException {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      connect("127.0.0.1", server.getLocalPort(), true);
      connect("localhost", server.getLocalPort(), true);
    }
    connect("127.0.0.1", closedPort(), false);
    connect("name.invalid", 80, false);
  }

  private static int closedPort() throws IOException {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      return server.getLocalPort();
    }
  }

  private void connect(String host, int port, boolean good) {
    verdicts.clear();
    var kind = new Command.Connect(false, host, port);
    scripts.configure(List.of(script(kind, LIMIT, Identity.DAEMON)));
    await(() -> !verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(good))), verdicts);
  }

  @Test
  void overUdpNobodyRefuses() {
    var kind = new Command.Connect(true, "127.0.0.1", 9);
    scripts.configure(List.of(script(kind, LIMIT, Identity.DAEMON)));
    await(() -> !verdicts.isEmpty());
    assertEquals(
        List.of(new ToRouter.TrackerRead(TrackerId.script("chk"), Reading.of(true))), verdicts);
  }

  @Test
  void notifyScriptsGetTheirWordsInOrder() throws IOException {
    Path calls = directory.resolve("calls");
    Path script = directory.resolve("n.sh");
    Files.writeString(
        script, "#!/bin/sh\necho \"$*\" >>" + calls + "\n[ \"$1\" != slow ] || sleep 60\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    var notify =
        new NotifyConfig(
            Optional.of(direct(script, "slow", "master script")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(direct(script, "stop")),
            Optional.empty(),
            Optional.of(direct(script, "lower")),
            Optional.of(direct(script, "any")),
            false,
            false,
            false);
    var environment = Map.of("PATH", "/usr/bin:/bin");
    var scriptsOfTransitions = new NotifyScripts(starter, environment, this::note);
    for (Transition.Event event :
        List.of(
            Transition.Event.MASTER,
            Transition.Event.MASTER_PRIORITY,
            Transition.Event.MASTER_RX_LOWER_PRI,
            Transition.Event.BACKUP,
            Transition.Event.STOP)) {
      int expected = linesOf(calls).size() + wordsPer(event);
      scriptsOfTransitions.tell(new Transition("VI_1", event, 100, "test", 0), notify);
      await(() -> linesOf(calls).size() == expected);
    }
    List<String> lines = linesOf(calls);
    assertEquals(
        List.of("any INSTANCE VI_1 MASTER 100", "slow master script"),
        lines.subList(0, 2).stream().sorted().toList());
    assertEquals(List.of("lower", "any INSTANCE VI_1 BACKUP 100"), lines.subList(2, 4));
    assertEquals(
        List.of("any INSTANCE VI_1 STOP 100", "stop"),
        lines.subList(4, 6).stream().sorted().toList());

    boolean[] gone = {false};
    scriptsOfTransitions.whenGone(() -> gone[0] = true);
    assertTrue(!gone[0], "the slow one still runs");
    scriptsOfTransitions.kill();
    await(() -> gone[0]);
  }

  private static int wordsPer(Transition.Event event) {
    return switch (event) {
      case MASTER, STOP -> 2;
      case MASTER_PRIORITY -> 0;
      default -> 1;
    };
  }

  private static List<String> linesOf(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static Command direct(Path script, String... words) {
    var all = new ArrayList<>(List.of(script.toString()));
    all.addAll(List.of(words));
    return new Command(script.toString(), new Command.Direct(all), Identity.DAEMON);
  }

  @Test
  void aLoneScriptIsWaitedForUntilItsTimeout() {
    boolean[] done = {false};
    var command = new Command("sleep", new Command.Shell("sleep 1000"), Identity.DAEMON);
    var job = new LoneScript.Job("startup", command, 1);
    LoneScript.start(starter, loop, job, this::note, () -> done[0] = true);
    await(() -> done[0]);
    assertEquals(List.of("startup script timed out"), said);
  }

  @Test
  void aLoneScriptMayBeHurried() {
    boolean[] done = {false};
    var command = new Command("sleep", new Command.Shell("exec sleep 1000"), Identity.DAEMON);
    var job = new LoneScript.Job("startup", command, 1000);
    LoneScript script = LoneScript.start(starter, loop, job, this::note, () -> done[0] = true);
    script.hurry();
    script.hurry();
    await(() -> done[0]);
    assertEquals(List.of("startup script timed out"), said);
  }

  @Test
  void scriptsThatHangAreNotLetPileUp() throws IOException {
    Path pids = directory.resolve("pids");
    Path script = directory.resolve("hang.sh");
    Files.writeString(script, "#!/bin/sh\necho $$ >>" + pids + "\nexec sleep 1000\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    var notify =
        new NotifyConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(direct(script)),
            false,
            false,
            false);
    var environment = Map.of("PATH", "/usr/bin:/bin");
    var bounded =
        new NotifyScripts(starter, environment, this::note, new NotifyScripts.Limits(2, 3));
    for (int count = 1; count <= 3; count++) {
      int expected = count;
      bounded.tell(new Transition("VI_1", Transition.Event.BACKUP, 100, "test", 0), notify);
      await(() -> linesOf(pids).size() == expected);
    }
    await(() -> !isAlive(linesOf(pids).getFirst()));
    assertTrue(isAlive(linesOf(pids).get(1)));
    assertEquals(List.of("Too many notify scripts run for VI_1 - killing the oldest"), said);
    boolean[] gone = {false};
    bounded.whenGone(() -> gone[0] = true);
    bounded.kill();
    await(() -> gone[0]);
  }
}
