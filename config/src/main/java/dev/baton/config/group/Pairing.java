package dev.baton.config.group;

import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the instances of several nodes that are one virtual router: the same number and family, and
 * an address or at least the interface's name in common. Of two that fit, addresses decide.
 */
final class Pairing {

  private Pairing() {}

  /** The virtual routers, each with its members, at most one of each node. */
  static List<List<Member>> of(List<Reading> nodes) {
    var routers = new ArrayList<List<Member>>();
    Map<String, List<List<Member>>> alike = new HashMap<>();
    for (int node = 0; node < nodes.size(); node++) {
      for (Member member : members(node, nodes.get(node))) {
        String number = member.vrrp().vrid() + " " + member.vrrp().family();
        var candidates = alike.computeIfAbsent(number, any -> new ArrayList<>());
        List<Member> router = place(member, candidates);
        if (router.size() == 1) {
          routers.add(router);
        }
      }
    }
    return routers;
  }

  private static List<Member> members(int node, Reading reading) {
    var configs = new HashMap<String, InstanceConfig>();
    for (InstanceConfig config : reading.configuration().instances()) {
      configs.put(config.name(), config);
    }
    var members = new ArrayList<Member>();
    for (Directive top : reading.nodes()) {
      if (top instanceof Directive.Section section
          && section.keyword().name().equals("vrrp_instance")) {
        InstanceConfig config = configs.get(section.name());
        if (config != null) {
          members.add(new Member(node, config, section));
        }
      }
    }
    return members;
  }

  /** Adds it to the router that it is of, among those of its number; or makes it a new one. */
  private static List<Member> place(Member member, List<List<Member>> routers) {
    List<Member> best = new ArrayList<>();
    for (List<Member> router : routers) {
      if (fits(member, router) && (best.isEmpty() || shareAddress(member, router.get(0)))) {
        best = router;
      }
    }
    if (best.isEmpty()) {
      routers.add(best);
    }
    best.add(member);
    return best;
  }

  private static boolean fits(Member member, List<Member> router) {
    Member first = router.get(0);
    for (Member other : router) {
      if (other.node() == member.node()) {
        return false;
      }
    }
    return first.config().interfaceName().equals(member.config().interfaceName())
        || shareAddress(member, first);
  }

  /** Whether the two advertise an address in common. */
  static boolean shareAddress(Member a, Member b) {
    Set<IpAddress> common = new HashSet<>(a.vrrp().addresses());
    common.retainAll(b.vrrp().addresses());
    return !common.isEmpty();
  }
}
