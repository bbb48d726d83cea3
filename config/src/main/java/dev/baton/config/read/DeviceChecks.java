package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.ServerHeads;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the interfaces that an instance wants made for itself: use_vmac, use_ipvlan, vrf. */
final class DeviceChecks {

  private static final long GROUP_MAX = 0xFFFF_FFFFL;

  private final Directive.Section section;
  private final HostFacts facts;
  private final Diagnostics diagnostics;

  DeviceChecks(Directive.Section section, HostFacts facts, Diagnostics diagnostics) {
    this.section = section;
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  void check(IpFamily family, String device) {
    boolean vmac = section.has("use_vmac");
    var ipvlan = section.last("use_ipvlan");
    for (Directive node : section.body()) {
      if (node instanceof Directive.Setting setting) {
        switch (setting.keyword().name()) {
          case "use_vmac" -> made(setting, "macvlan");
          case "use_ipvlan" -> made(setting, "ipvlan");
          default -> {}
        }
      }
    }
    if (!vmac) {
      tellAt(
          "vmac",
          "vmac_xmit_base",
          "vmac_xmit_base is only valid with a vmac",
          "delete the line, or write `use_vmac`");
    }
    if (vmac || ipvlan.isPresent()) {
      tellAt(
          "vmac",
          "promote_secondaries",
          "promote_secondaries is set for this interface anyway",
          "delete the line");
      unicast(vmac, device);
    }
    if (ipvlan.isPresent() && family == IpFamily.INET && !hasAddress(ipvlan.get(), family)) {
      tell(
          "ipvlan",
          ipvlan.get().argumentSpan(),
          "IPv4 ipvlan requires a source ip address to be configured. setting instance to fault"
              + " state",
          "write the address after `use_ipvlan`, or `unicast_src_ip`");
    }
    vrf(device);
  }

  private void unicast(boolean vmac, String device) {
    if (section.sections("unicast_peer").isEmpty()) {
      return;
    }
    String word = vmac ? "use_vmac" : "use_ipvlan";
    if (device.isEmpty()) {
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

  /** The words of an interface to be made: one name, which is free, one mode, a known group. */
  private void made(Directive.Setting setting, String kind) {
    List<Word> words = setting.words();
    boolean mode = false;
    for (int i = 1; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.text().equals("group")) {
        i++;
        group(kind, word, i < words.size() ? words.get(i).text() : "");
      } else if (isMode(word.text())) {
        if (mode && kind.equals("ipvlan")) {
          tell(
              "ipvlan",
              word.span(),
              "ipvlan type already specified - ignoring '" + word.text() + "'",
              "keep one of the types");
        }
        mode = true;
      }
    }
    names(setting).forEach(name -> taken(name, kind));
  }

  private static boolean isMode(String word) {
    return word.equals("bridge") || word.equals("private") || word.equals("vepa");
  }

  /** The words of use_vmac or use_ipvlan that name an interface. */
  static List<Word> names(Directive.Setting setting) {
    var names = new ArrayList<Word>();
    List<Word> words = setting.words();
    for (int i = 1; i < words.size(); i++) {
      String text = words.get(i).text();
      if (text.equals("group")) {
        i++;
      } else if (!isMode(text)
          && !text.equals("name")
          && !text.equals("netlink_notify_msg")
          && text.indexOf(':') < 0
          && ServerHeads.address(text).isEmpty()) {
        names.add(words.get(i));
      }
    }
    return names;
  }

  private void group(String kind, Word word, String group) {
    boolean number = Quantities.whole(group, 0, GROUP_MAX).good() && !group.isEmpty();
    if (!number && facts.routingNumber(RoutingName.GROUP, group).isEmpty()) {
      tell(
          code(kind),
          word.span(),
          "interface group '" + group + "' not found - ignoring",
          "write a number, or a name from /etc/iproute2/group");
    }
  }

  /** An interface that is there already must be one that keepalived could have left there. */
  private void taken(Word name, String kind) {
    var there = facts.networkInterface(name.text());
    if (there.isPresent() && !there.get().kind().equals(kind)) {
      String wanted = kind.equals("macvlan") ? "a private macvlan" : "an l2 ipvlan";
      tell(
          code(kind),
          name.span(),
          "interface " + name.text() + " already exists and is not " + wanted + "; ignoring it",
          "write another name");
    }
  }

  private static boolean hasAddress(Directive.Setting setting, IpFamily family) {
    for (Word word : setting.words()) {
      String text = word.text();
      Optional<IpAddress> address =
          text.indexOf('/') < 0
              ? IpAddress.parse(text)
              : IpPrefix.parse(text).map(IpPrefix::address);
      if (address.isPresent() && address.get().family() == family) {
        return true;
      }
    }
    return false;
  }

  private void vrf(String device) {
    var setting = section.last("vrf");
    if (setting.isEmpty()) {
      return;
    }
    if (!device.isEmpty()) {
      tell(
          "vrf",
          setting.get().argumentSpan(),
          "Cannot specify VRF interface and interface - ignoring",
          "keep one of the two");
    } else if (facts.networkInterface(setting.get().text()).isEmpty()) {
      tell(
          "vrf",
          setting.get().argumentSpan(),
          "WARNING - VRF interface " + setting.get().text() + " doesn't exist",
          "create it first: `ip link add NAME type vrf table N`");
    }
  }

  private static String code(String kind) {
    return kind.equals("macvlan") ? "vmac" : "ipvlan";
  }

  private void tellAt(String code, String word, String message, String help) {
    section.last(word).ifPresent(setting -> tell(code, setting.span(), message, help));
  }

  private void tell(String code, SourceSpan span, String message, String help) {
    diagnostics.error(code, span, "(" + section.name() + ") " + message, help);
  }
}
