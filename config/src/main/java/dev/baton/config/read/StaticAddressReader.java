package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.line.AddressLines;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.AddressSpec;
import java.util.ArrayList;
import java.util.List;

/** Reads static_ipaddress: addresses that are set whoever is master. */
final class StaticAddressReader {

  private final BlockScope scope;
  private final RouterSize size;
  private final TrackGroups groups;
  private final Diagnostics diagnostics;

  StaticAddressReader(BlockScope scope, RouterSize size, TrackGroups groups) {
    this.scope = scope;
    this.size = size;
    this.groups = groups;
    this.diagnostics = scope.diagnostics();
  }

  /** The addresses of its lines that are right. */
  List<AddressSpec> read(Directive.Section section) {
    boolean dynamic = scope.interfacesMayBeAbsent();
    String device = scope.global().whole().text("default_interface", "eth0");
    var lines = new AddressLines(scope.facts(), diagnostics, dynamic, false);
    var addresses = new ArrayList<AddressSpec>();
    for (Directive.Line line : section.lines()) {
      var address = lines.read(line, device);
      boolean named = false;
      String group = "";
      for (int i = 1; i + 1 < line.words().size(); i++) {
        named |= line.text(i).equals("dev");
        if (line.text(i).equals("track_group")) {
          group = line.text(i + 1);
          tellUnlessFound(line.words().get(i + 1));
        }
      }
      if (address.isPresent()) {
        if (size.fitsAddress(line.span())) {
          addresses.add(address.get());
          groups.place(group, address.get().device());
        }
        if (!named && !dynamic) {
          InterfaceGroups.tellIfAbsent(scope, line, device, "static address " + line.text(0));
        }
      }
    }
    return addresses;
  }

  private void tellUnlessFound(Word group) {
    if (!scope.definitions().everywhere("track_group").contains(group.text())) {
      diagnostics.error(
          "not-found",
          group.span(),
          "track_group " + group.text() + " not found",
          "name a `track_group` of this file");
    }
  }
}
