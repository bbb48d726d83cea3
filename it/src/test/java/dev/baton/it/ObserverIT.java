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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tracked files decide, and FIFOs tell, as with keepalived. */
final class ObserverIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Path folder = lan.folder();
  private final Path level = folder.resolve("level");
  private final Path zero = folder.resolve("zero");

  @BeforeEach
  void values() throws IOException {
    Files.writeString(level, "5\n");
    Files.writeString(zero, "0\n");
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  private VrrpInstance tracking(String global) {
    String before =
        """
        global_defs {
          script_user root
          vrrp_notify_priority_changes on
        %s}
        track_file level {
          file %s
          weight 2
        }
        vrrp_track_file zero {
          file %s
          weight 0
        }
        """
            .formatted(global, level, zero);
    return VrrpInstance.v3(100, VIP).after(before).with("track_file {\n    level\n    zero\n  }");
  }

  /** All that is read from a FIFO, which somebody reads from now on. */
  private static final class Readers implements AutoCloseable {
    private final Path out;
    private final Process process;

    Readers(Path fifo, Path out) throws IOException {
      this.out = out;
      Files.createFile(out);
      process =
          new ProcessBuilder("sh", "-c", "while :; do cat " + fifo + "; done >>" + out).start();
    }

    String text() {
      try {
        return Files.readString(out);
      } catch (IOException failed) {
        throw new AssertionError(failed);
      }
    }

    void await(String text) {
      Await.until("the FIFO says: " + text, PATIENCE, () -> text().equals(text), this::text);
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Readers reading(String name) throws IOException {
    Path fifo = folder.resolve(name);
    Shell.run("mkfifo " + fifo);
    return new Readers(fifo, folder.resolve(name + ".out"));
  }

  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void bothSayTheSame(Daemon.Kind kind) throws IOException {
    String fifos = "  vrrp_notify_fifo %s/vrrp\n  notify_fifo %s/all\n".formatted(folder, folder);
    try (Readers vrrp = reading("vrrp");
        Readers all = reading("all")) {
      Daemon daemon = one.start(kind, tracking(fifos).text()).awaitAddress(VIP, true);
      String told = "BACKUP_PRIORITY 110,BACKUP 110,MASTER 110";
      vrrp.await(lines(told));
      daemon.awaitLog("(VI_1) Changing effective priority from 100 to 110");
      Files.writeString(level, "0xa\n");
      told += ",MASTER_PRIORITY 120";
      vrrp.await(lines(told));
      Files.writeString(level, "99999999999\n");
      daemon.awaitLog("Invalid number 99999999999 read from " + level + " - ignoring");
      Path other = Files.writeString(folder.resolve("other"), "-7 of something\n");
      Shell.run("mv " + other + " " + level);
      told += ",MASTER_PRIORITY 86";
      vrrp.await(lines(told));
      Files.delete(level);
      told += ",MASTER_PRIORITY 100";
      vrrp.await(lines(told));

      Files.writeString(zero, "1\n");
      daemon.awaitLog("(VI_1): tracked file zero now FAULT state");
      daemon.awaitLog("(VI_1) Entering FAULT STATE").awaitAddress(VIP, false);
      Files.writeString(zero, "0\n");
      daemon.awaitLog("(VI_1): tracked file zero leaving FAULT state");
      daemon.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
      told += ",FAULT 100,BACKUP 100,MASTER 100";
      vrrp.await(lines(told));
      assertEquals(0, daemon.stop());
      told += ",STOP 100";
      vrrp.await(lines(told));
      all.await(lines(told));
    }
    assertTrue(Files.exists(folder.resolve("vrrp")));
  }

  private static String lines(String events) {
    var text = new StringBuilder();
    for (String event : events.split(",", -1)) {
      text.append("INSTANCE \"VI_1\" ").append(event).append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void aFileAtFaultAtTheStart(Daemon.Kind kind) throws IOException {
    Files.writeString(level, "-127\n");
    Daemon daemon = one.start(kind, tracking("").text());
    daemon.awaitLog("tracked file level");
    Files.writeString(level, "-1\n");
    daemon.awaitLog("(VI_1): tracked file level leaving FAULT state").awaitAddress(VIP, true);
  }

  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void itsProgramReadsTheFifoThatIsMadeAndRemoved(Daemon.Kind kind) throws IOException {
    Path program = folder.resolve("read");
    Files.writeString(program, "#!/bin/sh\nexec cat $1 >" + folder + "/out\n");
    Shell.run("chmod 700 " + program);
    Path fifo = folder.resolve("made");
    String fifos =
        "  vrrp_notify_fifo %s nobody nogroup\n  vrrp_notify_fifo_script %s\n"
            .formatted(fifo, program);
    Daemon daemon = one.start(kind, tracking(fifos).text()).awaitAddress(VIP, true);
    Path out = folder.resolve("out");
    String told = lines("BACKUP_PRIORITY 110,BACKUP 110,MASTER 110");
    Await.until("its lines", PATIENCE, () -> textOf(out).equals(told), daemon::log);
    String expected = "600:nobody:nogroup:fifo";
    assertEquals(expected, Shell.run("stat -c %a:%U:%G:%F " + fifo).strip());
    assertEquals(0, daemon.stop());
    assertFalse(Files.exists(fifo));
    if (kind == Daemon.Kind.BATON) {
      assertEquals(told + lines("STOP 110"), textOf(out));
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void aReloadKeepsValuesAndTakesNewWeights() throws IOException {
    String fifos = "  vrrp_notify_fifo %s/vrrp\n".formatted(folder);
    try (Readers vrrp = reading("vrrp")) {
      String text = tracking(fifos).text();
      Daemon daemon = one.baton(text).awaitAddress(VIP, true);
      String told = "BACKUP_PRIORITY 110,BACKUP 110,MASTER 110";
      vrrp.await(lines(told));
      daemon.signal("HUP");
      daemon.awaitLog("Reload complete");
      daemon.rewrite(text.replace("weight 2", "weight 3"));
      daemon.signal("HUP");
      daemon.awaitLog("Reload complete", 2);
      told += ",MASTER_PRIORITY 115";
      vrrp.await(lines(told));
      Path moved = Files.writeString(folder.resolve("moved"), "20\n");
      daemon.rewrite(text.replace("file " + level, "file " + moved));
      daemon.signal("HUP");
      daemon.awaitLog("Reload complete", 3);
      // The number stays, with the old weight again, until the other file has been read.
      told += ",MASTER_PRIORITY 110,MASTER_PRIORITY 140";
      vrrp.await(lines(told));
      assertTrue(one.holds(VIP));
      String again =
          text.replace(
              "global_defs {\n  script",
              "global_defs {\n" + "  fifo_write_vrrp_states_on_reload\n  script");
      daemon.rewrite(again.replace("file " + level, "file " + moved));
      daemon.signal("HUP");
      daemon.awaitLog("Reload complete", 4);
      told += ",MASTER 140";
      vrrp.await(lines(told));
    }
  }

  @Test
  void aRouterThatIsStartedAnewKnowsTheValues() {
    Daemon daemon = one.baton(tracking("").text()).awaitAddress(VIP, true);
    daemon.signalTo(daemon.router(), "KILL");
    daemon.awaitLog("(VI_1) Changing effective priority from 100 to 110", 2);
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress(VIP, true);
  }
}
