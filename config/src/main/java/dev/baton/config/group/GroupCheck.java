package dev.baton.config.group;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the configurations of a group's nodes. */
public final class GroupCheck {

  private GroupCheck() {}

  /** What is wrong between them; nothing for a single node. */
  public static List<Diagnostic> compare(List<Reading> nodes) {
    var found = new ArrayList<Diagnostic>();
    if (nodes.size() < 2) {
      return found;
    }
    List<List<Member>> routers = Pairing.of(nodes);
    Map<IpAddress, List<Member>> holders = new HashMap<>();
    for (List<Member> router : routers) {
      for (IpAddress address : router.get(0).vrrp().addresses()) {
        holders.computeIfAbsent(address, any -> new ArrayList<>()).add(router.get(0));
      }
    }
    for (List<Member> router : routers) {
      if (router.size() > 1) {
        router(router, found);
      } else {
        alone(router.get(0), holders, found);
      }
    }
    new SyncComparer(nodes, routers, found).compare();
    return found;
  }

  private static void router(List<Member> router, List<Diagnostic> found) {
    Member first = router.get(0);
    for (Member other : router.subList(1, router.size())) {
      if (!Pairing.shareAddress(first, other)) {
        strangers(first, other, found);
        return;
      }
    }
    var election = new ElectionComparer(found);
    election.compare(router);
    for (Member other : router.subList(1, router.size())) {
      new WireComparer(first, other, found).compare();
    }
  }

  /** The same number on the same interface, and nothing else in common. */
  private static void strangers(Member first, Member other, List<Diagnostic> found) {
    found.add(
        Diagnostic.error(
                "nodes-vrid-collision",
                other.span("virtual_router_id"),
                "VRID " + other.vrrp().vrid() + " is used for other addresses by " + first.title())
            .because("on one LAN each would take the other for its peer")
            .withHelp("give one of the two services another virtual_router_id")
            .beside(first.span("virtual_router_id"), "the same number here"));
  }

  /** An instance that no other node has: perhaps they call it by another number. */
  private static void alone(
      Member member, Map<IpAddress, List<Member>> holders, List<Diagnostic> found) {
    for (IpAddress address : member.vrrp().addresses()) {
      for (Member other : holders.getOrDefault(address, List.of())) {
        if (other.node() != member.node()) {
          differing(member, other, found);
          return;
        }
      }
    }
    found.add(
        Diagnostic.note(
                "nodes-alone",
                member.nameSpan(),
                "none of the other nodes has " + member.config().name())
            .because(
                "none has VRID "
                    + member.vrrp().vrid()
                    + " with an address or the interface in common"));
  }

  /** Told at the later of the two. */
  private static void differing(Member member, Member other, List<Diagnostic> found) {
    if (other.node() < member.node()) {
      found.add(
          Diagnostic.error(
                  "nodes-vrid-differs",
                  member.span("virtual_router_id"),
                  "the addresses of "
                      + member.config().name()
                      + " have VRID "
                      + other.vrrp().vrid()
                      + " on the other node")
              .because("the two do not hear each other: both become master")
              .withHelp("write the same virtual_router_id on all nodes")
              .beside(other.span("virtual_router_id"), "the other number"));
      // Once they have one number, the rest counts.
      List<Member> router = List.of(other, member);
      new ElectionComparer(found).compare(router);
      new WireComparer(other, member, found).compare();
    }
  }
}
