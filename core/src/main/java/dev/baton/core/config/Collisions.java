package dev.baton.core.config;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.diagnose.SourceSpan;
import dev.baton.core.config.parse.Node;
import dev.baton.core.config.text.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells of instances that would take something from each other: a VRID, an interface's name. */
final class Collisions {

  private final Map<String, Node.Section> sections = new HashMap<>();
  private final Diagnostics diagnostics;

  Collisions(List<Node> nodes, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (Node node : nodes) {
      if (node instanceof Node.Section section && section.keyword().name().equals("vrrp_instance")) {
        sections.put(section.name(), section);
      }
    }
  }

  void tell(List<InstanceConfig> instances) {
    var seen = new HashMap<String, List<InstanceConfig>>();
    var owners = new HashMap<String, String>();
    for (InstanceConfig instance : instances) {
      String key =
          instance.vrrp().family()
              + " "
              + instance.vrrp().vrid()
              + " "
              + instance.interfaceName();
      List<InstanceConfig> others = seen.computeIfAbsent(key, unused -> new ArrayList<>());
      for (InstanceConfig other : others) {
        if (listenToTheSame(other, instance)) {
          sameVrid(other, instance);
          break;
        }
      }
      others.add(instance);
      ownDevice(instance, owners);
    }
  }

  /** Adverts to another group, from another source or to other peers are another router's. */
  private boolean listenToTheSame(InstanceConfig one, InstanceConfig other) {
    Set<String> peers = peers(one);
    Set<String> theirs = peers(other);
    if (peers.isEmpty() || theirs.isEmpty()) {
      return peers.isEmpty() == theirs.isEmpty()
          && one.multicastGroup().equals(other.multicastGroup());
    }
    peers.retainAll(theirs);
    return !peers.isEmpty() && one.sourceAddress().equals(other.sourceAddress());
  }

  private Set<String> peers(InstanceConfig instance) {
    var peers = new HashSet<String>();
    for (Node.Section block : sections.get(instance.name()).sections("unicast_peer")) {
      block.lines().forEach(line -> peers.add(line.text(0)));
    }
    return peers;
  }

  private void sameVrid(InstanceConfig one, InstanceConfig other) {
    diagnostics.add(
        Diagnostic.error(
                "repeated-vrid",
                SourceSpan.NONE,
                one.name()
                    + " and "
                    + other.name()
                    + " both use VRID "
                    + one.vrrp().vrid()
                    + " with "
                    + one.vrrp().family()
                    + " on interface "
                    + one.interfaceName())
            .mendedBy("give one of them another virtual_router_id")
            .beside(place(one), "first here")
            .beside(place(other), "again here")
            .ending());
  }

  private SourceSpan place(InstanceConfig instance) {
    return sections
        .get(instance.name())
        .last("virtual_router_id")
        .map(Node.Setting::argumentSpan)
        .orElse(SourceSpan.NONE);
  }

  /** The name of a macvlan or ipvlan belongs to the instance that takes it first. */
  private void ownDevice(InstanceConfig instance, Map<String, String> owners) {
    for (Node node : sections.get(instance.name()).body()) {
      if (node instanceof Node.Setting setting && setting.keyword().name().startsWith("use_")) {
        for (Word name : DeviceChecks.names(setting)) {
          String owner = owners.putIfAbsent(name.text(), instance.name());
          if (owner != null && !owner.equals(instance.name())) {
            diagnostics.error(
                "own-device",
                name.span(),
                "("
                    + instance.name()
                    + ") VRRP instance "
                    + owner
                    + " is already using "
                    + name.text()
                    + " - ignoring name");
          }
        }
      }
    }
  }
}
