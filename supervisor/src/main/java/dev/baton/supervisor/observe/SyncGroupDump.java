package dev.baton.supervisor.observe;

import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.vrrp.VrrpState;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The part of the dumps about sync groups: where they are, and who is in them. */
final class SyncGroupDump {

  private final DumpPage page;
  private final Map<String, NodeSnapshot.Instance> instances;

  SyncGroupDump(DumpPage page, NodeSnapshot node) {
    this.page = page;
    this.instances = node.byName();
  }

  void print(List<SyncGroupConfig> groups) {
    if (groups.isEmpty()) {
      return;
    }
    page.section("VRRP Sync groups");
    groups.forEach(this::print);
  }

  private void print(SyncGroupConfig group) {
    List<VrrpState> states =
        group.members().stream()
            .map(instances::get)
            .filter(Objects::nonNull)
            .map(NodeSnapshot.Instance::state)
            .toList();
    page.item(1, "VRRP Sync Group", group.name() + ", " + nameOf(states));
    long faulty = states.stream().filter(VrrpState.Fault.class::isInstance).count();
    long init = states.stream().filter(VrrpState.Init.class::isInstance).count();
    page.line(3, "Num member fault " + faulty + ", num member init " + init);
    page.line(3, "VRRP member instances :");
    group.members().forEach(member -> page.line(5, member));
    page.item(3, "Using smtp notification", group.notification().smtpAlert() ? "yes" : "no");
    NotifyDump.print(page, group.notification());
  }

  /** That of its members, who are together. */
  private static String nameOf(List<VrrpState> states) {
    if (states.stream().anyMatch(VrrpState.Fault.class::isInstance)) {
      return "FAULT";
    }
    if (states.stream().anyMatch(VrrpState.Init.class::isInstance)) {
      return "INIT";
    }
    return states.stream().allMatch(VrrpState::isMaster) ? "MASTER" : "BACKUP";
  }
}
