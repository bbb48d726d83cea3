package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.LocalUser;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A local user tries to have his own program run as root, where root's scripts are guarded. */
final class ScriptAttackIT {

  private static final String VIP = "10.9.0.100";

  /** The test of a file runs on a host that has no eth0. */
  private static final String ANYWHERE = "  dynamic_interfaces\n";

  private final Lan lan = new Lan();
  private final LocalUser evil = new LocalUser(lan.folder());
  private final Path roots = lan.folder().resolve("roots");

  @AfterEach
  void clean() {
    lan.close();
  }

  /** What he, or root by mistake, has prepared. */
  enum Trap {
    STICKY_DIRECTORIES_OF_HIS,
    LINK_IN_A_SHARED_DIRECTORY,
    LINKED_DIRECTORY_IN_A_SHARED_ONE,
    ACCESS_CONTROL_LIST,
    WRITABLE_BY_ROOTS_GROUP,
    INTERPRETER_OF_HIS,
    INTERPRETER_THAT_IS_MISSING,
    PATH_THROUGH_HIS_DIRECTORY
  }

  /** Prepares it; what root is to run. */
  private String set(Trap trap) throws IOException {
    Files.createDirectory(roots);
    return switch (trap) {
      case STICKY_DIRECTORIES_OF_HIS -> {
        evil.does("chmod 1755 . bin; ln -s /usr/bin/true bin/check");
        yield evil.home() + "/bin/check";
      }
      case LINK_IN_A_SHARED_DIRECTORY -> {
        evil.does("ln -s /usr/bin/true ../shared/check");
        yield evil.shared() + "/check";
      }
      case LINKED_DIRECTORY_IN_A_SHARED_ONE -> {
        evil.does("ln -s /usr/bin ../shared/dir");
        yield evil.shared() + "/dir/true";
      }
      case ACCESS_CONTROL_LIST -> {
        Shell.run("setfacl -m u:" + LocalUser.UID + ":rwx " + roots);
        evil.does("touch ../roots/here");
        yield script("#!/bin/sh");
      }
      case WRITABLE_BY_ROOTS_GROUP -> {
        Files.setPosixFilePermissions(roots, PosixFilePermissions.fromString("rwxrwxr-x"));
        yield script("#!/bin/sh");
      }
      case INTERPRETER_OF_HIS -> {
        evil.does("cp /bin/sh bin/sh");
        yield script("#!" + evil.home() + "/bin/sh");
      }
      case INTERPRETER_THAT_IS_MISSING -> script("#!" + evil.home() + "/bin/none");
      case PATH_THROUGH_HIS_DIRECTORY -> script("#!/usr/bin/env true");
    };
  }

  private String script(String firstLine) throws IOException {
    Path script = Files.writeString(roots.resolve("check"), firstLine + "\nexit 0\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }

  private static String guarding(String global, String scripts) {
    return VrrpInstance.v3(200, VIP)
        .after("global_defs {\n  enable_script_security\n  script_user root\n" + global + "}")
        .after(scripts)
        .with("track_script {\n    check\n  }")
        .text();
  }

  private static String track(String name, String script) {
    return "vrrp_script " + name + " {\n  script \"" + script + "\"\n  interval 1\n}\n";
  }

  private Shell.Outcome test(Trap trap) throws IOException {
    String script = set(trap);
    boolean link = trap == Trap.LINKED_DIRECTORY_IN_A_SHARED_ONE;
    String settings = ANYWHERE + (link ? "  use_symlink_paths\n" : "");
    String text = guarding(settings, track("check", script));
    Path file = Files.writeString(lan.folder().resolve("k.conf"), text);
    boolean search = trap == Trap.PATH_THROUGH_HIS_DIRECTORY;
    String path = System.getenv("PATH");
    return Shell.attempt(
        Map.of("PATH", search ? evil.home() + "/bin:" + path : path),
        List.of(Daemon.image().toString(), "-t", "-f", file.toString()));
  }

  @ParameterizedTest
  @EnumSource
  void theTestOfTheFileRefuses(Trap trap) throws IOException {
    Shell.Outcome outcome = test(trap);
    String said = "Disabling track script check due to insecure";
    assertTrue(outcome.text().contains(said), outcome::text);
    assertEquals(5, outcome.exitCode(), outcome::text);
  }

  /** What is root's alone passes the same test: an access control list that only lets read, too. */
  @Test
  void whatIsRootsAlonePasses() throws IOException {
    Files.createDirectory(roots);
    Shell.run("setfacl -m u:" + LocalUser.UID + ":rx " + roots);
    String text = guarding(ANYWHERE, track("check", script("#!/usr/bin/env -S sh -e")));
    Path file = Files.writeString(lan.folder().resolve("k.conf"), text);
    Shell.Outcome outcome =
        Shell.attempt(
            Map.of("PATH", "/usr/bin:" + evil.home()),
            List.of(Daemon.image().toString(), "-t", "-f", file.toString()));
    assertEquals(0, outcome.exitCode(), outcome::text);
  }

  /** He waits until the file has been read, and then puts his own program behind his link. */
  @Test
  void rootDoesNotRunWhatHePutsThereLater() throws IOException {
    String check = set(Trap.STICKY_DIRECTORIES_OF_HIS);
    Path runs = lan.folder().resolve("runs");
    String witness = script("#!/bin/sh\necho >>" + runs);
    Host one = lan.host("one", "10.9.0.1/24");
    Daemon daemon =
        one.baton(
            guarding("", track("check", check) + track("witness", witness))
                .replace("    check\n", "    check\n    witness\n"));
    awaitRuns(runs, 1, daemon);
    evil.does("printf '#!/bin/sh\\nid -u >" + evil.home() + "/proof\\n' >mine");
    evil.does("chmod 755 mine && ln -sf ../mine bin/check");
    awaitRuns(runs, (int) lines(runs) + 3, daemon);
    assertFalse(Files.exists(evil.home().resolve("proof")), daemon::log);
    assertEquals(0, daemon.stop());
  }

  private static void awaitRuns(Path runs, int count, Daemon daemon) {
    Await.until(count + " runs", Duration.ofSeconds(20), () -> lines(runs) >= count, daemon::log);
  }

  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
