package dev.baton.config.read;

import dev.baton.config.diagnose.Consequence;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.line.AddressLines;
import dev.baton.config.line.TrackLines;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.Definitions;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Spelling;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an instance tracks: the lines of its track_* blocks. */
final class InstanceTrackers {

  private static final int WEIGHT_MAX = 254;
  private static final int BFD_WEIGHT_MAX = 253;

  private final Directive.Section section;
  private final String name;
  private final HostFacts facts;
  private final boolean dynamic;
  private final Diagnostics diagnostics;
  private final Definitions definitions;
  private final TrackLines lines;

  InstanceTrackers(Directive.Section section, BlockScope scope) {
    this.section = section;
    this.name = section.name();
    this.facts = scope.facts();
    this.dynamic = scope.interfacesMayBeAbsent();
    this.diagnostics = scope.diagnostics();
    this.definitions = scope.definitions();
    this.lines = new TrackLines(scope.diagnostics());
  }

  /** A name that no right object of the kind has. */
  private void notRight(Directive.Line line, String called, List<String> known) {
    var told = Diagnostic.error("not-found", line.span(), missing(line, called));
    if (diagnostics.isFull()) {
      diagnostics.add(told);
      return;
    }
    String near = Spelling.nearestName(line.text(0), known);
    diagnostics.add(
        told.because(defined(known))
            .withHelp(near.isEmpty() ? "" : "did you mean `" + near + "`?"));
  }

  private String missing(Directive.Line line, String called) {
    return "(" + name + ") " + called + " " + line.text(0) + " not found, ignoring...";
  }

  private static String defined(List<String> known) {
    return known.isEmpty()
        ? "nothing of that kind is defined before this line"
        : "defined: " + Spelling.few(known);
  }

  private void removed(Directive.Line line, String called, String code) {
    diagnostics.add(
        Diagnostic.error(code, line.span(), missing(line, called))
            .because("its definition has a mistake, so it was removed")
            .consequenceOf(new Consequence.OfItsDefinition()));
  }

  /** The lines of all blocks of this name. */
  private List<Directive.Line> linesOf(String block) {
    return section.sections(block).stream().flatMap(it -> it.lines().stream()).toList();
  }

  /** The interfaces tracked beside the instance's own. */
  List<TrackedInterface> interfaces(String own, boolean owner) {
    var tracked = new ArrayList<TrackedInterface>();
    var seen = new HashSet<String>();
    for (Directive.Line line : linesOf("track_interface")) {
      String device = line.text(0);
      if (facts.networkInterface(device).isEmpty() && !dynamic) {
        diagnostics.add(
            AddressLines.absentInterface(
                line.span(),
                "(" + name + ") tracked interface " + device + " doesn't exist",
                facts,
                diagnostics));
        continue;
      }
      Weight weight =
          lines.read(line, name, "track_interface", WEIGHT_MAX).weight().orElse(Weight.FAULT);
      if (isNew(seen, line, "track_interface")
          && fits(line, weight, owner, "interface")
          && isForeign(line, own)) {
        tracked.add(new TrackedInterface(device, weight));
      }
    }
    return List.copyOf(tracked);
  }

  private boolean isForeign(Directive.Line line, String own) {
    if (!line.text(0).equals(own)) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
                "own-interface",
                line.span(),
                "(" + name + ") Ignoring track_interface " + own + " since own interface")
            .because("an instance always tracks its own interface")
            .withHelp("delete the line")
            .fixedByDeleting(line.words().get(0).line().text()));
    return false;
  }

  /** What is tracked by its name: scripts, then files, then processes and BFD sessions. */
  List<TrackedObject> objects(boolean owner) {
    var tracked = new ArrayList<TrackedObject>(scripts(owner));
    tracked.addAll(files(owner));
    tracked.addAll(processes());
    tracked.addAll(sessions(owner));
    return List.copyOf(tracked);
  }

  private List<TrackedObject> scripts(boolean owner) {
    var tracked = new ArrayList<TrackedObject>();
    var seen = new HashSet<String>();
    for (Directive.Line line : linesOf("track_script")) {
      var script = definitions.tracker("vrrp_script", line.text(0));
      var given = lines.read(line, name, "track_script", WEIGHT_MAX).weight();
      if (script.isEmpty()) {
        notFound(line, "track script", "vrrp_script", "removed-script");
        continue;
      }
      Weight weight = given.orElse(script.get().weight());
      if (isNew(seen, line, "track_script")
          && fits(line, weight, owner, "script")
          && script.get().counts()) {
        tracked.add(new TrackedObject(TrackerId.script(line.text(0)), weight));
      }
    }
    return tracked;
  }

  /** What changes an owner's priority is reported ({@link TrackedWeights}), and left out. */
  private List<TrackedObject> files(boolean owner) {
    var tracked = new ArrayList<TrackedObject>();
    var seen = new HashSet<String>();
    for (Directive.Line line : linesOf("track_file")) {
      var file = definitions.tracker("track_file", line.text(0));
      if (file.isEmpty()) {
        notFound(line, "track_file", "track_file", "removed-tracker");
        continue;
      }
      var given = lines.read(line, name, "track_file", WEIGHT_MAX).weight();
      Weight weight = given.orElse(file.get().weight());
      if (!isNew(seen, line, "track_file")) {
        continue;
      }
      var object = new TrackedObject(TrackerId.file(line.text(0)), weight);
      (owner ? faultOnly(object) : Optional.of(object)).ifPresent(tracked::add);
    }
    return tracked;
  }

  /** keepalived says nothing of weights that cannot count. */
  private List<TrackedObject> processes() {
    var tracked = new ArrayList<TrackedObject>();
    var seen = new HashSet<String>();
    for (Directive.Line line : linesOf("track_process")) {
      var process = definitions.tracker("vrrp_track_process", line.text(0));
      if (process.isEmpty() && definitions.isDefined("vrrp_track_process", line.text(0))) {
        removed(line, "track_process", "removed-tracker");
        continue;
      }
      if (process.isEmpty()) {
        notRight(line, "track_process", definitions.rightNames("vrrp_track_process"));
        continue;
      }
      var given = lines.read(line, name, "track_process", WEIGHT_MAX).weight();
      Weight weight = given.orElse(process.get().weight());
      if (isNew(seen, line, "track_process")) {
        tracked.add(new TrackedObject(TrackerId.process(line.text(0)), weight));
      }
    }
    return tracked;
  }

  private List<TrackedObject> sessions(boolean owner) {
    var tracked = new ArrayList<TrackedObject>();
    var seen = new HashSet<String>();
    for (Directive.Line line : linesOf("track_bfd")) {
      session(line, seen, owner).ifPresent(tracked::add);
    }
    return tracked;
  }

  /** As with files, {@link TrackedWeights} tells of an owner's; a removed one was told of there. */
  private Optional<TrackedObject> session(Directive.Line line, Set<String> seen, boolean owner) {
    String session = line.text(0);
    var known = definitions.tracker("bfd_instance", session);
    boolean removed = known.isEmpty() && definitions.isDefined("bfd_instance", session);
    if (known.filter(Definitions.Tracker::counts).isEmpty()) {
      if (!removed) {
        notRight(line, "track_bfd", definitions.rightNames("bfd_instance"));
      }
      return Optional.empty();
    }
    var given = lines.read(line, name, "track_bfd", BFD_WEIGHT_MAX).weight();
    Weight weight = given.orElse(known.get().weight());
    boolean takes = isNew(seen, line, "track_bfd") && (!owner || weight.decidesFault());
    return takes
        ? Optional.of(new TrackedObject(TrackerId.bfd(session), weight))
        : Optional.empty();
  }

  /** What is left of it where nothing may change the priority; empty if nothing is. */
  static Optional<TrackedObject> faultOnly(TrackedObject object) {
    if (object.weight().decidesFault()) {
      return Optional.of(object);
    }
    // Nobody asked for that weight: then any number but 0 is a fault.
    boolean unasked =
        object.id().kind() == TrackerId.Kind.FILE
            && object.weight().equals(TrackFileConfig.WEIGHT_DEFAULT);
    return unasked ? Optional.of(new TrackedObject(object.id(), Weight.FAULT)) : Optional.empty();
  }

  private boolean isNew(Set<String> seen, Directive.Line line, String block) {
    if (seen.add(line.text(0))) {
      return true;
    }
    diagnostics.error(
        "repeated-tracker",
        line.span(),
        "(" + name + ") duplicate " + block + " " + line.text(0) + " - ignoring",
        "delete one of the lines");
    return false;
  }

  private boolean fits(Directive.Line line, Weight weight, boolean owner, String what) {
    if (!owner || weight.points() == 0) {
      return true;
    }
    diagnostics.add(
        Diagnostic.error(
                "owner-weight",
                line.span(),
                "("
                    + name
                    + ") ignoring "
                    + line.text(0)
                    + " tracked "
                    + what
                    + " due to address owner")
            .because("weights never change priority 255"));
    return false;
  }

  /** A name that no right object of the kind was called before: tells which there are. */
  private void notFound(Directive.Line line, String called, String kind, String codeIfRemoved) {
    String word = line.text(0);
    if (definitions.isDefined(kind, word)) {
      removed(line, called, codeIfRemoved);
      return;
    }
    var told = Diagnostic.error("not-found", line.span(), missing(line, called));
    if (diagnostics.isFull()) {
      diagnostics.add(told);
      return;
    }
    if (definitions.comesLater(word)) {
      diagnostics.add(
          told.because("`" + word + "` is defined further down; it must come before its use")
              .withHelp("move its block above this one"));
      return;
    }
    List<String> known = definitions.names(kind);
    String near = Spelling.nearestName(word, known);
    var explained = told.because(defined(known));
    diagnostics.add(
        near.isEmpty()
            ? explained
            : explained
                .withHelp("did you mean `" + near + "`?")
                .fixedBy(Fix.replacing(line.span(), word, near).unsafe()));
  }
}
