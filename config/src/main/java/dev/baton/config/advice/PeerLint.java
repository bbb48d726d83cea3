package dev.baton.config.advice;

import dev.baton.config.advice.Subject.Placed;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** Source addresses that this host lacks, and peers that are this host. */
final class PeerLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    for (Placed instance : subject.instances()) {
      for (String word : List.of("mcast_src_ip", "unicast_src_ip")) {
        var source = instance.setting(word);
        if (source.isPresent()) {
          source(subject, source.get(), found);
        }
      }
      for (Directive.Section block : instance.section().sections("unicast_peer")) {
        for (Directive.Line line : block.lines()) {
          peer(subject, instance, line, found);
        }
      }
    }
  }

  private static void source(Subject subject, Directive.Setting source, List<Diagnostic> found) {
    if (source.value() instanceof Value.Address(IpAddress address)
        && subject.knowsAddresses()
        && holder(subject, address).isEmpty()) {
      found.add(
          Diagnostic.warning(
                  "foreign-source",
                  source.argumentSpan(),
                  "no interface of this host has the address " + address)
              .because("adverts cannot be sent from an address that does not exist")
              .withHelp("write this node's own address, or delete the line"));
    }
  }

  private static void peer(
      Subject subject, Placed instance, Directive.Line line, List<Diagnostic> found) {
    Optional<IpAddress> address = IpAddress.parse(line.text(0));
    if (address.isEmpty()) {
      return;
    }
    var source = instance.setting("unicast_src_ip");
    boolean isSource =
        source.isPresent()
            && source.get().value() instanceof Value.Address(IpAddress own)
            && own.equals(address.get());
    var holder = holder(subject, address.get());
    if (isSource || holder.isPresent()) {
      String which = isSource ? "unicast_src_ip" : "an address of " + holder.get().name();
      found.add(
          Diagnostic.warning("own-peer", line.span(), address.get() + " is this node itself")
              .because("it is " + which)
              .withHelp("name the other nodes only"));
    }
  }

  private static Optional<InterfaceFact> holder(Subject subject, IpAddress address) {
    for (String name : subject.facts().interfaceNames()) {
      var device = subject.facts().networkInterface(name);
      if (device.isPresent()
          && device.get().addresses().stream().anyMatch(own -> own.address().equals(address))) {
        return device;
      }
    }
    return Optional.empty();
  }
}
