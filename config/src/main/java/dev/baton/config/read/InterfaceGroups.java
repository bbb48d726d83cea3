package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.line.AddressLines;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.GarpGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what names interfaces in groups: garp_group and linkbeat_interfaces. */
final class InterfaceGroups {

  private final BlockScope scope;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final boolean dynamic;
  private final Set<String> grouped = new HashSet<>();

  InterfaceGroups(BlockScope scope) {
    this.scope = scope;
    this.facts = scope.facts();
    this.diagnostics = scope.diagnostics();
    this.dynamic = scope.interfacesMayBeAbsent();
  }

  /** The group; empty if it changes nothing. */
  Optional<GarpGroup> garp(Directive.Section section) {
    var members = new ArrayList<String>();
    int interfaces = 0;
    for (Directive node : section.body()) {
      if (node instanceof Directive.Setting setting
          && setting.keyword().name().equals("interface")) {
        interfaces++;
        member(setting.text(), setting.argumentSpan(), members);
      } else if (node instanceof Directive.Section block) {
        List<Word> words = block.lines().stream().flatMap(it -> it.words().stream()).toList();
        interfaces += words.size();
        words.forEach(word -> member(word.text(), word.span(), members));
      }
    }
    if (!section.has("garp_interval") && !section.has("gna_interval")) {
      diagnostics.add(
          Diagnostic.error("garp-group", section.span(), "No garp or gna delay specified for group")
              .withHelp("write `garp_interval SECONDS` or `gna_interval SECONDS`")
              .consequenceOfLine("garp_interval", "gna_interval"));
    } else if (interfaces == 0) {
      diagnostics.add(
          Diagnostic.advice("garp-group", section.span(), "this garp_group names no interface")
              .withHelp("write `interface NAME`"));
    }
    long arpNanos = section.nanos("garp_interval", 0);
    long naNanos = section.nanos("gna_interval", 0);
    return members.isEmpty() || arpNanos + naNanos == 0
        ? Optional.empty()
        : Optional.of(new GarpGroup(List.copyOf(members), arpNanos, naNanos));
  }

  private void member(String device, SourceSpan span, List<String> members) {
    if (facts.networkInterface(device).isEmpty() && !dynamic) {
      diagnostics.add(
          AddressLines.absentInterface(
              span,
              "WARNING - interface " + device + " specified for garp_group doesn't exist",
              facts,
              diagnostics));
    } else if (!grouped.add(device)) {
      diagnostics.error(
          "garp-group",
          span,
          "garp_group already specified for " + device + " - ignoring",
          "remove it from one of the groups");
    } else {
      members.add(device);
    }
  }

  void linkbeat(Directive.Section section) {
    for (Directive.Line line : section.lines()) {
      if (!dynamic) {
        tellIfAbsent(scope, line, line.text(0), "linkbeat_interfaces");
      }
      boolean typed = line.words().size() > 1;
      if (typed && !isLinkbeatType(line.text(1))) {
        diagnostics.error(
            "linkbeat",
            line.words().get(1).span(),
            "Unknown linkbeat type '" + line.text(1) + "' - ignoring",
            "write MII, ETHTOOL or IOCTL");
      }
      if (line.words().size() > 2) {
        diagnostics.error(
            "linkbeat",
            line.words().get(2).span(),
            "extra words in linkbeat interface",
            "delete what follows the type");
      }
    }
  }

  private static boolean isLinkbeatType(String word) {
    return word.equals("MII") || word.equals("ETHTOOL") || word.equals("IOCTL");
  }

  /** An absent interface where keepalived weighs it as an error of its own class. */
  static void tellIfAbsent(BlockScope scope, Directive.Line line, String device, String subject) {
    if (scope.facts().networkInterface(device).isEmpty()) {
      scope
          .diagnostics()
          .add(
              AddressLines.absentInterface(
                      line.span(),
                      "WARNING - interface " + device + " for " + subject + " doesn't exist",
                      scope.facts(),
                      scope.diagnostics())
                  .weighing(ExitClass.FATAL));
    }
  }
}
