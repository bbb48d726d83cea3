package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports weights that can have no effect: an address owner's priority never changes, and a sync
 * group's members must agree, so that only the group weighs. Processes keep theirs.
 */
final class TrackedWeights {

  private final Diagnostics diagnostics;

  /** The first definition of each name, by the word of the block that names it. */
  private final Map<String, Directive.Section> definitions = new HashMap<>();

  TrackedWeights(List<Directive> nodes, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section) {
        String block = namedIn(section.keyword().name());
        if (!block.isEmpty()) {
          definitions.putIfAbsent(block + " " + section.name(), section);
        }
      }
    }
  }

  private static String namedIn(String keyword) {
    return switch (keyword) {
      case "vrrp_script" -> "track_script";
      case "bfd_instance" -> "track_bfd";
      case "track_file" -> "track_file";
      default -> "";
    };
  }

  /** An owner's files and BFD sessions; its interfaces and scripts are reported where read. */
  void ofOwner(Directive.Section instance) {
    for (String word : List.of("track_file", "track_bfd")) {
      for (Directive.Section block : instance.sections(word)) {
        for (Directive.Line line : weighing(block)) {
          String message = ignoring(instance, line) + " due to address_owner";
          diagnostics.add(
              Diagnostic.error("owner-weight", line.span(), message)
                  .because("weights never change priority 255"));
        }
      }
    }
  }

  /** Whatever a member of a sync group tracks for itself. */
  void ofMember(Directive.Section instance, String group) {
    for (Directive node : instance.body()) {
      if (node instanceof Directive.Section block
          && block.keyword().name().startsWith("track_")
          && !block.keyword().name().equals("track_process")) {
        for (Directive.Line line : weighing(block)) {
          String message = ignoring(instance, line) + " due to SYNC group";
          diagnostics.add(
              Diagnostic.error("group-weight", line.span(), message)
                  .withHelp("write `sync_group_tracking_weight` in the group " + group));
        }
      }
    }
  }

  private static String ignoring(Directive.Section instance, Directive.Line line) {
    return "(" + instance.name() + ") ignoring weight of tracked " + line.text(0);
  }

  private List<Directive.Line> weighing(Directive.Section block) {
    return block.lines().stream().filter(line -> weight(block, line) != 0).toList();
  }

  /** The weight of a line, or of what it names. */
  private long weight(Directive.Section block, Directive.Line line) {
    int at = 1;
    while (at + 1 < line.words().size()) {
      if (line.text(at).equals("weight")) {
        return Quantities.whole(line.text(at + 1), -254, 254).number();
      }
      at++;
    }
    String word = block.keyword().name();
    Directive.Section definition = definitions.get(word + " " + line.text(0));
    if (definition == null) {
      return 0;
    }
    var given = definition.last("weight");
    long otherwise = word.equals("track_file") ? 1 : 0;
    return given.isPresent() && given.get().value() instanceof Value.Weighted(var points, var _)
        ? points
        : otherwise;
  }
}
