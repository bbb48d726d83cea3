package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.VrrpConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What keepalived complains of in an instance although it changes nothing that we do yet. */
final class InstanceChecks {

  private final Directive.Section section;
  private final String name;
  private final HostFacts facts;
  private final Diagnostics diagnostics;

  InstanceChecks(Directive.Section section, HostFacts facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.section = section;
    this.name = section.name();
    this.diagnostics = diagnostics;
  }

  void check(VrrpConfig vrrp) {
    IpFamily family = vrrp.family();
    sources(family);
    multicast(family);
    unicast(family);
    hmac();
    ownerIgnoring(vrrp);
    if (vrrp.preempt()) {
      section
          .last("timer_expired_backup")
          .ifPresent(
              setting ->
                  error(
                      "timer-expired",
                      setting,
                      setting.written() + " requires nopreempt",
                      "write `nopreempt`, or delete the line"));
    }
  }

  private void ownerIgnoring(VrrpConfig vrrp) {
    var setting = section.last("owner_ignore_adverts");
    if (setting.isPresent() && setting.get().on() != vrrp.owner()) {
      error(
          "owner-ignore-adverts",
          setting.get(),
          vrrp.owner()
              ? "owner_ignore_adverts is required with priority 255"
              : "owner_ignore_adverts requires priority 255 - ignoring",
          vrrp.owner()
              ? "delete the line: an owner always ignores adverts"
              : "write `priority 255`, or delete the line");
    }
  }

  private void error(String code, Directive.Setting setting, String message, String help) {
    diagnostics.error(code, setting.argumentSpan(), "(" + name + ") " + message, help);
  }

  private void sources(IpFamily family) {
    for (String word : List.of("mcast_src_ip", "unicast_src_ip")) {
      var setting = section.last(word);
      if (setting.isPresent()
          && setting.get().value() instanceof Value.Address(var address)
          && address.family() != family) {
        diagnostics.error(
            "source-family",
            setting.get().argumentSpan(),
            "Configuration error: VRRP instance["
                + name
                + "] and src address["
                + setting.get().text()
                + "] MUST be of the same family !!! Skipping...",
            "write an address of the family of the virtual addresses");
      }
    }
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
          "write a multicast group, as 224.0.0.18 or ff02::12");
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
          "write a group of the link, as 224.0.0.18 or ff02::12");
    }
  }

  private void unicast(IpFamily family) {
    int peers = 0;
    var seen = new HashSet<IpAddress>();
    for (Directive.Section block : section.sections("unicast_peer")) {
      for (Directive.Line line : block.lines()) {
        peers += peer(line, family, seen) ? 1 : 0;
      }
    }
    if (peers > 0) {
      var group = section.last("mcast_dst_ip");
      if (group.isPresent()) {
        error(
            "unicast",
            group.get(),
            "multicast destination specified with unicast - ignoring",
            "delete the group: adverts go to the peers");
      }
      return;
    }
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

  private boolean peer(Directive.Line line, IpFamily family, Set<IpAddress> seen) {
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
      return false;
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
      return false;
    }
    if (!seen.add(address.get())) {
      diagnostics.error(
          "peer",
          line.span(),
          "(" + name + ") duplicate unicast peer " + text + " - ignoring",
          "delete one of the lines");
      return true;
    }
    peerOptions(line);
    return true;
  }

  private void peerOptions(Directive.Line line) {
    long least = 0;
    long greatest = 255;
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
  }

  /** An address without its prefix length. */
  private static String bare(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  private void hmac() {
    for (Directive.Section block : section.sections("auth_hmac")) {
      var ids = new HashSet<String>();
      for (Directive node : block.body()) {
        if (node instanceof Directive.Setting setting && setting.keyword().name().equals("key")) {
          hmacKey(setting, ids);
        }
      }
      var active = block.last("active_key");
      if (active.isEmpty()) {
        diagnostics.error(
            "hmac",
            block.span(),
            "(" + name + ") auth_hmac has no active_key, disabling extension",
            "write `active_key N` with the number of one of its keys");
      } else if (!ids.contains(Long.toString(active.get().number()))) {
        error(
            "hmac",
            active.get(),
            "auth_hmac active_key "
                + active.get().number()
                + " is not defined, disabling extension",
            "write the number of one of its keys");
      }
    }
  }

  private void hmacKey(Directive.Setting setting, Set<String> ids) {
    String id = setting.words().get(1).text();
    String secret = setting.words().get(2).text();
    if (!ids.add(id)) {
      error(
          "hmac",
          setting,
          "auth_hmac key " + id + " is duplicated",
          "give each key a number of its own");
    }
    if (secret.startsWith("file:") && facts.path(secret.substring(5)).kind() != Kind.FILE) {
      error(
          "hmac",
          setting,
          "auth_hmac key " + id + " file cannot be read",
          "name a file that root can read");
    }
  }
}
