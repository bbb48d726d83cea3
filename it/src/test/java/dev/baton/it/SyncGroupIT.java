package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Instances that move together, as with keepalived and beside it. */
final class SyncGroupIT {

  private static final String FIRST = "10.9.0.101";
  private static final String SECOND = "10.9.0.102";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");
  private final Path folder = lan.folder();
  private final Path zero = folder.resolve("zero");
  private final Path said = folder.resolve("said");

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String instance(int number, int priority, String words) {
    return """
        vrrp_instance VI_%d {
          state BACKUP
          interface eth0
          virtual_router_id %d
          priority %d
          advert_int 0.2
          %s
          virtual_ipaddress {
            10.9.0.10%d
          }
        }
        """
        .formatted(number, 50 + number, priority, words, number);
  }

  private static String pair(int priority) {
    return "global_defs {\n  vrrp_version 3\n  router_id test\n}\n"
        + instance(1, priority, "")
        + instance(2, priority, "")
        + "vrrp_sync_group G {\n  group {\n    VI_1\n    VI_2\n  }\n}\n";
  }

  /** The second member tracks a file; a script writes down what it is told, and for how long. */
  private String telling() {
    String notify = "notify \"" + folder.resolve("tell") + "\"";
    return "global_defs {\n  vrrp_version 3\n  router_id test\n  script_user root\n}\n"
        + "vrrp_track_file zero {\n  file "
        + zero
        + "\n  weight 0\n}\n"
        + instance(1, 100, notify)
        + instance(2, 100, notify + "\n  track_file {\n    zero\n  }")
        + "vrrp_sync_group G {\n  group {\n    VI_1\n    VI_2\n  }\n  "
        + notify
        + "\n}\n";
  }

  /** In the order of the alphabet, for scripts run beside one another and may pass each other. */
  private List<String> toldOf(String subject) throws IOException {
    return Files.readAllLines(said).stream()
        .filter(line -> line.startsWith(subject + " "))
        .map(line -> line.substring(subject.length() + 1))
        .sorted()
        .toList();
  }

  private void awaitTold(List<String> states, String priority) {
    Await.until(
        "all are told of " + states,
        PATIENCE,
        () -> {
          try {
            return toldOf("GROUP G").equals(inEach(states, "0"))
                && toldOf("INSTANCE VI_1").equals(inEach(states, priority))
                && toldOf("INSTANCE VI_2").equals(inEach(states, priority));
          } catch (IOException failed) {
            throw new AssertionError(failed);
          }
        },
        () -> {
          try {
            return Files.readString(said);
          } catch (IOException failed) {
            throw new AssertionError(failed);
          }
        });
  }

  private static List<String> inEach(List<String> states, String priority) {
    return states.stream().map(it -> it + " " + priority).sorted().toList();
  }

  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void aFaultOfOneIsAFaultOfAll(Daemon.Kind kind) throws IOException {
    Files.writeString(zero, "0\n");
    Files.createFile(said);
    Path tell = folder.resolve("tell");
    Files.writeString(tell, "#!/bin/sh\necho \"$@\" >>" + said + "\n");
    tell.toFile().setExecutable(true);
    Daemon daemon = one.start(kind, telling()).awaitAddress(FIRST, true).awaitAddress(SECOND, true);
    daemon.awaitLog("VRRP_Group(G) Syncing instances to MASTER state");
    awaitTold(List.of("BACKUP", "MASTER"), "100");
    Files.writeString(zero, "1\n");
    daemon.awaitAddress(FIRST, false).awaitAddress(SECOND, false);
    daemon.awaitLog("VRRP_Group(G) Syncing instances to FAULT state");
    awaitTold(List.of("BACKUP", "MASTER", "FAULT"), "100");
    Files.writeString(zero, "0\n");
    daemon.awaitLog("VRRP_Group(G) Syncing instances to BACKUP state");
    daemon.awaitAddress(FIRST, true).awaitAddress(SECOND, true);
    awaitTold(List.of("BACKUP", "MASTER", "FAULT", "BACKUP", "MASTER"), "100");
    assertEquals(0, daemon.stop());
    awaitTold(List.of("BACKUP", "MASTER", "FAULT", "BACKUP", "MASTER", "STOP"), "100");
  }

  /** Each takes both addresses from the other, whichever program the other is. */
  @ParameterizedTest
  @CsvSource({"BATON,KEEPALIVED", "KEEPALIVED,BATON", "BATON,BATON"})
  void theGroupMovesAsAWhole(Daemon.Kind better, Daemon.Kind lower) {
    Daemon backup =
        two.start(lower, pair(100)).awaitAddress(FIRST, true).awaitAddress(SECOND, true);
    Daemon master =
        one.start(better, pair(200)).awaitAddress(FIRST, true).awaitAddress(SECOND, true);
    backup.awaitAddress(FIRST, false).awaitAddress(SECOND, false);
    assertEquals(0, master.stop());
    backup.awaitAddress(FIRST, true).awaitAddress(SECOND, true);
    assertEquals(0, backup.stop());
  }

  /** The peer is master of one member alone: nobody may have half of a group. */
  @Test
  void oneThatIsElsewhereKeepsTheOtherBack() {
    String lone = "global_defs {\n  vrrp_version 3\n  router_id test\n}\n" + instance(2, 200, "");
    Daemon peer = two.baton(lone).awaitAddress(SECOND, true);
    Daemon grouped = one.baton(pair(100), "-D");
    grouped.awaitLog("(VI_1) Receive advertisement timeout");
    grouped.awaitAddress(FIRST, false).awaitAddress(SECOND, false);
    peer.kill();
    grouped.awaitAddress(FIRST, true).awaitAddress(SECOND, true);
    assertEquals(0, grouped.stop());
  }
}
