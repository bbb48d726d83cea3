package dev.baton.config.read;

import dev.baton.config.check.GroupChecks;
import dev.baton.config.check.LaterParts;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.line.AddressLines;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.AddressSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the blocks {@code static_ipaddress}: addresses that are set whoever is master. */
final class StaticAddressReader {

  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final boolean dynamic;
  private final String defaultInterface;
  private final AddressLines lines;
  private final RouterSize size;

  /** An address without {@code dev} goes to the {@code default_interface}. */
  StaticAddressReader(
      HostFacts facts, Diagnostics diagnostics, GlobalScope global, RouterSize size) {
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.size = size;
    dynamic = global.has("dynamic_interfaces");
    defaultInterface = global.text("default_interface", "eth0");
    lines = new AddressLines(facts, diagnostics, dynamic, false);
  }

  /** The addresses of all blocks, in the order of the file. */
  List<AddressSpec> read(List<Directive> nodes) {
    Set<String> trackGroups = LaterParts.trackGroups(nodes);
    var addresses = new ArrayList<AddressSpec>();
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section
          && section.keyword().name().equals("static_ipaddress")) {
        for (Directive.Line line : section.lines()) {
          Optional<AddressSpec> address = lines.read(line, defaultInterface);
          address.filter(_ -> size.fitsAddress(line.span())).ifPresent(addresses::add);
          check(line, address.isPresent(), trackGroups);
        }
      }
    }
    return List.copyOf(addresses);
  }

  private void check(Directive.Line line, boolean good, Set<String> trackGroups) {
    boolean named = false;
    for (int i = 1; i + 1 < line.words().size(); i++) {
      named |= line.text(i).equals("dev");
      if (line.text(i).equals("track_group") && !trackGroups.contains(line.text(i + 1))) {
        diagnostics.error(
            "not-found",
            line.words().get(i + 1).span(),
            "track_group " + line.text(i + 1) + " not found");
      }
    }
    if (good && !named && !dynamic) {
      GroupChecks.tellIfAbsent(
          facts, diagnostics, line, defaultInterface, "static address " + line.text(0));
    }
  }
}
