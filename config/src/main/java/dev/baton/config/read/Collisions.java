package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.vrrp.AdvertDestination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tells of instances that would take something from each other: a VRID, an interface's name. */
final class Collisions {

  private final Map<String, Directive.Section> sections = new HashMap<>();
  private final Diagnostics diagnostics;

  Collisions(List<Directive> nodes, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section
          && section.keyword().name().equals("vrrp_instance")) {
        sections.put(section.name(), section);
      }
    }
  }

  private Directive.Section section(InstanceConfig instance) {
    return Objects.requireNonNull(sections.get(instance.name()));
  }

  /** Tells of them; the instances, without the names of devices that are taken. */
  List<InstanceConfig> resolve(List<InstanceConfig> instances) {
    var resolved = new ArrayList<InstanceConfig>(instances.size());
    var listeners = new HashMap<String, InstanceConfig>();
    var owners = new HashMap<String, String>();
    String synchronised = "";
    for (InstanceConfig instance : instances) {
      synchronised = syncDaemon(instance, synchronised);
      List<String> heard = heard(instance);
      for (String adverts : heard) {
        InstanceConfig earlier = listeners.get(adverts);
        if (earlier != null) {
          sameVrid(earlier, instance);
          break;
        }
      }
      heard.forEach(adverts -> listeners.putIfAbsent(adverts, instance));
      resolved.add(ownDevice(instance, owners));
    }
    return List.copyOf(resolved);
  }

  /** There is one daemon of connection synchronisation: the first interface is its. */
  private String syncDaemon(InstanceConfig instance, String taken) {
    var setting = section(instance).last("lvs_sync_daemon_interface");
    if (setting.isEmpty() || taken.isEmpty()) {
      return setting.map(Directive.Setting::text).orElse(taken);
    }
    diagnostics.error(
        "repeated",
        setting.get().span(),
        "("
            + instance.name()
            + ") lvs_sync_daemon_interface has already been specified as "
            + taken
            + " - ignoring",
        "keep it in one instance: there is only one connection synchronisation daemon");
    return taken;
  }

  /** The adverts that it takes; those to another group or from another peer are not its own. */
  private List<String> heard(InstanceConfig instance) {
    String router =
        instance.vrrp().family() + " " + instance.vrrp().vrid() + " " + instance.interfaceName();
    return switch (instance.destination()) {
      case AdvertDestination.Multicast(var group) -> List.of(router + " to " + group);
      case AdvertDestination.Unicast(var peers, _, _, _) ->
          peers.stream()
              .map(peer -> router + " from " + peer.address() + " to " + instance.sourceAddress())
              .toList();
    };
  }

  private void sameVrid(InstanceConfig first, InstanceConfig second) {
    diagnostics.add(
        Diagnostic.error(
                "repeated-vrid",
                SourceSpan.NONE,
                first.name()
                    + " and "
                    + second.name()
                    + " both use VRID "
                    + first.vrrp().vrid()
                    + " with "
                    + first.vrrp().family()
                    + " on interface "
                    + first.interfaceName())
            .withHelp("give one of them another virtual_router_id")
            .beside(place(first), "first here")
            .beside(place(second), "again here")
            .ending());
  }

  private SourceSpan place(InstanceConfig instance) {
    return section(instance)
        .last("virtual_router_id")
        .map(Directive.Setting::argumentSpan)
        .orElse(SourceSpan.NONE);
  }

  /** The name of a macvlan or ipvlan belongs to the instance that takes it first. */
  private InstanceConfig ownDevice(InstanceConfig instance, Map<String, String> owners) {
    boolean free = true;
    for (Directive node : section(instance).body()) {
      if (node instanceof Directive.Setting setting) {
        Optional<Word> name = VirtualMacReader.name(setting.value());
        String code = setting.keyword().name().equals("use_vmac") ? "vmac" : "ipvlan";
        free &= name.isEmpty() || takes(code, name.get(), instance.name(), owners);
      }
    }
    return free ? instance : instance.withVirtualMac(instance.virtualMac().withoutName());
  }

  private boolean takes(String code, Word name, String instance, Map<String, String> owners) {
    String owner = owners.putIfAbsent(name.text(), instance);
    if (owner != null && !owner.equals(instance)) {
      diagnostics.error(
          code,
          name.span(),
          "("
              + instance
              + ") VRRP instance "
              + owner
              + " is already using "
              + name.text()
              + " - ignoring name",
          "give each instance a name of its own");
      return false;
    }
    return true;
  }
}
