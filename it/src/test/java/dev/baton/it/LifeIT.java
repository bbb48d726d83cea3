package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator does to the daemon as a program: start, look, ask, stop. */
final class LifeIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  @Test
  void secondStartIsRefused() {
    Daemon first = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    String pidFile = first.folder().resolve("main.pid").toString();
    Daemon second = one.baton(VrrpInstance.v3(100, VIP).text(), "-p", pidFile);
    assertEquals(1, second.awaitEnd());
    assertTrue(
        second.log().contains("Another process has pid file " + pidFile + " locked"), second::log);
    assertTrue(second.log().contains("daemon is already running"), second::log);
    assertTrue(one.holds(VIP));
    assertEquals(0, first.stop());
    assertFalse(Files.exists(Path.of(pidFile)));
  }

  @Test
  void whereTheDaemonCannotRunItSaysSo() {
    Daemon elsewhere = one.baton(VrrpInstance.v3(200, VIP).text(), "-s", "no-such-namespace");
    assertEquals(1, elsewhere.awaitEnd());
    assertTrue(elsewhere.log().contains("network namespace no-such-namespace"), elsewhere::log);

    Daemon nothing = one.baton("", "-f", "/none/such.conf");
    assertEquals(6, nothing.awaitEnd());
    assertTrue(nothing.log().contains("Config files missing '/none/such.conf'."), nothing::log);

    Daemon impossible = one.baton(VrrpInstance.v3(200, VIP).text().replace("eth0", "none9"));
    assertEquals(2, impossible.awaitEnd());
    assertTrue(impossible.log().contains("interface none9"), impossible::log);
  }

  /** An interface that only the other namespace has: by the option, and by the file. */
  @Test
  void interfacesAreThoseOfTheNamespaceThatItRunsIn() {
    Host within = lan.host("two", "10.9.0.2/24");
    within.ip("link set eth0 down");
    within.ip("link set eth0 name within9");
    within.ip("link set within9 up");
    String text = VrrpInstance.v3(200, VIP).text().replace("eth0", "within9");
    Daemon byOption = one.baton(text, "-s", within.namespace());
    byOption.awaitLog("Entering MASTER STATE");
    assertEquals(0, byOption.stop());
    Daemon byFile = one.baton("net_namespace " + within.namespace() + "\n" + text);
    byFile.awaitLog("Entering MASTER STATE");
    assertEquals(0, byFile.stop());
  }

  @Test
  void signalsAskForFiles() throws IOException {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    daemon.signal("USR1");
    String data = written(daemon, "keepalived.data");
    for (String line : List.of("   State = MASTER", "     VI_1 vrid 51", " Turns = ")) {
      assertTrue(data.contains("\n" + line), data);
    }
    assertTrue(written(daemon, "keepalived_parent.data").contains("\n Router ID = test\n"));
    daemon.signal("USR2");
    assertTrue(written(daemon, "keepalived.stats").contains("\n  Became master: 1\n"));
    daemon.signal(number("JSON"));
    assertTrue(written(daemon, "keepalived.json").startsWith("[{\"data\":{\"iname\":\"VI_1\","));

    // Cleared after it is written, so the next one counts from zero.
    daemon.signal(number("STATS_CLEAR"));
    daemon.awaitLog("Printing and clearing VRRP stats");
    Path statistics = daemon.folder().resolve("keepalived.stats");
    Await.until(
        "cleared counters",
        PATIENCE,
        () -> {
          daemon.signal("USR2");
          return read(statistics).contains("\n  Became master: 0\n");
        });
  }

  /** As keepalived 2.2.7 shows it. */
  @Test
  void theDumpShowsUnicastPeers() throws IOException {
    var instance =
        VrrpInstance.v3(200, VIP)
            .with("unicast_ttl 77")
            .with("unicast_peer {\n    10.9.0.2 min_ttl 3 max_ttl 200\n    10.9.0.3\n  }");
    Daemon daemon = one.baton(instance.text()).awaitAddress(VIP, true);
    daemon.signal("USR1");
    String data = written(daemon, "keepalived.data");
    String peers =
        """
           Unicast TTL = 77
           Check unicast src : yes
           Unicast Peer :
             10.9.0.2 min_ttl 3 max_ttl 200
             10.9.0.3 min_ttl 0 max_ttl 255
           Unicast checksum compatibility = no
        """;
    assertTrue(data.contains(peers), data);
    assertTrue(data.contains("   Flags:\n     Using unicast\n"), data);
    assertTrue(data.contains("   Type = Unicast\n   Address = 10.9.0.1\n"), data);
  }

  @Test
  void signalToTheRouterConcernsItAlone() throws IOException {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    daemon.signalTo(daemon.router(), "USR1");
    assertTrue(written(daemon, "keepalived.data").contains("\n   State = MASTER\n"));
    assertFalse(Files.exists(daemon.folder().resolve("keepalived_parent.data")));
    assertEquals(0, daemon.stop());
    assertFalse(daemon.log().contains("Printing parent data"), daemon::log);
  }

  @Test
  void eachProcessHasALogFileOfItsOwn() throws IOException {
    Daemon daemon =
        one.baton(VrrpInstance.v3(200, VIP).text(), "-g" + lan.folder().resolve("baton.log"))
            .awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    String main = Files.readString(lan.folder().resolve("baton.log"));
    String router = Files.readString(lan.folder().resolve("baton_vrrp.log"));
    assertTrue(main.contains("Startup complete") && !main.contains("(VI_1)"), main);
    assertTrue(router.contains("(VI_1) Entering MASTER STATE"), router);
    assertFalse(router.contains("Startup complete"), router);
  }

  @Test
  void withOptionRItEndsWithItsRouter() {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text(), "-R").awaitAddress(VIP, true);
    assertTrue(daemon.router().destroyForcibly());
    assertEquals(1, daemon.awaitEnd());
    assertTrue(daemon.log().contains("died: Exiting"), daemon::log);
    assertFalse(one.holds(VIP));
  }

  @Test
  void withoutAnInstanceItSaysSoAndWaits() {
    Daemon daemon = one.baton("global_defs {\n router_id idle\n}\n");
    daemon.awaitLog("Warning - keepalived has no configuration to run");
    daemon.awaitLog("Startup complete");
    daemon.rewrite(VrrpInstance.v3(200, VIP).text());
    daemon.signal("HUP");
    daemon.awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
  }

  @Test
  void withDetailItTellsItsCost() {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text(), "-D").awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    for (String line :
        List.of(
            "Stopped - used (self/children) 0.",
            "CPU usage (self/children) user: ",
            "VRRP sockpool: [ifindex(  ",
            "Sending gratuitous ARP on eth0 for " + VIP)) {
      assertTrue(daemon.log().contains(line), () -> line + " in " + daemon.log());
    }
  }

  /** The host's own setting: what is read before must be there again. */
  @Test
  void corePatternIsPutBack() throws IOException {
    Path setting = Path.of("/proc/sys/kernel/core_pattern");
    String before = Files.readString(setting);
    Daemon daemon =
        one.baton(VrrpInstance.v3(200, VIP).text(), "--core-dump-pattern=core.of.baton")
            .awaitAddress(VIP, true);
    try {
      assertEquals("core.of.baton", Files.readString(setting).strip());
      assertEquals(0, daemon.stop());
      assertEquals(before, Files.readString(setting));
    } finally {
      Files.writeString(setting, before);
    }
  }

  @Test
  void coreDumpsAreAllowedToBothProcesses() throws IOException {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text(), "-m").awaitAddress(VIP, true);
    for (long pid : List.of(daemon.pid(), daemon.router().pid())) {
      String limits = Files.readString(Path.of("/proc", Long.toString(pid), "limits"));
      assertTrue(limits.matches("(?s).*Max core file size +unlimited +unlimited .*"), limits);
    }
    assertEquals(0, daemon.stop());
  }

  private static String number(String signal) {
    return Shell.run(Daemon.image() + " --signum=" + signal).strip();
  }

  private static String written(Daemon daemon, String name) throws IOException {
    Path file = daemon.folder().resolve(name);
    Await.until(name + " is written", PATIENCE, () -> Files.exists(file), daemon::log);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    return Files.readString(file);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void awaitCalls(Path calls, int count, Daemon daemon) {
    Await.until(
        count + " scripts have run",
        PATIENCE,
        () -> read(calls).lines().count() >= count,
        daemon::log);
  }

  @Test
  void scriptsHearOfEveryStateInOrder() throws IOException {
    Path calls = Files.createFile(lan.folder().resolve("calls"));
    Path script = lan.folder().resolve("notify.sh");
    Files.writeString(script, "#!/bin/sh\necho \"$*\" >>" + calls + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Daemon daemon =
        one.baton(
            VrrpInstance.v3(200, VIP)
                .with("notify_stop \"" + script + " 'the end'\"")
                .with("notify \"" + script + " always\"")
                .text());
    // Scripts are started in order and not waited for: each must have written before the next.
    awaitCalls(calls, 2, daemon);
    one.cut();
    awaitCalls(calls, 3, daemon);
    one.mend();
    awaitCalls(calls, 5, daemon);
    assertEquals(0, daemon.stop());
    awaitCalls(calls, 7, daemon);
    List<String> lines = Files.readAllLines(calls);
    assertTrue(lines.remove("the end"), lines::toString);
    String always = "always INSTANCE VI_1 ";
    assertEquals(
        List.of(
            always + "BACKUP 200",
            always + "MASTER 200",
            always + "FAULT 200",
            always + "BACKUP 200",
            always + "MASTER 200",
            always + "STOP 200"),
        lines);
  }

  @Test
  void inTheBackgroundItLeavesEverythingBehind() throws IOException {
    Path folder = lan.folder();
    Path pidFile = folder.resolve("main.pid");
    Files.writeString(folder.resolve("daemon.conf"), VrrpInstance.v3(200, VIP).text());
    Shell.run(
        "ip netns exec %s env -C %s %s -G -f daemon.conf -p main.pid -r vrrp.pid"
            .formatted(one.namespace(), folder, Daemon.image()));
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    try {
      one.awaitHolds(VIP);
      assertEquals(
          pid + " " + pid + " baton",
          Shell.run("ps -o sid=,pgid=,comm= -p " + pid).strip().replaceAll(" +", " "));
      assertEquals(Path.of("/"), Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")));
      for (int fd = 0; fd < 3; fd++) {
        assertEquals(
            Path.of("/dev/null"), Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + fd)));
      }
    } finally {
      Shell.run("kill " + pid);
    }
    Await.until("its end", PATIENCE, () -> ended(pid));
    assertFalse(one.holds(VIP));
    assertFalse(Files.exists(pidFile));
    assertFalse(Files.exists(folder.resolve("vrrp.pid")));
  }

  private Shell.Outcome startInBackground(String words) {
    String command = "ip netns exec " + one.namespace() + " " + Daemon.image() + " -G " + words;
    return Shell.attempt(List.of(command.split(" ", -1)));
  }

  @Test
  void inTheBackgroundItSaysWhyItDoesNotStart() throws IOException {
    Shell.Outcome missing = startInBackground("-f /none/such.conf");
    assertEquals(6, missing.exitCode());
    assertTrue(missing.text().contains("Config files missing '/none/such.conf'."), missing.text());

    Shell.Outcome elsewhere = startInBackground("-s no-such-namespace");
    assertEquals(1, elsewhere.exitCode());
    assertTrue(elsewhere.text().contains("no-such-namespace"), elsewhere.text());

    Daemon first = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    Path folder = first.folder();
    Shell.Outcome second =
        startInBackground("-f " + folder + "/daemon.conf -p " + folder + "/main.pid");
    assertEquals(1, second.exitCode());
    assertTrue(second.text().endsWith("daemon is already running\n"), second.text());

    Files.writeString(
        folder.resolve("daemon.conf"),
        VrrpInstance.v3(200, VIP).text().replace("interface eth0", "interface none9"));
    Shell.Outcome impossible = startInBackground("-f " + folder + "/daemon.conf");
    assertEquals(2, impossible.exitCode());
    assertTrue(impossible.text().contains("interface none9"), impossible.text());
  }

  private static boolean ended(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    return process.isEmpty() || !process.get().isAlive();
  }

  @Test
  void addressesStayWithOptionV() {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text(), "-V").awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    assertTrue(one.holds(VIP));
  }
}
