package dev.baton.config.check;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.line.TrackLines;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Spelling;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks tracked processes and BFD sessions, and who tracks them. */
final class TrackerChecks {

  private static final int NAME_CHARS_MAX = 31;

  private final Diagnostics diagnostics;
  private final TrackLines lines;
  private final Map<String, Set<String>> defined = new HashMap<>();
  private final Set<IpAddress> neighbors = new HashSet<>();

  /** Kind and name of what has a mistake, which is told where it is defined. */
  private final Set<String> removed = new HashSet<>();

  TrackerChecks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.lines = new TrackLines(diagnostics);
  }

  private void define(String kind, String name) {
    defined.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(name);
  }

  private void remove(String kind, String name) {
    removed.add(kind + " " + name);
  }

  /** The names of right objects of that kind so far. */
  Set<String> names(String kind) {
    return defined.getOrDefault(kind, Set.of());
  }

  /** A track_file, which has been read; one with a mistake was told of then. */
  void file(Directive.Section section, boolean right) {
    if (right) {
      define("track_file", section.name());
    } else {
      remove("track_file", section.name());
    }
  }

  void process(Directive.Section section) {
    if (!section.has("process")) {
      diagnostics.error(
          "no-process",
          section.words().get(1).span(),
          "track process '" + section.name() + "' process name not specified - removing");
      remove("vrrp_track_process", section.name());
      return;
    }
    define("vrrp_track_process", section.name());
    var quorum = section.last("quorum");
    var most = section.last("quorum_max");
    if (quorum.isPresent()
        && most.isPresent()
        && quorum.get().number() > most.get().number()
        && !isDefaultFirst(section, quorum.get(), most.get())) {
      diagnostics.error(
          "quorum",
          quorum.get().argumentSpan(),
          "quorum "
              + quorum.get().number()
              + " for vrrp_track_process "
              + section.name()
              + " exceeds quorum_max "
              + most.get().number());
    }
  }

  /** A quorum of 1 says nothing, and a maximum of 0 behind it is taken. */
  private static boolean isDefaultFirst(
      Directive.Section section, Directive.Setting quorum, Directive.Setting most) {
    return quorum.number() == 1
        && most.number() == 0
        && section.body().indexOf(quorum) < section.body().indexOf(most);
  }

  void bfd(Directive.Section section) {
    String name = section.name();
    remove("bfd_instance", name);
    var neighbor = section.last("neighbor_ip").or(() -> section.last("neighbour_ip"));
    if (neighbor.isEmpty() || !(neighbor.get().value() instanceof Value.Address(var address))) {
      diagnostics.add(
          Diagnostic.error(
                  "no-neighbor",
                  section.words().get(1).span(),
                  "Configuration error: BFD instance "
                      + name
                      + " has no neighbor address set, disabling instance")
              .withHelp("write `neighbor_ip ADDRESS`"));
      return;
    }
    if (name.length() > NAME_CHARS_MAX) {
      diagnostics.error(
          "bfd-name",
          section.words().get(1).span(),
          "Configuration error: BFD instance " + name + " name too long, ignoring instance");
      return;
    }
    if (!neighbors.add(address)) {
      diagnostics.error(
          "repeated-neighbor",
          neighbor.get().argumentSpan(),
          "Configuration error: BFD instance "
              + name
              + " has duplicate neighbor address "
              + address
              + ", ignoring instance");
      return;
    }
    define("bfd_instance", name);
    // Who is named in neither of the two may use it in both.
    if (section.has("checker") && !section.has("vrrp")) {
      define("bfd_instance of the checkers", name);
    } else if (section.has("vrrp") && !section.has("checker")) {
      define("bfd_instance of instances", name);
    }
    section
        .last("source_ip")
        .ifPresent(
            setting -> {
              if (setting.value() instanceof Value.Address(var source)
                  && source.family() != address.family()) {
                diagnostics.error(
                    "bfd-source",
                    setting.argumentSpan(),
                    "Configuration error: BFD instance "
                        + name
                        + " source IP address "
                        + source
                        + " is not of the same family as neighbor address "
                        + address);
              }
            });
    hops(section, address.family());
  }

  private void hops(Directive.Section section, IpFamily family) {
    long ttl = family == IpFamily.INET ? 255 : 64;
    for (String word : List.of("ttl", "hoplimit")) {
      ttl = section.number(word, ttl);
    }
    var hops = section.last("max_hops");
    // -1 stands for any number of hops, which a smaller TTL than the greatest cannot survive.
    long most = hops.isEmpty() ? 0 : hops.get().number() < 0 ? 255 : hops.get().number();
    if (hops.isPresent() && most > ttl) {
      diagnostics.error(
          "max-hops",
          hops.get().argumentSpan(),
          "BFD instance "
              + section.name()
              + " max_hops "
              + hops.get().number()
              + " exceeds ttl/hoplimit "
              + ttl);
    }
  }

  /** The lines of a track_process or track_bfd block. */
  void lines(String owner, Directive.Section block, String kind, int greatest) {
    Set<String> known = names(kind);
    Set<String> elsewhere = names(kind + " of the checkers");
    var seen = new HashSet<String>();
    for (Directive.Line line : block.lines()) {
      String name = line.text(0);
      if (!known.contains(name) || elsewhere.contains(name)) {
        String what = "(" + owner + ") " + block.keyword().name() + " " + name;
        if (known.contains(name) || !removed.contains(kind + " " + name)) {
          notFound(line, what, known);
        } else if (!kind.equals("bfd_instance")) {
          diagnostics.add(
              Diagnostic.error("removed-tracker", line.span(), what + " not found, ignoring...")
                  .because("its definition has a mistake, so that it was removed"));
        }
        continue;
      }
      lines.read(line, owner, block.keyword().name(), greatest);
      if (!seen.add(name)) {
        diagnostics.error(
            "repeated-tracker",
            line.span(),
            "(" + owner + ") duplicate " + block.keyword().name() + " " + name + " - ignoring");
      }
    }
  }

  private void notFound(Directive.Line line, String what, Set<String> known) {
    var told = Diagnostic.error("not-found", line.span(), what + " not found, ignoring...");
    if (diagnostics.isFull()) {
      diagnostics.add(told);
      return;
    }
    String near = Spelling.nearestName(line.text(0), known);
    diagnostics.add(
        told.because(
                known.isEmpty()
                    ? "nothing of that kind is defined before"
                    : "defined: " + Spelling.few(List.copyOf(known)))
            .withHelp(near.isEmpty() ? "" : "did you mean `" + near + "`?"));
  }
}
