package dev.baton.config.group;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.config.tree.Directive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the nodes tie the same virtual routers together. */
final class SyncComparer {

  private final List<Reading> nodes;
  private final List<List<Member>> routers;
  private final List<Diagnostic> found;

  /** The index of the router that a node's instance is of. */
  private final Map<String, Integer> named = new HashMap<>();

  SyncComparer(List<Reading> nodes, List<List<Member>> routers, List<Diagnostic> found) {
    this.nodes = nodes;
    this.routers = routers;
    this.found = found;
    for (int i = 0; i < routers.size(); i++) {
      for (Member member : routers.get(i)) {
        named.put(member.node() + " " + member.config().name(), i);
      }
    }
  }

  void compare() {
    List<Map<Integer, Set<Integer>>> ties = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      ties.add(ties(node));
    }
    for (int router = 0; router < routers.size(); router++) {
      List<Member> members = routers.get(router);
      Member first = members.get(0);
      for (Member other : members.subList(1, members.size())) {
        var here = ties.get(first.node()).getOrDefault(router, Set.of());
        var there = ties.get(other.node()).getOrDefault(router, Set.of());
        if (!here.equals(there)) {
          tell(first, other);
          return;
        }
      }
    }
  }

  private void tell(Member first, Member other) {
    found.add(
        Diagnostic.error(
                "nodes-sync-group",
                other.nameSpan(),
                other.config().name() + ": the sync groups of the nodes differ")
            .because("instances that move together on one node do not on the other")
            .withHelp("put the same instances into one vrrp_sync_group on all nodes")
            .beside(first.nameSpan(), "grouped differently here"));
  }

  /** For each virtual router, by its index, those that the node ties to it. */
  private Map<Integer, Set<Integer>> ties(int node) {
    var tied = new HashMap<Integer, Set<Integer>>();
    for (Directive top : nodes.get(node).nodes()) {
      if (top instanceof Directive.Section group
          && group.keyword().name().equals("vrrp_sync_group")) {
        Set<Integer> together = routersOf(node, group);
        together.forEach(router -> tied.put(router, together));
      }
    }
    return tied;
  }

  private Set<Integer> routersOf(int node, Directive.Section group) {
    var together = new TreeSet<Integer>();
    for (Directive.Section block : group.sections("group")) {
      for (Directive.Line line : block.lines()) {
        Integer router = named.get(node + " " + line.text(0));
        if (router != null) {
          together.add(router);
        }
      }
    }
    return together;
  }
}
