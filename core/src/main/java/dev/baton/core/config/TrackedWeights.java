package dev.baton.core.config;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.parse.Node;
import dev.baton.core.config.parse.Quantities;
import dev.baton.core.config.parse.Value;
import java.util.List;

/**
 * Tells of weights that can have no effect: an address owner's priority never changes, and a sync
 * group's members must agree, so that only the group weighs. Processes keep theirs.
 */
final class TrackedWeights {

  private final List<Node> nodes;
  private final Diagnostics diagnostics;

  TrackedWeights(List<Node> nodes, Diagnostics diagnostics) {
    this.nodes = nodes;
    this.diagnostics = diagnostics;
  }

  /** An owner's files and BFD sessions; its interfaces and scripts are told of where read. */
  void ofOwner(Node.Section instance) {
    for (String word : List.of("track_file", "track_bfd")) {
      for (Node.Section block : instance.sections(word)) {
        tell(instance, block, "due to address_owner", "an owner's priority is always 255");
      }
    }
  }

  /** Whatever a member of a sync group tracks for itself. */
  void ofMember(Node.Section instance, String group) {
    for (Node node : instance.body()) {
      if (node instanceof Node.Section block
          && block.keyword().name().startsWith("track_")
          && !block.keyword().name().equals("track_process")) {
        tell(
            instance,
            block,
            "due to SYNC group",
            "write `sync_group_tracking_weight` in the group " + group);
      }
    }
  }

  private void tell(Node.Section instance, Node.Section block, String why, String mend) {
    for (Node.Line line : block.lines()) {
      if (weight(block, line) != 0) {
        diagnostics.add(
            Diagnostic.error(
                    "needless-weight",
                    line.span(),
                    "("
                        + instance.name()
                        + ") ignoring weight of tracked "
                        + line.text(0)
                        + " "
                        + why)
                .mendedBy(mend));
      }
    }
  }

  /** The weight of a line, or of what it names. */
  private long weight(Node.Section block, Node.Line line) {
    int at = 1;
    while (at + 1 < line.words().size()) {
      if (line.text(at).equals("weight")) {
        return Quantities.whole(line.text(at + 1), -254, 254).number();
      }
      at++;
    }
    String word = block.keyword().name();
    for (Node node : nodes) {
      if (node instanceof Node.Section section
          && section.name().equals(line.text(0))
          && defines(section.keyword().name(), word)) {
        var given = section.last("weight");
        boolean file = word.equals("track_file");
        return given.isPresent() && given.get().value() instanceof Value.Weighted(var points, var _)
            ? points
            : file ? 1 : 0;
      }
    }
    return 0;
  }

  private static boolean defines(String keyword, String block) {
    return switch (block) {
      case "track_script" -> keyword.equals("vrrp_script");
      case "track_bfd" -> keyword.equals("bfd_instance");
      case "track_file" -> keyword.equals("track_file") || keyword.equals("vrrp_track_file");
      default -> false;
    };
  }
}
