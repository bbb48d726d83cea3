package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sync group makes of its members. */
final class SyncGroupReadingTest {

  private static final String TRACKERS =
      """
      vrrp_script S {
        script /usr/bin/true
      }
      vrrp_script W {
        script /usr/bin/true
        weight 10
      }
      track_file F {
        file /tmp/nosuch.track
      }
      """;

  /** A group of two instances with these words of their own, and a third outside. */
  private static Configuration read(String group, String a, String b) {
    String instance =
        """
        vrrp_instance %s {
          interface eth0
          virtual_router_id %d
          virtual_ipaddress { 192.0.2.%d }
          %s
        }
        """;
    String text =
        TRACKERS
            + instance.formatted("A", 1, 1, a)
            + instance.formatted("B", 2, 2, b)
            + instance.formatted("C", 3, 3, "")
            + "vrrp_sync_group G {\ngroup {\nA\nB\n}\n"
            + group
            + "\n}\n";
    var sources = new CannedSources().with("k.conf", text);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT).configuration();
  }

  private static InstanceConfig instance(Configuration configuration, String name) {
    return configuration.instances().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void membersAreGroupedAndNobodyElse() {
    var read = read("notify_master /usr/bin/true", "", "");
    assertEquals(List.of("A", "B"), read.syncGroups().getFirst().members());
    assertTrue(read.syncGroups().getFirst().notification().master().isPresent());
    assertTrue(instance(read, "A").vrrp().grouped());
    assertFalse(instance(read, "C").vrrp().grouped());
    assertEquals(List.of(), read.noEffectYet());
  }

  @Test
  void whatTheGroupTracksEachMemberTracks() {
    String tracked = "track_interface {\neth1 weight 5\neth0\n}\ntrack_script {\nS\nW\n}";
    var read = read(tracked, "", "dont_track_primary");
    assertEquals(
        List.of(new TrackedInterface("eth1", new Weight(5, false))),
        instance(read, "A").trackedInterfaces());
    assertEquals(2, instance(read, "B").trackedInterfaces().size());
    assertEquals(
        List.of(
            new TrackedObject(TrackerId.script("S"), Weight.FAULT),
            new TrackedObject(TrackerId.script("W"), new Weight(10, false))),
        instance(read, "A").trackedObjects());
    assertEquals(List.of(), instance(read, "C").trackedObjects());
  }

  @Test
  void ownTrackersOfMembersDoNotWeighUnlessTheGroupSaysSo() {
    String own = "track_interface {\neth1 weight 5\n}\ntrack_script {\nS\nW\n}\ntrack_file {\nF\n}";
    var read = instance(read("", own, ""), "A");
    assertEquals(List.of(new TrackedInterface("eth1", Weight.FAULT)), read.trackedInterfaces());
    assertEquals(
        List.of(
            new TrackedObject(TrackerId.script("S"), Weight.FAULT),
            new TrackedObject(TrackerId.file("F"), Weight.FAULT)),
        read.trackedObjects());
    var weighing = instance(read("sync_group_tracking_weight", own, ""), "A");
    assertEquals(new Weight(5, false), weighing.trackedInterfaces().getFirst().weight());
    assertEquals(3, weighing.trackedObjects().size());
  }

  @Test
  void theGroupsWeightCountsUnlessTheMembersIsAFault() {
    String group = "sync_group_tracking_weight\ntrack_script {\nS weight 3\nW weight 4\n}";
    var read = instance(read(group, "track_script {\nS\nW weight 7\n}", ""), "A");
    assertEquals(
        List.of(
            new TrackedObject(TrackerId.script("S"), Weight.FAULT),
            new TrackedObject(TrackerId.script("W"), new Weight(4, false))),
        read.trackedObjects());
  }

  /** The group itself has no priority. */
  @Test
  void aGroupMayHaveItsMembersTellOfTheirPriorities() {
    var read = read("notify_priority_changes", "", "notify_priority_changes off");
    assertTrue(instance(read, "A").notification().priorityChanges());
    assertTrue(instance(read, "B").notification().priorityChanges());
    assertFalse(instance(read, "C").notification().priorityChanges());
    var off = read("notify_priority_changes off", "", "notify_priority_changes");
    assertFalse(instance(off, "A").notification().priorityChanges());
    assertTrue(instance(off, "B").notification().priorityChanges());
    assertEquals(List.of(), off.noEffectYet());
  }

  @Test
  void anOwnerInTheGroupTakesAllWeightsAway() {
    String owner = "priority 255\nstate MASTER";
    var read = read("track_script {\nW\n}", owner, "");
    assertEquals(
        List.of(new TrackedObject(TrackerId.script("W"), Weight.FAULT)),
        instance(read, "B").trackedObjects());
    // And it does not claim what the others cannot.
    assertFalse(instance(read, "A").vrrp().claimsAtOnce());
    assertTrue(instance(read("", owner, owner), "A").vrrp().claimsAtOnce());
  }
}
