package dev.baton.config.group;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What two nodes must agree on for each to take the other's adverts. */
final class WireComparer {

  private final Member first;
  private final Member other;
  private final List<Diagnostic> found;

  WireComparer(Member first, Member other, List<Diagnostic> found) {
    this.first = first;
    this.other = other;
    this.found = found;
  }

  void compare() {
    if (first.vrrp().version() != other.vrrp().version()) {
      tell(
          "nodes-version",
          "version",
          "VRRP version differs",
          "neither accepts the other's adverts");
      return;
    }
    authentication();
    interval();
    addresses();
    excluded();
    paths();
    if (first.vrrp().checksumAsV2() != other.vrrp().checksumAsV2()) {
      String cause = "each finds the other's checksum wrong";
      tell("nodes-checksum", "v3_checksum_as_v2", "v3_checksum_as_v2 differs", cause);
    }
  }

  private void tell(String code, String word, String message, String cause) {
    found.add(
        Diagnostic.error(code, other.span(word), other.config().name() + ": " + message)
            .because(cause)
            .withHelp("write the same `" + word + "` on all nodes")
            .beside(first.span(word), "different here"));
  }

  /** The last setting of a word within the blocks of authentication. */
  private static Optional<Directive.Setting> authentication(Member member, String word) {
    Optional<Directive.Setting> setting = Optional.empty();
    for (Directive.Section block : member.section().sections("authentication")) {
      setting = block.last(word).or(() -> block.last("auth_type"));
    }
    return setting;
  }

  private void authentication() {
    VrrpAuthentication one = first.vrrp().authentication();
    VrrpAuthentication two = other.vrrp().authentication();
    if (one instanceof Trailer || two instanceof Trailer) {
      if (!takes(one, two) || !takes(two, one)) {
        found.add(
            Diagnostic.error(
                    "nodes-authentication",
                    signatureSpan(other),
                    other.config().name() + ": auth_hmac differs")
                .because("one refuses the other's adverts: both become master")
                .withHelp("give all nodes the key that each of them signs with, and modes that fit")
                .beside(signatureSpan(first), "otherwise here"));
      }
      return;
    }
    String here = authentication(first, "auth_type").map(Directive.Setting::text).orElse("");
    String there = authentication(other, "auth_type").map(Directive.Setting::text).orElse("");
    boolean typesDiffer = !here.equals(there);
    if (!typesDiffer && first.vrrp().authentication().equals(other.vrrp().authentication())) {
      return;
    }
    String word = typesDiffer ? "auth_type" : "auth_pass";
    found.add(
        Diagnostic.error(
                "nodes-authentication",
                authenticationSpan(other, word),
                other.config().name() + ": " + word + " differs")
            .because("neither accepts the other's adverts: both become master")
            .withHelp("write the same authentication on all nodes")
            .beside(authenticationSpan(first, word), "different here"));
  }

  /** Whether one takes the adverts of the other; keys may differ while they are changed. */
  private static boolean takes(VrrpAuthentication listener, VrrpAuthentication sender) {
    boolean signs = sender.trailerBytes() > 0;
    VrrpAuthentication plain = sender instanceof Trailer ? VrrpAuthentication.NONE : sender;
    if (!(listener instanceof Trailer ours)) {
      return !signs && listener.equals(plain);
    }
    if (signs && sender instanceof Trailer theirs) {
      return ours.keys().contains(theirs.activeKey());
    }
    return ours.mode() != Trailer.Mode.ENFORCE && plain.equals(VrrpAuthentication.NONE);
  }

  private static SourceSpan signatureSpan(Member member) {
    var blocks = member.section().sections("auth_hmac");
    return blocks.isEmpty() ? member.nameSpan() : blocks.getFirst().span();
  }

  private static SourceSpan authenticationSpan(Member member, String word) {
    return authentication(member, word).map(Directive.Setting::span).orElseGet(member::nameSpan);
  }

  private void interval() {
    VrrpConfig one = first.vrrp();
    if (one.advertIntervalNanos() == other.vrrp().advertIntervalNanos()) {
      return;
    }
    boolean discards = one.version() == VrrpVersion.V2;
    String name = other.config().name();
    var told =
        discards
            ? Diagnostic.error(
                "nodes-interval", other.span("advert_int"), name + ": advert_int differs")
            : Diagnostic.warning(
                "nodes-interval", other.span("advert_int"), name + ": advert_int differs");
    found.add(
        told.because(
                discards
                    ? "VRRP version 2 discards adverts of another interval: both become master"
                    : "a backup uses the master's interval, so it changes with the master")
            .withHelp("write the same `advert_int` on all nodes")
            .beside(first.span("advert_int"), "different here"));
  }

  private void addresses() {
    List<IpAddress> here = first.vrrp().addresses();
    List<IpAddress> there = other.vrrp().addresses();
    if (here.equals(there)) {
      return;
    }
    var onlyHere = without(here, there);
    var onlyThere = without(there, here);
    if (onlyHere.isEmpty() && onlyThere.isEmpty()) {
      found.add(
          Diagnostic.note(
                  "nodes-address-order",
                  other.blockSpan("virtual_ipaddress"),
                  other.config().name() + ": the addresses are in a different order")
              .beside(first.blockSpan("virtual_ipaddress"), "the first order"));
      return;
    }
    differing("nodes-addresses", "virtual_ipaddress", onlyHere, onlyThere);
  }

  private void excluded() {
    var onlyHere = without(first.excluded(), other.excluded());
    var onlyThere = without(other.excluded(), first.excluded());
    if (!onlyHere.isEmpty() || !onlyThere.isEmpty()) {
      differing("nodes-excluded", "virtual_ipaddress_excluded", onlyHere, onlyThere);
    }
  }

  private static Set<IpAddress> without(Iterable<IpAddress> all, Iterable<IpAddress> known) {
    var left = new LinkedHashSet<IpAddress>();
    all.forEach(left::add);
    known.forEach(left::remove);
    return left;
  }

  private void differing(
      String code, String block, Set<IpAddress> onlyHere, Set<IpAddress> onlyThere) {
    var parts = new ArrayList<String>();
    if (!onlyHere.isEmpty()) {
      parts.add(texts(onlyHere) + " missing here");
    }
    if (!onlyThere.isEmpty()) {
      parts.add(texts(onlyThere) + " only here");
    }
    SourceSpan there =
        onlyThere.isEmpty()
            ? other.blockSpan(block)
            : other.addressSpan(block, onlyThere.iterator().next());
    SourceSpan here =
        onlyHere.isEmpty()
            ? first.blockSpan(block)
            : first.addressSpan(block, onlyHere.iterator().next());
    found.add(
        Diagnostic.error(code, there, other.config().name() + ": " + String.join("; ", parts))
            .because("a failover would lose or add addresses")
            .withHelp("write the same " + block + " on all nodes")
            .beside(here, "compare with this"));
  }

  private static String texts(Set<IpAddress> addresses) {
    var texts = new ArrayList<String>();
    for (IpAddress address : addresses) {
      texts.add(address.toString());
    }
    int more = texts.size() - 3;
    return more > 0
        ? String.join(", ", texts.subList(0, 3)) + " and " + more + " more"
        : String.join(", ", texts);
  }

  /** Multicast groups must be one, and unicast lists mutual. */
  private void paths() {
    boolean unicastHere = !first.peers().isEmpty();
    boolean unicastThere = !other.peers().isEmpty();
    if (unicastHere != unicastThere) {
      found.add(
          Diagnostic.error(
                  "nodes-unicast",
                  other.blockSpan("unicast_peer"),
                  other.config().name() + ": one node uses unicast, the other multicast")
              .because("neither hears the other: both become master")
              .withHelp("write unicast_peer on all nodes or on none")
              .beside(first.blockSpan("unicast_peer"), "the other node"));
    } else if (unicastHere) {
      mutual(first, other);
      mutual(other, first);
    } else if (!first.config().destination().equals(other.config().destination())) {
      String cause = "neither hears the other: both become master";
      tell("nodes-multicast", "mcast_dst_ip", "the multicast groups differ", cause);
    }
  }

  private void mutual(Member sender, Member receiver) {
    var source = receiver.section().last("unicast_src_ip");
    if (source.isPresent()
        && source.get().value() instanceof Value.Address(IpAddress address)
        && !sender.peers().contains(address)) {
      found.add(
          Diagnostic.error(
                  "nodes-unicast-peer",
                  sender.blockSpan("unicast_peer"),
                  sender.config().name() + ": " + address + ", the other node, is not a peer here")
              .because("it never hears this node")
              .withHelp("write " + address + " into unicast_peer")
              .beside(source.get().argumentSpan(), "the other node's address"));
    }
  }
}
