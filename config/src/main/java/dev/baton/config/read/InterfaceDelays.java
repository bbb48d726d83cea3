package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.line.AddressLines;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.core.track.InterfaceDelay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads interface_up_down_delays. */
final class InterfaceDelays {

  private final BlockScope scope;
  private final Diagnostics diagnostics;

  InterfaceDelays(BlockScope scope) {
    this.scope = scope;
    this.diagnostics = scope.diagnostics();
  }

  /** The delays of its lines that are right. */
  List<InterfaceDelay> read(Directive.Section section) {
    var delays = new ArrayList<InterfaceDelay>();
    for (Directive.Line line : section.lines()) {
      var delay = delay(line);
      if (delay.isPresent()) {
        delays.add(delay.get());
      }
    }
    return delays;
  }

  private Optional<InterfaceDelay> delay(Directive.Line line) {
    String device = line.text(0);
    if (scope.facts().networkInterface(device).isEmpty() && !scope.interfacesMayBeAbsent()) {
      diagnostics.add(
          AddressLines.absentInterface(
                  line.span(),
                  "interface_up_down_delays: interface " + device + " doesn't exist",
                  scope.facts(),
                  diagnostics)
              .weighing(ExitClass.FATAL));
      return Optional.empty();
    }
    long[] nanos = new long[2];
    for (int i = 1; i < Math.min(3, line.words().size()); i++) {
      var read = Quantities.time(line.text(i), 6, "0", "255");
      if (!read.good()) {
        diagnostics.error(
            "delay",
            line.words().get(i).span(),
            "interface_up_down_delays: delay '" + line.text(i) + "' outside range [0, 255]",
            "write seconds from 0 to 255");
        return Optional.empty();
      }
      nanos[i - 1] = read.number() * 1_000;
    }
    return Optional.of(new InterfaceDelay(device, nanos[0], nanos[1]));
  }
}
