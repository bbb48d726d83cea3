package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.model.VirtualMac.Ipvlan.Mode;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the interfaces that an instance wants made for itself: use_vmac, use_ipvlan. */
final class VirtualMacReader {

  private static final long GROUP_MAX = 0xFFFF_FFFFL;

  /** A use_ipvlan without an argument. */
  private static final Value.Ipvlan BARE =
      new Value.Ipvlan(Optional.empty(), Optional.empty(), List.of(), List.of());

  private final Directive.Section section;
  private final GlobalScope global;
  private final HostFacts facts;
  private final Diagnostics diagnostics;

  VirtualMacReader(Directive.Section section, BlockScope scope) {
    this.section = section;
    this.global = scope.global().whole();
    this.facts = scope.facts();
    this.diagnostics = scope.diagnostics();
  }

  /**
   * What the instance makes.
   *
   * @param device its interface; empty for none
   * @param strict strict mode takes back what the RFC does not have
   */
  VirtualMac read(IpFamily family, String device, boolean strict) {
    var macvlan = macvlan(family);
    var ipvlan = ipvlan();
    boolean made = macvlan.isPresent() || ipvlan.isPresent();
    boolean onBase = section.has("vmac_xmit_base") && !strict;
    if (macvlan.isEmpty()) {
      tellAt(
          "vmac",
          "vmac_xmit_base",
          "vmac_xmit_base is only valid with a vmac",
          "delete the line, or write `use_vmac`");
    }
    if (made) {
      tellAt(
          "vmac",
          "promote_secondaries",
          "promote_secondaries is set for this interface anyway",
          "delete the line");
    }
    if (made && !section.sections("unicast_peer").isEmpty()) {
      made = !device.isEmpty();
      unicast(macvlan.isPresent(), made);
      onBase = true;
    }
    if (ipvlan.isPresent() && family == IpFamily.INET) {
      wantAddress(ipvlan.get());
    }
    Optional<VirtualMac.Device> wanted = macvlan.isPresent() ? macvlan : ipvlan;
    return new VirtualMac(
        made ? wanted : Optional.empty(),
        section.has("use_vmac_addr"),
        onBase && made && macvlan.isPresent(),
        global.text("vmac_prefix", VirtualMac.NAME_PREFIX),
        global.text("vmac_addr_prefix", VirtualMac.NAME_PREFIX));
  }

  /** The lines add up: of names and of addresses the first counts, of groups the last. */
  private Optional<VirtualMac.Device> macvlan(IpFamily family) {
    String name = "";
    Optional<MacAddress> address = Optional.empty();
    boolean netlinkNotify = false;
    OptionalLong group = OptionalLong.empty();
    for (Directive node : section.body()) {
      if (node instanceof Directive.Setting setting
          && setting.value() instanceof Value.Macvlan words) {
        group = lastGroup("vmac", words.groups(), group);
        String own = name("vmac", words, "macvlan", "a private macvlan");
        name = name.isEmpty() ? own : name;
        address = address.or(() -> words.address().map(this::completed));
        netlinkNotify |= words.netlinkNotify();
      }
    }
    if (!section.has("use_vmac")) {
      return Optional.empty();
    }
    MacAddress otherwise = MacAddress.ofVirtualRouter(family, vrid());
    return Optional.of(
        new VirtualMac.Macvlan(name, address.orElse(otherwise), netlinkNotify, group));
  }

  private MacAddress completed(Value.HardwareAddress address) {
    return new MacAddress(
        address.vridFollows() ? address.octets() << 8 | vrid() : address.octets());
  }

  private int vrid() {
    return (int) section.number("virtual_router_id", 0);
  }

  private Optional<VirtualMac.Device> ipvlan() {
    var setting = section.last("use_ipvlan");
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    Value.Ipvlan words = setting.get().value() instanceof Value.Ipvlan given ? given : BARE;
    OptionalLong group = lastGroup("ipvlan", words.groups(), OptionalLong.empty());
    for (Value.ModeWord surplus : words.modes().stream().skip(1).toList()) {
      tell(
          "ipvlan",
          surplus.word().span(),
          "ipvlan type already specified - ignoring '" + surplus.word().text() + "'",
          "keep one of the types");
    }
    Mode mode = words.modes().isEmpty() ? Mode.BRIDGE : words.modes().get(0).mode();
    String name = name("ipvlan", words, "ipvlan", "an l2 ipvlan");
    return Optional.of(new VirtualMac.Ipvlan(name, words.address(), mode, group));
  }

  private void wantAddress(VirtualMac.Device device) {
    boolean right =
        device instanceof VirtualMac.Ipvlan ipvlan
            && ipvlan.address().isPresent()
            && ipvlan.address().get().address().family() == IpFamily.INET;
    if (!right) {
      tell(
          "ipvlan",
          section.last("use_ipvlan").orElseThrow().argumentSpan(),
          "IPv4 ipvlan requires a source ip address to be configured. setting instance to fault"
              + " state",
          "write the address after `use_ipvlan`, or `unicast_src_ip`");
    }
  }

  private void unicast(boolean vmac, boolean hasInterface) {
    String word = vmac ? "use_vmac" : "use_ipvlan";
    if (!hasInterface) {
      tellAt(
          vmac ? "vmac" : "ipvlan",
          word,
          "Cannot use VMAC/ipvlan with unicast and no interface - clearing " + word,
          "write `interface NAME`");
    } else if (vmac && !section.has("vmac_xmit_base")) {
      tellAt(
          "vmac",
          word,
          "unicast with use_vmac requires vmac_xmit_base - setting",
          "write `vmac_xmit_base` as well");
    }
  }

  /** The last of them that there is, else that. */
  private OptionalLong lastGroup(
      String code, List<Value.DeviceGroup> groups, OptionalLong otherwise) {
    OptionalLong last = otherwise;
    for (Value.DeviceGroup named : groups) {
      OptionalLong number = group(code, named);
      last = number.isPresent() ? number : last;
    }
    return last;
  }

  private OptionalLong group(String code, Value.DeviceGroup group) {
    var number = Quantities.whole(group.name(), 0, GROUP_MAX);
    if (number.good() && !group.name().isEmpty()) {
      return OptionalLong.of(number.number());
    }
    var known = facts.routingNumber(RoutingName.GROUP, group.name());
    if (known.isPresent()) {
      return OptionalLong.of(known.getAsInt());
    }
    tell(
        code,
        group.keyword().span(),
        "interface group '" + group.name() + "' not found - ignoring",
        "write a number, or a name out of /etc/iproute2/group");
    return OptionalLong.empty();
  }

  /** An interface that is there already must be one that keepalived could have left there. */
  private String name(String code, Value words, String kind, String wanted) {
    Optional<Word> name = name(words);
    if (name.isEmpty()) {
      return "";
    }
    String text = name.get().text();
    var there = facts.networkInterface(text);
    if (there.isPresent() && !there.get().kind().equals(kind)) {
      tell(
          code,
          name.get().span(),
          "interface " + text + " already exists and is not " + wanted + "; ignoring it",
          "write another name");
      return "";
    }
    return text;
  }

  /** The words that name what it would make, and where they stand. */
  static Optional<Word> name(Value value) {
    return switch (value) {
      case Value.Macvlan macvlan -> macvlan.name();
      case Value.Ipvlan ipvlan -> ipvlan.name();
      default -> Optional.empty();
    };
  }

  private void tellAt(String code, String word, String message, String help) {
    section.last(word).ifPresent(setting -> tell(code, setting.span(), message, help));
  }

  private void tell(String code, SourceSpan span, String message, String help) {
    diagnostics.error(code, span, "(" + section.name() + ") " + message, help);
  }
}
