package dev.baton.config.read.track;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.Definitions;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.bfd.BfdConfig;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.track.Weight;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads BFD sessions, of which there is one with each neighbor. */
public final class BfdReader {

  private static final int NAME_CHARS_MAX = 31;
  private static final long INTERVAL_NANOS = 10_000_000;
  private static final long IDLE_NANOS = 1_000_000_000;
  private static final int MULTIPLIER = 5;

  /** RFC 5881, section 5; keepalived takes 64 for IPv6, which no neighbor accepts. */
  private static final int HOP_LIMIT = 255;

  private final Definitions definitions;
  private final Diagnostics diagnostics;
  private final Set<IpAddress> neighbors = new HashSet<>();

  /** Reads with these, and makes known what can be tracked. */
  public BfdReader(BlockScope scope) {
    this.definitions = scope.definitions();
    this.diagnostics = scope.diagnostics();
  }

  /** The session; empty if there can be none, which has been told. */
  public Optional<BfdSessionConfig> read(Directive.Section section) {
    Optional<IpAddress> neighbor = neighbor(section);
    if (neighbor.isEmpty()) {
      return Optional.empty();
    }
    // Who is named in neither of the two may use it in both.
    boolean neither = !section.has("vrrp") && !section.has("checker");
    var session =
        new BfdSessionConfig(
            new BfdConfig(
                section.name(),
                section.nanos("min_rx", INTERVAL_NANOS),
                section.nanos("min_tx", INTERVAL_NANOS),
                section.nanos("idle_tx", IDLE_NANOS),
                (int) section.number("multiplier", MULTIPLIER),
                section.has("passive")),
            neighbor.get(),
            source(section, neighbor.get()),
            (int) section.number("ttl", HOP_LIMIT),
            hopsMax(section),
            section.on("multihop", false),
            Weights.of(section, Weight.FAULT),
            neither || section.has("vrrp"),
            neither || section.has("checker"));
    tellOfHops(section, session);
    definitions.add(
        "bfd_instance",
        session.name(),
        new Definitions.Tracker(session.weight(), session.ofInstances()));
    return Optional.of(session);
  }

  private Optional<IpAddress> neighbor(Directive.Section section) {
    String name = section.name();
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
      return Optional.empty();
    }
    if (name.length() > NAME_CHARS_MAX) {
      diagnostics.error(
          "bfd-name",
          section.words().get(1).span(),
          "Configuration error: BFD instance " + name + " name too long, ignoring instance",
          "write at most " + NAME_CHARS_MAX + " characters");
      return Optional.empty();
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
      return Optional.empty();
    }
    return Optional.of(address);
  }

  private Optional<IpAddress> source(Directive.Section section, IpAddress neighbor) {
    var setting = section.last("source_ip");
    if (setting.isEmpty() || !(setting.get().value() instanceof Value.Address(var source))) {
      return Optional.empty();
    }
    if (source.family() == neighbor.family()) {
      return Optional.of(source);
    }
    diagnostics.error(
        "bfd-source",
        setting.get().argumentSpan(),
        "Configuration error: BFD instance "
            + section.name()
            + " source IP address "
            + source
            + " is not of the same family as neighbor address "
            + neighbor,
        "write an address of that family");
    return Optional.empty();
  }

  /** -1 stands for any number of hops. */
  private static int hopsMax(Directive.Section section) {
    long hops = section.number("max_hops", 0);
    return hops < 0 ? BfdSessionConfig.ANY_HOPS : (int) hops;
  }

  /** So many hops no packet with that hop limit can survive. */
  private void tellOfHops(Directive.Section section, BfdSessionConfig session) {
    var hops = section.last("max_hops");
    if (hops.isPresent() && hops.get().number() > 0 && session.hopsMax() > session.hopLimit()) {
      diagnostics.error(
          "max-hops",
          hops.get().argumentSpan(),
          "BFD instance "
              + section.name()
              + " max_hops "
              + hops.get().number()
              + " exceeds ttl/hoplimit "
              + session.hopLimit(),
          "write a larger ttl, or fewer hops");
    }
  }
}
