package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.line.AddressLines;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.FilterEntry.LinkMatch;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one vrrp_instance: what it runs with, once all that must be ignored is ignored. */
final class InstanceReader {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** More do not fit into the packet's count of addresses. */
  private static final int ADVERTISED_MAX = 255;

  private final Directive.Section section;
  private final String name;
  private final BlockScope scope;
  private final GlobalScope global;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final Election election;
  private final HmacReader hmac;
  private final InstanceTrackers trackers;
  private final Map<String, Map<String, SourceSpan>> spans = new HashMap<>();

  InstanceReader(Directive.Section section, BlockScope scope) {
    this.section = section;
    this.name = section.name();
    this.scope = scope;
    this.global = scope.global();
    this.facts = scope.facts();
    this.diagnostics = scope.diagnostics();
    this.election = new Election(section, global, diagnostics);
    this.hmac = new HmacReader(section, scope);
    this.trackers = new InstanceTrackers(section, scope);
  }

  /** The instance; empty if it cannot run, which has been told. */
  Optional<InstanceConfig> read() {
    boolean dynamic = scope.interfacesMayBeAbsent();
    String device = interfaceName(dynamic);
    var lines = new AddressLines(facts, diagnostics, dynamic, true);
    List<AddressSpec> addresses = addresses("virtual_ipaddress", device, lines);
    List<AddressSpec> excluded = addresses("virtual_ipaddress_excluded", device, lines);
    IpFamily family = family(addresses);
    addresses = ofFamily(addresses, family);
    dropRepeated(addresses, excluded);
    moveSurplus(addresses, excluded);
    VrrpVersion version = election.version(family);
    boolean complete = isComplete(device, addresses, version);
    VrrpConfig vrrp = election.read(family, version, advertised(addresses), hmac);
    var notification = new NotifyReader(section, scope).read();
    var routing =
        new RoutingReader(scope)
            .read(section.sections("virtual_routes"), section.sections("virtual_rules"));
    var interfaces = trackers.interfaces(device, vrrp.owner());
    var objects = trackers.objects(vrrp.owner());
    var destination = new DestinationReader(section, global, diagnostics).read(family);
    new InstanceChecks(section, facts, diagnostics).check(vrrp, device);
    var virtualMac = new VirtualMacReader(section, scope).read(family, device, election.strict());
    if (election.strict()) {
      new StrictChecks(section, diagnostics).check(vrrp, device);
    }
    if (!complete) {
      return Optional.empty();
    }
    return Optional.of(
        new InstanceConfig(
            vrrp,
            device,
            virtualMac,
            destination,
            sourceAddress(family),
            section.has("track_src_ip"),
            announcements(),
            addresses,
            excluded,
            routing,
            section.has("promote_secondaries"),
            drops(vrrp),
            !section.has("dont_track_primary"),
            interfaces,
            objects,
            section.number("kernel_rx_buf_size", 0),
            notification,
            held()));
  }

  private Optional<LinkMatch> drops(VrrpConfig vrrp) {
    if (election.accepts(vrrp.version())) {
      return Optional.empty();
    }
    // An interface that may go without a fault may come back with another index.
    boolean byName = section.has("dont_track_primary") && !global.has("nftables_ifindex");
    return Optional.of(byName ? LinkMatch.NAME : LinkMatch.INDEX);
  }

  private SourceSpan nameSpan() {
    return section.words().get(1).span();
  }

  private String interfaceName(boolean dynamic) {
    var setting = section.last("interface");
    if (setting.isEmpty()) {
      return "";
    }
    String device = setting.get().text();
    var present = facts.networkInterface(device);
    if (present.isPresent() && present.get().isLoopback()) {
      diagnostics.add(
          Diagnostic.error(
                  "loopback",
                  setting.get().argumentSpan(),
                  "(" + name + ") cannot use a loopback interface (" + device + ") for vrrp")
              .because("adverts on it never leave this host")
              .withHelp("name the interface that leads to the other nodes"));
    }
    if (present.isEmpty() && !dynamic) {
      diagnostics.leaveScriptsUnjudged();
      diagnostics.add(
          AddressLines.absentInterface(
              setting.get().argumentSpan(),
              "WARNING - interface " + device + " for vrrp_instance " + name + " doesn't exist",
              facts,
              diagnostics));
    }
    return device;
  }

  private List<AddressSpec> addresses(String word, String device, AddressLines lines) {
    var addresses = new ArrayList<AddressSpec>();
    for (Directive.Section block : section.sections(word)) {
      for (Directive.Line line : block.lines()) {
        var address = lines.read(line, device);
        if (address.isPresent()) {
          addresses.add(address.get());
        }
      }
    }
    return addresses;
  }

  /** The first address decides, else {@code native_ipv6}, else the source address. */
  private IpFamily family(List<AddressSpec> addresses) {
    if (!addresses.isEmpty()) {
      IpFamily first = addresses.get(0).prefix().address().family();
      if (first == IpFamily.INET && section.has("native_ipv6")) {
        diagnostics.error(
            "family",
            section.last("native_ipv6").get().span(),
            "(" + name + ") Cannot specify native_ipv6 with IPv4 addresses",
            "delete `native_ipv6`, or the IPv4 addresses");
      }
      return first;
    }
    if (section.has("native_ipv6")) {
      return IpFamily.INET6;
    }
    Optional<IpAddress> source = source();
    return source.isPresent() ? source.get().family() : IpFamily.INET;
  }

  private Optional<IpAddress> source() {
    for (String word : List.of("mcast_src_ip", "unicast_src_ip")) {
      var setting = section.last(word);
      if (setting.isPresent() && setting.get().value() instanceof Value.Address(var address)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  private List<AddressSpec> ofFamily(List<AddressSpec> addresses, IpFamily family) {
    var kept = new ArrayList<AddressSpec>();
    for (AddressSpec address : addresses) {
      if (address.prefix().address().family() == family) {
        kept.add(address);
        continue;
      }
      String text = address.prefix().address().toString();
      diagnostics.add(
          Diagnostic.error(
                  "address-family",
                  wordSpan("virtual_ipaddress", text),
                  "("
                      + name
                      + "): address family must match VRRP instance ["
                      + text
                      + "] - ignoring")
              .because("the first address makes this an " + family + " instance")
              .withHelp(
                  "write it into virtual_ipaddress_excluded, or into an instance of its own"));
    }
    return kept;
  }

  /** Where the line of that address stands within the blocks of that word. */
  private SourceSpan wordSpan(String block, String address) {
    return spans.computeIfAbsent(block, this::spansOf).getOrDefault(address, section.span());
  }

  /** The last line of each address in the blocks of that word. */
  private Map<String, SourceSpan> spansOf(String block) {
    var places = new HashMap<String, SourceSpan>();
    for (Directive.Section values : section.sections(block)) {
      for (Directive.Line line : values.lines()) {
        int slash = line.text(0).indexOf('/');
        var address = IpAddress.parse(slash < 0 ? line.text(0) : line.text(0).substring(0, slash));
        if (address.isPresent()) {
          places.put(address.get().toString(), line.span());
        }
      }
    }
    return places;
  }

  private void dropRepeated(List<AddressSpec> addresses, List<AddressSpec> excluded) {
    var first = new HashMap<String, String>();
    dropRepeated(addresses, "virtual_ipaddress", first);
    dropRepeated(excluded, "virtual_ipaddress_excluded", first);
  }

  /** Keeps the first of each; {@code first} has the kind of block that it stands in. */
  private void dropRepeated(List<AddressSpec> addresses, String block, Map<String, String> first) {
    var kept = new ArrayList<AddressSpec>(addresses.size());
    String kind = block.endsWith("_excluded") ? "eVIP" : "VIP";
    for (AddressSpec address : addresses) {
      String text = address.prefix().address().toString();
      String before = first.putIfAbsent(text + "%" + address.device(), kind);
      if (before == null) {
        kept.add(address);
        continue;
      }
      diagnostics.add(
          Diagnostic.error(
                  "repeated-address",
                  wordSpan(block, text),
                  kind + " duplicates a " + before + " " + address.prefix() + " - ignoring")
              .withHelp("delete one of the lines in instance " + name));
    }
    addresses.clear();
    addresses.addAll(kept);
  }

  private void moveSurplus(List<AddressSpec> addresses, List<AddressSpec> excluded) {
    if (addresses.size() <= ADVERTISED_MAX) {
      return;
    }
    diagnostics.add(
        Diagnostic.error(
                "too-many-addresses",
                nameSpan(),
                "("
                    + name
                    + ") Number of VIPs ("
                    + addresses.size()
                    + ") exceeds maximum (255) - moving the rest to excluded VIPs")
            .withHelp("write the rest into virtual_ipaddress_excluded"));
    List<AddressSpec> surplus = addresses.subList(ADVERTISED_MAX, addresses.size());
    excluded.addAll(0, List.copyOf(surplus));
    surplus.clear();
  }

  private static List<IpAddress> advertised(List<AddressSpec> addresses) {
    var list = new ArrayList<IpAddress>(addresses.size());
    for (AddressSpec address : addresses) {
      list.add(address.prefix().address());
    }
    return List.copyOf(list);
  }

  private boolean isComplete(String device, List<AddressSpec> addresses, VrrpVersion version) {
    boolean complete = true;
    boolean unicast = !section.sections("unicast_peer").isEmpty() && section.has("unicast_src_ip");
    if (device.isEmpty() && !unicast && !section.has("vrf")) {
      missing(
          "interface", "interface", "(" + name + ") Unknown interface!", "write `interface NAME`");
      complete = false;
    }
    if (device.isEmpty() && complete) {
      diagnostics.add(
          Diagnostic.warning(
                  "no-interface",
                  nameSpan(),
                  "(" + name + ") an instance without an interface does not run yet")
              .withHelp("write `interface NAME`"));
      complete = false;
    }
    if (!section.has("virtual_router_id")) {
      String message = "(" + name + ") the virtual router id must be set";
      missing(
          "virtual_router_id",
          "virtual-router-id",
          message,
          "write `virtual_router_id N`, 1 to 255");
      complete = false;
    }
    if (addresses.isEmpty() && !section.has("no_virtual_ipaddress")) {
      boolean required = version == VrrpVersion.V3 || election.strict();
      String last = required ? "required" : "sensible";
      var diagnostic =
          Diagnostic.error(
                  "no-address",
                  nameSpan(),
                  "(" + name + ") No VIP specified; at least one is " + last)
              .withHelp("write virtual_ipaddress { ADDRESS }, or no_virtual_ipaddress")
              .consequenceOfMistake(
                  "bad-address", "absent-interface", "undefined-variable", "placeholder");
      diagnostics.add(required ? diagnostic.ending() : diagnostic);
      complete &= !required;
    }
    return complete;
  }

  private void missing(String word, String code, String message, String help) {
    diagnostics.add(
        Diagnostic.error(code, nameSpan(), message)
            .withHelp(help)
            .ending()
            .consequenceOfLine(word));
  }

  private Optional<IpAddress> sourceAddress(IpFamily family) {
    Optional<IpAddress> source = source();
    return source.isPresent() && source.get().family() == family ? source : Optional.empty();
  }

  private AnnounceConfig announcements() {
    boolean strict = election.strict();
    boolean minimal = global.on("vrrp_min_garp");
    long delaySeconds = number("garp_master_delay", "vrrp_garp_master_delay", minimal ? 0 : 5);
    long repeat = number("garp_master_repeat", "vrrp_garp_master_repeat", minimal ? 1 : 5);
    long lowerDelaySeconds =
        strict ? 0 : number("garp_lower_prio_delay", "vrrp_garp_lower_prio_delay", delaySeconds);
    long lowerRepeat =
        strict ? 0 : number("garp_lower_prio_repeat", "vrrp_garp_lower_prio_repeat", repeat);
    List<String> extra = extraInterface();
    boolean extraAll = !extra.isEmpty() && extra.get(0).equals("all");
    String extraSeconds = extra.isEmpty() ? "0" : extra.get(extra.size() - 1);
    return new AnnounceConfig(
        delaySeconds * SECOND_NANOS,
        toInt(repeat),
        number("garp_master_refresh", "vrrp_garp_master_refresh", 0) * SECOND_NANOS,
        toInt(number("garp_master_refresh_repeat", "vrrp_garp_master_refresh_repeat", 1)),
        lowerDelaySeconds * SECOND_NANOS,
        toInt(lowerRepeat),
        Quantities.whole(extraSeconds, 0, Integer.MAX_VALUE).number() * SECOND_NANOS,
        extraAll,
        global.nanos("vrrp_garp_interval"),
        global.nanos("vrrp_gna_interval"));
  }

  private static int toInt(long number) {
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  private long number(String own, String general, long otherwise) {
    return section.number(own, global.number(general, otherwise));
  }

  private List<String> extraInterface() {
    var setting = section.last("garp_extra_if").or(() -> global.last("vrrp_garp_extra_if"));
    return setting.isPresent() && setting.get().value() instanceof Value.Texts(var words)
        ? words
        : List.of();
  }

  /** Without its signature it would be refused by peers that want one, and both would serve. */
  private List<String> held() {
    return hmac.isUnusable() ? List.of("auth_hmac has no key to sign with") : List.of();
  }
}
