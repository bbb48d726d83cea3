package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.line.AddressLines;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.AddressSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads static_ipaddress: addresses that are set whoever is master. */
final class StaticAddressReader {

  private final BlockScope scope;
  private final RouterSize size;
  private final Diagnostics diagnostics;

  StaticAddressReader(BlockScope scope, RouterSize size) {
    this.scope = scope;
    this.size = size;
    this.diagnostics = scope.diagnostics();
  }

  /** The addresses of its lines that are right. */
  List<AddressSpec> read(Directive.Section section) {
    boolean dynamic = scope.interfacesMayBeAbsent();
    String device = scope.global().whole().text("default_interface", "eth0");
    var trackGroups = Set.copyOf(scope.definitions().everywhere("track_group"));
    var lines = new AddressLines(scope.facts(), diagnostics, dynamic, false);
    var addresses = new ArrayList<AddressSpec>();
    for (Directive.Line line : section.lines()) {
      var address = lines.read(line, device);
      boolean named = false;
      for (int i = 1; i + 1 < line.words().size(); i++) {
        named |= line.text(i).equals("dev");
        if (line.text(i).equals("track_group") && !trackGroups.contains(line.text(i + 1))) {
          diagnostics.error(
              "not-found",
              line.words().get(i + 1).span(),
              "track_group " + line.text(i + 1) + " not found",
              "name a `track_group` of this file");
        }
      }
      if (address.isPresent()) {
        if (size.fitsAddress(line.span())) {
          addresses.add(address.get());
        }
        if (!named && !dynamic) {
          InterfaceGroups.tellIfAbsent(scope, line, device, "static address " + line.text(0));
        }
      }
    }
    return addresses;
  }
}
