package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.core.node.NodeOptions;
import dev.baton.core.wire.Connection;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.it.kit.Await;
import dev.baton.it.kit.ChangedLauncher;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.LoneRouter;
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
import org.junit.jupiter.api.Test;

/** A user of the host without rights, who would like to be the first router's supervisor. */
final class StrangerIT {

  private static final String VIP = "10.9.0.100";
  private static final String EVIL = "10.9.0.66";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The launcher's pid, in a pid namespace of its own, and what it calls itself by. */
  private static final int PID = 1000;

  private static final String KEY = "foreseen";

  /**
   * The number of a dead process is given to the launcher, which has been in the stranger's
   * listener since that process called listen(2).
   */
  private static final String STORY =
      """
      set -e
      setpriv --reuid 61001 --regid 61001 --clear-groups --no-new-privs \
        "$1/listener" %1$d "$2" "$1/message" "$1/handover" >"$1/verdict" &
      # Without processes of its own: one of them might get the number that the listener wants.
      until { read -r line <"$1/verdict"; } 2>/dev/null && [ "$line" = ready ]; do :; done
      echo %2$d >/proc/sys/kernel/ns_last_pid
      "$3" -n -l -f "$1/own.conf" -p "$1/main.pid" -r "$1/vrrp.pid" \
        >"$1/log" 2>&1 &
      echo $! >"$1/launcher"
      wait
      """
          .formatted(PID, PID - 1);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Path folder = lan.folder();

  @AfterEach
  void clean() {
    lan.close();
  }

  @Test
  void isNoSupervisorByTheNumberOfADeadProcess() throws Exception {
    Shell.run("gcc -o " + folder.resolve("listener") + " src/test/resources/stranger/listener.c");
    var configure = new ToRouter.Configure(1, new NodeOptions(false, false, false));
    Files.write(folder.resolve("message"), MessageCodec.encode(configure));
    Files.write(folder.resolve("handover"), LoneRouter.handover(VrrpInstance.v3(255, EVIL).text()));
    Files.writeString(folder.resolve("own.conf"), VrrpInstance.v3(200, VIP).text());
    // For the other user to read.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String verdict = "-e taken -e refused '" + folder.resolve("verdict") + "'";
    Path program =
        ChangedLauncher.in(folder)
            .withKey(KEY)
            .delayedBy("until grep -q " + verdict + "; do sleep 0.01; done")
            .program();

    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", one.namespace()));
    words.addAll(List.of("unshare", "--pid", "--mount-proc", "--kill-child", "sh", "-c", STORY));
    words.addAll(List.of("sh", folder.toString(), Connection.name(PID + "/" + KEY)));
    words.add(program.toString());
    Process story =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("story").toFile())
            .start();
    try {
      Await.until("a verdict", PATIENCE, () -> said("verdict").lines().count() == 2, this::all);
      assertEquals("ready\nrefused\n", said("verdict"), this::all);
      assertEquals(PID + "\n", said("launcher"), this::all);
      one.awaitHolds(VIP);
      assertFalse(one.holds(EVIL));
    } finally {
      story.destroyForcibly();
      Await.until("all have ended", PATIENCE, () -> !story.isAlive());
    }
  }

  private String said(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException notYet) {
      return "";
    }
  }

  private String all() {
    return said("story") + said("verdict") + said("log");
  }
}
