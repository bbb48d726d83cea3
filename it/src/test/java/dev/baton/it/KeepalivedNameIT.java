package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.Shell.Outcome;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Called as keepalived, Baton is found by what looks for keepalived. */
final class KeepalivedNameIT {

  private static final String CONFIGURATION = VrrpInstance.v3(100, "10.9.0.9").text();

  @TempDir private Path folder;
  private Path keepalived;
  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");

  @BeforeEach
  void link() throws IOException {
    keepalived = Files.createSymbolicLink(folder.resolve("keepalived"), Daemon.image());
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String name(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/comm")).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  /** Those of the daemon that a program finds by the name. */
  private static Set<Long> found(Set<Long> own, String... command) {
    var found = new TreeSet<Long>();
    for (String pid : Shell.attempt(List.of(command)).text().strip().split("\\s+", -1)) {
      if (pid.matches("\\d+") && own.contains(Long.parseLong(pid))) {
        found.add(Long.parseLong(pid));
      }
    }
    return found;
  }

  @Test
  void bothProcessesHaveItsNameAndSoHaveTheirSuccessors() {
    var daemon = one.start(List.of(keepalived.toString()), CONFIGURATION);
    daemon.awaitLog("Entering MASTER STATE");
    ProcessHandle first = daemon.router();
    Set<Long> own = new TreeSet<>(Set.of(daemon.pid(), first.pid()));
    assertEquals(own, found(own, "pidof", "keepalived"));
    assertEquals(own, found(own, "pgrep", "-x", "keepalived"));
    assertEquals(0, Shell.attempt(List.of("killall", "-0", "keepalived")).exitCode());
    assertTrue(daemon.log().contains("'keepalived' "), daemon.log());

    daemon.signalTo(first, "KILL");
    Await.until(
        "another router",
        Duration.ofSeconds(20),
        () -> daemon.router().pid() != first.pid() && name(daemon.router()).equals("keepalived"),
        daemon::log);
    assertEquals(0, daemon.stop());
  }

  /** As the keyword has it, by whichever name the program was called. */
  @Test
  void processNamesTellTheVrrpProcess() {
    var daemon =
        one.start(
            List.of(keepalived.toString()), "global_defs {\n  process_names\n}\n" + CONFIGURATION);
    daemon.awaitLog("Entering MASTER STATE");
    Await.until(
        "the name",
        Duration.ofSeconds(20),
        () -> name(daemon.router()).equals("keepalived_vrrp"),
        daemon::log);
    daemon.rewrite(CONFIGURATION);
    daemon.signal("HUP");
    Await.until(
        "the first name again",
        Duration.ofSeconds(20),
        () -> name(daemon.router()).equals("keepalived"),
        daemon::log);
    assertEquals(0, daemon.stop());
  }

  /** A word is not a command then, and keepalived's file is the one that is meant. */
  @Test
  void hasNoCommandsAndReadsItsOwnFile() {
    var said = Shell.attempt(List.of(keepalived.toString(), "help", "--signum=RELOAD"));
    assertEquals(new Outcome(0, "1\n"), said);
    var daemon = one.start(List.of(keepalived.toString()), CONFIGURATION);
    daemon.awaitLog("'-f' '/etc/keepalived/keepalived.conf'");
    assertEquals(0, daemon.stop());
  }
}
