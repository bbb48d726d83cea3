package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the kernel allows less than root is used to: containers, and users with a few rights. */
final class RestrictedIT {

  private static final String VIP = "10.9.0.100";
  private static final String FOOTING =
      "global_defs {\n  vrrp_rt_priority 50\n  vrrp_no_swap\n  script_user root\n}";

  /** The unit's line for who has no scripts of root's. */
  private static final Pattern STRICT = Pattern.compile("CapabilityBoundingSet=(CAP_.*)");

  private static final List<String> ONLY_NETWORK =
      List.of("setpriv", "--bounding-set=-all,+net_admin,+net_raw");

  /** Runs what follows as a container would: no log, and what it finds cannot be written to. */
  private static final String CONTAINER =
      """
      set -e
      mount --bind /proc/sys /proc/sys
      mount -o remount,bind,ro /proc/sys
      mount -t tmpfs -o ro none /run
      mount -t tmpfs none /dev
      mknod -m 666 /dev/null c 1 3
      mknod -m 666 /dev/random c 1 8
      mknod -m 666 /dev/urandom c 1 9
      exec "$@"
      """;

  private static final List<String> IN_CONTAINER =
      List.of("unshare", "--mount", "sh", "-c", CONTAINER, "sh");

  private final Lan lan = new Lan();

  @AfterEach
  void clean() {
    lan.close();
  }

  private static List<String> by(List<String> command) {
    var words = new ArrayList<>(command);
    words.add(Daemon.image().toString());
    return words;
  }

  /** It elects, holds its address through the death of a router, and hands it over at its stop. */
  private static void play(Daemon master, Daemon backup) {
    master.awaitAddress(VIP, true);
    backup.awaitLog("Entering BACKUP STATE");
    assertTrue(master.router().destroyForcibly());
    master.awaitLog("died: Respawning").awaitLog("Starting VRRP child process", 2);
    // Whoever of the two was faster; the one with the higher priority has it in the end.
    master.awaitLog("Entering MASTER STATE", 2).awaitAddress(VIP, true);
    backup.awaitAddress(VIP, false);
    assertEquals(0, master.stop());
    master.awaitAddress(VIP, false);
    backup.awaitAddress(VIP, true);
    assertEquals(0, backup.stop());
    backup.awaitAddress(VIP, false);
  }

  private static String of(int priority) {
    return VrrpInstance.v3(priority, VIP).after(FOOTING).text();
  }

  @Test
  void inUserNamespacesAPairElectsAndFailsOver() {
    Daemon master = lan.unprivilegedHost("one", "10.9.0.1/24").baton(of(200));
    Daemon backup = lan.unprivilegedHost("two", "10.9.0.2/24").baton(of(100));
    play(master, backup);
    assertTrue(master.log().contains("Cannot set real-time priority: Operation not permitted"));
  }

  @Test
  void twoRightsOfRootAreEnough() {
    Daemon master = lan.host("one", "10.9.0.1/24").start(by(ONLY_NETWORK), of(200));
    Daemon backup = lan.host("two", "10.9.0.2/24").start(by(ONLY_NETWORK), of(100));
    play(master, backup);
    for (String lack :
        List.of(
            "no CAP_SYS_NICE: vrrp_rt_priority has no effect",
            "no CAP_IPC_LOCK: vrrp_no_swap has no effect")) {
      assertTrue(master.log().contains(lack), master::log);
    }
  }

  @Test
  void anotherUserWithTwoRightsIsEnough() {
    // Wherever the image lies, and whoever may read it there.
    Path image = lan.folder().resolve("image");
    Shell.run("cp -R " + Daemon.image().resolve("../..").normalize() + " " + image);
    Shell.run("chown -R 61001:61001 " + lan.folder());
    String rights = "-all,+net_admin,+net_raw";
    // The folder with the daemon's files is made just before: `-n -l -D -f FOLDER/daemon.conf`.
    var command =
        List.of(
            "sh",
            "-c",
            "chown -R 61001:61001 \"${6%/*}\"; exec setpriv "
                + "--reuid=61001 --regid=61001 --clear-groups --inh-caps="
                + rights
                + " --ambient-caps="
                + rights
                + " -- \"$@\"",
            "sh",
            image.resolve("bin/baton").toString());
    Daemon master = lan.host("one", "10.9.0.1/24").start(command, of(200));
    Daemon backup = lan.host("two", "10.9.0.2/24").start(command, of(100));
    play(master, backup);
    assertTrue(master.log().contains("no CAP_SYS_NICE"), master::log);
  }

  @Test
  void unitsStrictSetIsEnoughForScriptsOfOthers() throws IOException {
    Path unit = Daemon.image().resolve("../../share/baton/hardened.conf").normalize();
    var line = STRICT.matcher(Files.readString(unit));
    assertTrue(line.find(), "the unit is another");
    String names = line.group(1).toLowerCase(Locale.ROOT).replace("cap_", "+").replace(' ', ',');
    var command = List.of("setpriv", "--bounding-set=-all," + names, "--no-new-privs");
    String script = "vrrp_script check {\n  script \"/bin/true\"\n  interval 1\n  user nobody\n}";
    String text =
        VrrpInstance.v3(200, VIP)
            .after(FOOTING)
            .after(script)
            .with("track_script {\n    check\n  }")
            .text();
    Daemon master = lan.host("one", "10.9.0.1/24").start(by(command), text);
    Daemon backup = lan.host("two", "10.9.0.2/24").baton(of(100));
    master.awaitLog("VRRP_Script(check) succeeded");
    play(master, backup);
    assertFalse(master.log().contains("no CAP_"), master::log);
  }

  @Test
  void inAContainerNothingNeedsToBeWritten() {
    Host one = lan.host("one", "10.9.0.1/24");
    String text = VrrpInstance.v3(200, VIP).after(FOOTING).with("promote_secondaries").text();
    Daemon master = one.start(by(IN_CONTAINER), text);
    Daemon backup = lan.host("two", "10.9.0.2/24").start(by(IN_CONTAINER), of(100));
    play(master, backup);
    assertTrue(master.log().contains("promote_secondaries: errno 30"), master::log);
  }

  @Test
  void pidFileThatCannotBeMadeIsTold() {
    Host one = lan.host("one", "10.9.0.1/24");
    Daemon daemon = one.start(by(IN_CONTAINER), of(200), "-p", "/run/baton.pid");
    assertEquals(1, daemon.awaitEnd());
    String told = "Unable to make a pid file: open /run/baton.pid: Read-only file system";
    assertTrue(daemon.log().contains(told), daemon::log);
    assertFalse(one.holds(VIP));
  }
}
