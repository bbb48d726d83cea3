package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * People and programs look for keepalived's lines in the log. Both daemons lead the same life here:
 * whatever keepalived says of it, Baton says too, but for what is listed.
 */
final class LogLinesIT {

  private static final String CONFIGURATION =
      """
      global_defs {
        script_user root
      }
      vrrp_script chk {
        script "/usr/bin/test -e DIR/good"
        interval 1
        weight -20
      }
      vrrp_script missing {
        script "DIR/missing"
      }
      vrrp_script within {
        script "DIR/good/within"
      }
      vrrp_script nowhere {
        script "no_such_program"
      }
      vrrp_script folder {
        script "DIR"
      }
      vrrp_script mere {
        script "DIR/mere"
      }
      track_file level {
        file DIR/level
      }
      vrrp_instance VI_1 {
        state BACKUP
        interface eth0
        virtual_router_id VRID
        priority 150
        notify_master "DIR/missing"
        notify_backup "DIR/mere"
        notify_fault "DIR"
        track_script {
          chk
          missing
          within
          nowhere
          folder
          mere
        }
        track_file {
          level weight 1
        }
        track_interface {
          eth1
        }
        virtual_ipaddress {
          10.9.0.100
          more
        }
      }
      """;

  /** What keepalived says and Baton does not; each with the reason. */
  private static final List<String> NOT_OURS =
      List.of(
          // The title line names another version, and the kernel that it was built on.
          "Starting Keepalived",
          "Running on",
          "Stopped Keepalived",
          // Its words are broken where ours are not.
          "Command line:",
          "              '",
          // Baton's priority does not depend on that setting.
          "NOTICE: setting config option max_auto_priority",
          // A folder is no script, and not insecure for it: ours says that it is not found.
          "Disabling track script folder due to insecure",
          // Only the addresses that adverts can come from concern us.
          "Assigned address fe80:",
          "Deassigned address fe80:",
          // With -D keepalived lists its addresses at each reload as if they were new.
          "Assigned address 10.9.0.",
          // The sockets stay open over a reload that does not change them.
          "VRRP sockpool:",
          // A priority that a reload changes is told from what it was, not from the file's.
          "(VI_1) Changing effective priority from 140 to");

  private final Lan lan = new Lan();

  @AfterEach
  void clean() {
    lan.close();
  }

  @Test
  void whateverKeepalivedSaysBatonSaysToo() throws Exception {
    Set<String> theirs = life(Daemon.Kind.KEEPALIVED, 51);
    Set<String> ours = life(Daemon.Kind.BATON, 52);
    theirs.removeAll(ours);
    theirs.removeIf(line -> NOT_OURS.stream().anyMatch(line::startsWith));
    assertEquals("", String.join("\n", theirs), () -> "ours:\n" + String.join("\n", ours));
  }

  /** The lines of one daemon, without what is different each time. */
  private Set<String> life(Daemon.Kind kind, int vrid) throws Exception {
    Host host = lan.host(kind == Daemon.Kind.BATON ? "one" : "two", "10.9.0." + vrid + "/24");
    host.ip("link add eth1 type veth peer name eth2");
    host.ip("link set eth1 up");
    host.ip("link set eth2 up");
    Path folder = Files.createDirectory(lan.folder().resolve("life" + vrid));
    Path good = Files.createFile(folder.resolve("good"));
    Files.createFile(folder.resolve("mere"));
    Files.writeString(folder.resolve("level"), "5");
    String text =
        CONFIGURATION.replace("DIR", folder.toString()).replace("VRID", Integer.toString(vrid));

    Daemon daemon = host.start(kind, text.replace("more", ""));
    daemon.awaitLog("(VI_1) Entering MASTER STATE");
    daemon.rewrite(text.replace("more", "10.9.0.101").replace("priority 150", "priority 140"));
    daemon.signal("HUP");
    daemon.awaitLog("Reload complete").awaitAddress("10.9.0.101", true);
    Files.delete(good);
    daemon.awaitLog("Script `chk` now returning 1");
    Files.createFile(good);
    daemon.awaitLog("Script `chk` now returning 0");
    Files.writeString(folder.resolve("level"), "7");
    daemon.awaitLog(" to 147");
    host.ip("link set eth1 down");
    daemon.awaitLog("(VI_1) Entering FAULT STATE");
    host.ip("link set eth1 up");
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 2).awaitAddress("10.9.0.100", true);
    host.ip("address delete 10.9.0.100/32 dev eth0");
    daemon.awaitLog("(VI_1) Entering MASTER STATE", 3).awaitAddress("10.9.0.100", true);
    daemon.rewrite(text.replace("more", "").replace("priority 150", "priority 140"));
    daemon.signal("HUP");
    daemon.awaitLog("Reload complete", 2).awaitAddress("10.9.0.101", false);
    daemon.signal("USR1");
    daemon.signal("USR2");
    daemon.awaitLog("Printing VRRP stats");
    daemon.stop();
    return lines(daemon.log(), folder);
  }

  private static Set<String> lines(String log, Path folder) {
    return log.lines()
        // The console puts the time before each.
        .map(line -> line.replaceFirst("^\\S+ \\S+ +\\d+ [\\d:]+ \\d+: ", ""))
        // Ours has the place of a mistake before what is wrong.
        .flatMap(line -> Stream.of(line, line.replaceFirst("^\\(\\S+: Line \\d+\\) ", "")))
        .map(line -> line.replace(folder.toString(), "DIR"))
        .map(line -> line.replaceFirst("process\\(\\d+\\)", "process(N)"))
        .map(line -> line.replaceFirst("pid=\\d+", "pid=N"))
        .map(line -> line.replaceAll("\\S+/daemon\\.conf", "FILE"))
        .map(line -> line.replaceAll("\\d+\\.\\d{6}", "SECONDS"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
