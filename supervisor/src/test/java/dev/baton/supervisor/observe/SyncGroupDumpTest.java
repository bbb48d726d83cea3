package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.wire.SnapshotSection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sync groups as keepalived's dumps have them. */
final class SyncGroupDumpTest {

  private static String print(List<SyncGroupConfig> groups) {
    var page = new DumpPage();
    new SyncGroupDump(
            page,
            SampleNode.router(Set.of(SnapshotSection.INSTANCES)).get(SnapshotSection.INSTANCES))
        .print(groups);
    return page.toString();
  }

  @Test
  void aGroupHasTheStateOfItsMembers() {
    var group = new SyncGroupConfig("G1", List.of("VI_1", "VI_2"), NotifyConfig.NONE);
    assertEquals(
        """
        ------< VRRP Sync groups >------
         VRRP Sync Group = G1, BACKUP
           Num member fault 0, num member init 0
           VRRP member instances :
             VI_1
             VI_2
           Using smtp notification = no
        """,
        print(List.of(group)));
    var alone = new SyncGroupConfig("G1", List.of("VI_1"), NotifyConfig.NONE);
    assertEquals(
        " VRRP Sync Group = G1, MASTER", print(List.of(alone)).lines().skip(1).findFirst().get());
  }

  @Test
  void withoutGroupsThereIsNoSection() {
    assertEquals("", print(List.of()));
  }
}
