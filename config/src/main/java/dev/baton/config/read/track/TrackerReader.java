package dev.baton.config.read.track;

import dev.baton.config.diagnose.Consequence;
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

/** Reads tracked processes and BFD sessions, and who tracks them. */
public final class TrackerReader {

  private static final int NAME_CHARS_MAX = 31;

  private final Diagnostics diagnostics;
  private final TrackLines lines;
  private final Map<String, Set<String>> defined = new HashMap<>();
  private final Set<IpAddress> neighbors = new HashSet<>();

  /** Kind and name of what has a mistake, which is reported where it is defined. */
  private final Set<String> removed = new HashSet<>();

  /** Reads with these. */
  public TrackerReader(Diagnostics diagnostics) {
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
  private Set<String> names(String kind) {
    return defined.getOrDefault(kind, Set.of());
  }

  /** Whether a checker may follow the BFD session of that name. */
  public boolean isSessionOfCheckers(String name) {
    return names("bfd_instance").contains(name)
        && !names("bfd_instance of instances").contains(name);
  }

  /** Takes in a vrrp_track_process. */
  public void process(Directive.Section section) {
    if (!section.has("process")) {
      diagnostics.error(
          "no-process",
          section.words().get(1).span(),
          "track process '" + section.name() + "' process name not specified - removing",
          "write `process PROGRAM`");
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
              + most.get().number(),
          "write a quorum of at most quorum_max");
    }
  }

  /** A quorum of 1 says nothing, and a maximum of 0 behind it is taken. */
  private static boolean isDefaultFirst(
      Directive.Section section, Directive.Setting quorum, Directive.Setting most) {
    return quorum.number() == 1
        && most.number() == 0
        && section.body().indexOf(quorum) < section.body().indexOf(most);
  }

  /** Takes in a bfd_instance. */
  public void bfd(Directive.Section section) {
    String name = section.name();
    remove("bfd_instance", name);
    var neighbor = section.last("neighbor_ip");
    if (neighbor.isEmpty() || !(neighbor.get().value() instanceof Value.Address(var address))) {
      diagnostics.add(
          Diagnostic.error(
                  "no-neighbor",
                  section.words().get(1).span(),
                  "Configuration error: BFD instance "
                      + name
                      + " has no neighbor address set, disabling instance")
              .withHelp("write `neighbor_ip ADDRESS`")
              .consequenceOfLine("neighbor_ip", "neighbour_ip"));
      return;
    }
    if (name.length() > NAME_CHARS_MAX) {
      diagnostics.error(
          "bfd-name",
          section.words().get(1).span(),
          "Configuration error: BFD instance " + name + " name too long, ignoring instance",
          "write at most " + NAME_CHARS_MAX + " characters");
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
              + ", ignoring instance",
          "delete one of the two sessions");
      return;
    }
    define("bfd_instance", name);
    // Who is named in neither of the two may use it in both.
    if (section.has("checker") && !section.has("vrrp")) {
      define("bfd_instance of the checkers", name);
    } else if (section.has("vrrp") && !section.has("checker")) {
      define("bfd_instance of instances", name);
    }
    source(section, address);
    hops(section, address.family());
  }

  private void source(Directive.Section section, IpAddress neighbor) {
    section
        .last("source_ip")
        .ifPresent(
            setting -> {
              if (setting.value() instanceof Value.Address(var source)
                  && source.family() != neighbor.family()) {
                diagnostics.error(
                    "bfd-source",
                    setting.argumentSpan(),
                    "Configuration error: BFD instance "
                        + section.name()
                        + " source IP address "
                        + source
                        + " is not of the same family as neighbor address "
                        + neighbor,
                    "write an address of that family");
              }
            });
  }

  private void hops(Directive.Section section, IpFamily family) {
    long ttl = section.number("ttl", family == IpFamily.INET ? 255 : 64);
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
              + ttl,
          "write a larger ttl, or fewer hops");
    }
  }

  /** What an instance or a sync group tracks of processes and sessions. */
  public void tracked(Directive.Section owner) {
    for (Directive node : owner.body()) {
      if (node instanceof Directive.Section block) {
        switch (block.keyword().name()) {
          case "track_process" -> lines(owner.name(), block, "vrrp_track_process", 254);
          case "track_bfd" -> lines(owner.name(), block, "bfd_instance", 253);
          default -> {}
        }
      }
    }
  }

  private void lines(String owner, Directive.Section block, String kind, int greatest) {
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
                  .because("its definition has a mistake, so it was removed")
                  .consequenceOf(new Consequence.OfItsDefinition()));
        }
        continue;
      }
      lines.read(line, owner, block.keyword().name(), greatest);
      if (!seen.add(name)) {
        diagnostics.error(
            "repeated-tracker",
            line.span(),
            "(" + owner + ") duplicate " + block.keyword().name() + " " + name + " - ignoring",
            "delete one of the lines");
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
                    ? "nothing of that kind is defined before this line"
                    : "defined: " + Spelling.few(List.copyOf(known)))
            .withHelp(near.isEmpty() ? "" : "did you mean `" + near + "`?"));
  }
}
