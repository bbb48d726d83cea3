package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.AdvertDestination.Peer;
import dev.baton.core.vrrp.AdvertDestination.UnicastChecksum;
import dev.baton.core.vrrp.VrrpDatagram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where the adverts of an instance go: to a group, or to peers. */
final class DestinationReader {

  /** ff02::12 (RFC 9568, section 5.1.2.2). */
  private static final IpAddress GROUP6 =
      new IpAddress(IpFamily.INET6, 0xFF02_0000_0000_0000L, 0x12);

  private static final int HOP_LIMIT_MAX = 255;

  private final Directive.Section section;
  private final String name;
  private final GlobalScope global;
  private final Diagnostics diagnostics;

  DestinationReader(Directive.Section section, GlobalScope global, Diagnostics diagnostics) {
    this.section = section;
    this.name = section.name();
    this.global = global;
    this.diagnostics = diagnostics;
  }

  /** The destination; what is wrong with it is told, and left out. */
  AdvertDestination read(IpFamily family) {
    multicast(family);
    List<Peer> peers = peers(family);
    var group = section.last("mcast_dst_ip");
    if (!peers.isEmpty() && group.isPresent()) {
      error(
          "unicast",
          group.get(),
          "multicast destination specified with unicast - ignoring",
          "delete the group: adverts go to the peers");
    }
    if (peers.isEmpty()) {
      tellSpare();
      if (!section.has("unicast_fault_no_peer")) {
        return new AdvertDestination.Multicast(group(family));
      }
    }
    return new AdvertDestination.Unicast(
        peers,
        (int) section.number("unicast_ttl", VrrpDatagram.HOP_LIMIT),
        fromPeersOnly(peers),
        checksum());
  }

  private UnicastChecksum checksum() {
    return section
        .last("old_unicast_checksum")
        .map(it -> it.words().size() > 1 ? UnicastChecksum.NEW : UnicastChecksum.OLD)
        .orElse(UnicastChecksum.AUTOMATIC);
  }

  private boolean fromPeersOnly(List<Peer> peers) {
    return section.has("check_unicast_src")
        || global.has("vrrp_check_unicast_src")
        || peers.stream()
            .anyMatch(peer -> peer.hopLimitMin() > 0 || peer.hopLimitMax() < HOP_LIMIT_MAX);
  }

  private IpAddress group(IpFamily family) {
    var own = section.last("mcast_dst_ip");
    if (own.isPresent()
        && own.get().value() instanceof Value.Address(var address)
        && address.family() == family
        && address.isMulticastOnLink()) {
      return address;
    }
    return family == IpFamily.INET
        ? global.address("vrrp_mcast_group4", VrrpDatagram.GROUP4)
        : global.address("vrrp_mcast_group6", GROUP6);
  }

  private void error(String code, Directive.Setting setting, String message, String help) {
    diagnostics.error(code, setting.argumentSpan(), "(" + name + ") " + message, help);
  }

  private void multicast(IpFamily family) {
    var setting = section.last("mcast_dst_ip");
    if (setting.isEmpty() || !(setting.get().value() instanceof Value.Address(var address))) {
      return;
    }
    if (!address.isMulticast()) {
      error(
          "multicast",
          setting.get(),
          "mcast_dst_ip " + address + " not multicast. Skipping...",
          "write a multicast group, such as 224.0.0.18 or ff02::12");
    } else if (address.family() != family) {
      error(
          "multicast",
          setting.get(),
          "mcast_dst_ip " + address + " must be of the same family as the addresses",
          "write a group of that family");
    } else if (!address.isMulticastOnLink()) {
      error(
          "multicast",
          setting.get(),
          "mcast_dst_ip " + address + " not link-local multicast. Skipping...",
          "write a link-local group, such as 224.0.0.18 or ff02::12");
    }
  }

  private List<Peer> peers(IpFamily family) {
    Map<IpAddress, Peer> peers = new LinkedHashMap<>();
    for (Directive.Section block : section.sections("unicast_peer")) {
      for (Directive.Line line : block.lines()) {
        peer(line, family, peers);
      }
    }
    return List.copyOf(peers.values());
  }

  /** Words that mean nothing without peers. */
  private void tellSpare() {
    tellOfNoPeers();
    var ttl = section.last("unicast_ttl");
    if (ttl.isPresent()) {
      diagnostics.add(
          Diagnostic.error(
                  "unicast",
                  ttl.get().argumentSpan(),
                  "(" + name + "): Cannot use unicast_ttl without unicast peers - resetting")
              .consequenceOfMistake("peer"));
    }
  }

  /** The first word of unicast among those that say nothing without a peer. */
  private void tellOfNoPeers() {
    if (section.has("unicast_fault_no_peer")) {
      return;
    }
    Optional<SourceSpan> place = Optional.empty();
    for (String word : List.of("unicast_src_ip", "check_unicast_src", "old_unicast_checksum")) {
      place = place.or(() -> section.last(word).map(Directive.Setting::argumentSpan));
    }
    place =
        place.or(() -> section.sections("unicast_peer").stream().findFirst().map(it -> it.span()));
    if (place.isPresent()) {
      diagnostics.add(
          Diagnostic.error(
                  "unicast",
                  place.get(),
                  "("
                      + name
                      + ") A unicast keyword has been specified without any unicast peers."
                      + " Defaulting to multicast. This usage is deprecated - please update your"
                      + " configuration.")
              .consequenceOfMistake("peer"));
    }
  }

  private void peer(Directive.Line line, IpFamily family, Map<IpAddress, Peer> peers) {
    String text = line.text(0);
    var address = IpAddress.parse(bare(text));
    if (address.isEmpty()) {
      diagnostics.error(
          "peer",
          line.span(),
          "Configuration error: VRRP instance["
              + name
              + "] malformed unicast peer address["
              + text
              + "]. Skipping...",
          "write one IPv4 or IPv6 address");
      return;
    }
    if (address.get().family() != family) {
      diagnostics.error(
          "peer",
          line.span(),
          "Configuration error: VRRP instance["
              + name
              + "] and unicast peer address["
              + text
              + "] MUST be of the same family !!! Skipping...",
          "write an address of the family of the virtual addresses");
      return;
    }
    if (peers.containsKey(address.get())) {
      diagnostics.error(
          "peer",
          line.span(),
          "(" + name + ") duplicate unicast peer " + text + " - ignoring",
          "delete one of the lines");
      return;
    }
    peers.put(address.get(), peer(line, address.get()));
  }

  private Peer peer(Directive.Line line, IpAddress address) {
    long least = 0;
    long greatest = HOP_LIMIT_MAX;
    for (int i = 1; i < line.words().size(); i += 2) {
      String option = line.text(i);
      boolean known = option.equals("min_ttl") || option.equals("max_ttl");
      boolean valued = i + 1 < line.words().size();
      if (!known || !valued) {
        diagnostics.error(
            "peer",
            line.words().get(i).span(),
            "(" + name + ") unknown unicast peer option " + option + " - ignoring",
            "write `min_ttl N` or `max_ttl N`");
        continue;
      }
      var number = Quantities.whole(line.text(i + 1), 0, 255);
      if (number.good()) {
        least = option.equals("min_ttl") ? number.number() : least;
        greatest = option.equals("max_ttl") ? number.number() : greatest;
      } else {
        diagnostics.error(
            "peer",
            line.words().get(i + 1).span(),
            "(" + name + ") " + option + " " + line.text(i + 1) + " outside range [0, 255]",
            "write a number from 0 to 255");
      }
    }
    if (least > greatest) {
      diagnostics.error(
          "peer",
          line.span(),
          "("
              + name
              + ") min_ttl "
              + least
              + " > max_ttl "
              + greatest
              + " - all packets will be discarded",
          "write a min_ttl of at most max_ttl");
    }
    return new Peer(address, (int) least, (int) greatest);
  }

  /** An address without its prefix length. */
  private static String bare(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }
}
