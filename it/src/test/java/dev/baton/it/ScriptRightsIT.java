package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Account;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts of another user may do, to the daemon above all, and what it takes to run them. */
final class ScriptRightsIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NOTHING = "0000000000000000";

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Account user = new Account();

  /** Where everybody may write. */
  private final Path shared = lan.folder().resolve("shared");

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(lan.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(shared);
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @AfterEach
  void clean() {
    user.close();
    lan.close();
  }

  /** A script that an instance tracks, and that changes nothing much by its result. */
  private record Script(String name, String command, String words) {
    String text() {
      return "vrrp_script %s {\n  script \"%s\"\n  %s\n}\n".formatted(name, command, words);
    }
  }

  private static String tracking(Script... scripts) {
    VrrpInstance instance =
        VrrpInstance.v3(200, VIP).after("global_defs {\n  script_user root\n}\n");
    var tracked = new StringBuilder();
    for (Script script : scripts) {
      instance = instance.after(script.text());
      tracked.append("    ").append(script.name()).append(" weight 1\n");
    }
    return instance.with("track_script {\n" + tracked + "  }").text();
  }

  /** Adds a line to a file ten times a second. */
  private Script counting(String name, String words) {
    String command = "/usr/bin/sh -c 'echo >>" + shared.resolve(name) + "'";
    return new Script(name, command, "interval 0.1\n  timeout 1\n  " + words);
  }

  private long count(String name) {
    try {
      return Files.exists(shared.resolve(name)) ? Files.size(shared.resolve(name)) : 0;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private void awaitMore(String name, Daemon daemon) {
    long before = count(name);
    Await.until("runs of script " + name, PATIENCE, () -> count(name) >= before + 3, daemon::log);
  }

  /** By SIGKILL and SIGSTOP to the threads, and by SIGSTOP to what is being started. */
  @ParameterizedTest
  @CsvSource({"9, 2", "19, 2", "0, 4"})
  void aUserCannotTouchWhatStartsHisScripts(int signal, int seconds) throws IOException {
    Path attacker = lan.folder().resolve("attacker");
    Shell.run("gcc -O1 -o " + attacker + " src/test/resources/scripts/attacker.c");
    Daemon daemon =
        one.baton(tracking(counting("his", "user " + user.name()), counting("ours", "")));
    awaitMore("his", daemon);
    awaitMore("ours", daemon);

    String target = Long.toString(daemon.pid());
    List<String> attack = user.command(attacker.toString(), target, "" + signal, "" + seconds);
    assertEquals("reached 0\n", Shell.attempt(attack).text());
    awaitMore("ours", daemon);
    // Those of his that he has stopped are ended at their timeout.
    awaitMore("his", daemon);
    assertEquals(0, daemon.stop(), daemon::log);
    assertFalse(daemon.log().contains("hangs while it is started"), daemon::log);
  }

  private Daemon bounded(String capabilities, String configuration) {
    List<String> words = new ArrayList<>(List.of("setpriv", "--bounding-set=" + capabilities));
    words.addAll(List.of("--", Daemon.image().toString()));
    return one.start(words, configuration);
  }

  /** Copies its own status. */
  private Script telling(String name, String words) {
    return new Script(name, "/usr/bin/cp /proc/self/status " + shared.resolve(name), words);
  }

  private String status(String name, String key) throws IOException {
    return Files.readAllLines(shared.resolve(name)).stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private void assertHasNothing(String name) throws IOException {
    assertEquals((user.uid() + "\t").repeat(4).strip(), status(name, "Uid"));
    assertEquals((user.gid() + "\t").repeat(4).strip(), status(name, "Gid"));
    assertEquals("", status(name, "Groups"));
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapAmb")) {
      assertEquals(NOTHING, status(name, set), set);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'-all,+net_admin,+net_raw', CAP_SETUID and CAP_SETGID",
    "'-all,+net_admin,+net_raw,+setuid', CAP_SETGID"
  })
  void withoutTheRightsItIsNotRunAndSaysWhy(String capabilities, String missing)
      throws IOException {
    Daemon daemon =
        bounded(
            capabilities,
            tracking(
                telling("his", "interval 1\n  timeout 10\n  user " + user.name()),
                telling("ours", "timeout 10")));
    String reason =
        "to run it as uid %d and gid %d baton lacks %s: grant the service what is missing"
            .formatted(user.uid(), user.gid(), missing);
    daemon.awaitLog("VRRP_Script(his) not run: " + reason);
    daemon.awaitLog("VRRP_Script(ours) succeeded").awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
    assertEquals(2, daemon.log().split("baton lacks", -1).length, daemon::log);
    assertFalse(Files.exists(shared.resolve("his")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+all", "-all,+net_admin,+net_raw,+setuid,+setgid"})
  void withTheRightsHisScriptHasNothing(String capabilities) throws IOException {
    Daemon daemon = bounded(capabilities, tracking(telling("his", "user " + user.name())));
    daemon.awaitLog("VRRP_Script(his) succeeded");
    assertHasNothing("his");
    assertEquals(0, daemon.stop());
  }

  /** Who is not root has its rights as ambient ones, which go to all that it executes. */
  @Test
  void aDaemonThatIsNotRootKeepsItsRightsToItself() throws IOException {
    String capabilities = "+net_admin,+net_raw,+dac_read_search";
    List<String> words =
        List.of(
            "setpriv",
            "--reuid=" + user.uid(),
            "--regid=" + user.gid(),
            "--clear-groups",
            "--inh-caps=" + capabilities,
            "--ambient-caps=" + capabilities,
            Daemon.image().toString());
    String configuration =
        tracking(
            telling("own", "user " + user.name()),
            telling("roots", "user root"),
            telling("nobodys", "user nobody"));
    String files = shared.toString();
    Daemon daemon =
        one.start(words, configuration, "-p", files + "/main.pid", "-r", files + "/vrrp.pid");
    daemon.awaitLog("VRRP_Script(own) succeeded").awaitAddress(VIP, true);
    assertHasNothing("own");
    String why = "only root can run it as uid 0 and gid 0, and baton is uid " + user.uid();
    daemon.awaitLog("VRRP_Script(roots) not run: " + why + ": start baton as root");
    daemon.awaitLog("VRRP_Script(nobodys) not run: only root can");
    assertFalse(Files.exists(shared.resolve("roots")));
    assertFalse(Files.exists(shared.resolve("nobodys")));
    assertEquals(0, daemon.stop());
  }

  @Test
  void aScriptThatMayNotBeEndedDoesNotHoldTheDaemonUp() {
    String pid = shared.resolve("pid").toString();
    String command = "/usr/bin/sh -c 'echo $$ >" + pid + "; exec sleep 1000'";
    var script = new Script("his", command, "user " + user.name());
    Daemon daemon = bounded("+all,-kill", tracking(script));
    Await.until("it runs", PATIENCE, () -> count("pid") > 0, daemon::log);
    assertEquals(0, daemon.stop(), daemon::log);
    String group = Shell.run("cat " + pid).strip();
    String told =
        "Script `his` is left running: process group " + group + ", Operation not permitted";
    assertTrue(daemon.log().contains(told), daemon::log);
  }

  /** Adopted by the daemon, which then must wait for it whatever else happens. */
  @Test
  void whatAScriptLeavesBehindIsWaitedFor() {
    Path pid = shared.resolve("pid");
    String command =
        "/usr/bin/setsid -f /usr/bin/sh -c 'echo $$ >"
            + pid
            + "; while [ -e "
            + pid
            + " ]; do sleep 0.1; done'";
    String notify = "notify_master \"" + command + "\" root";
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).with(notify).text());
    Await.until("it runs", PATIENCE, () -> count("pid") > 0, daemon::log);
    String left = Shell.run("cat " + pid).strip();
    assertEquals(daemon.pid(), Long.parseLong(Shell.run("ps -o ppid= -p " + left).strip()));
    Shell.run("rm " + pid);
    Await.until("it ends", PATIENCE, () -> !Files.exists(Path.of("/proc", left)), daemon::log);
    assertEquals(0, daemon.stop());
  }
}
