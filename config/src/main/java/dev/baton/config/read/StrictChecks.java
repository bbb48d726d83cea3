package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.tree.Directive;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpVersion;

/** What strict mode takes back or forbids in an instance, because the RFC does not have it. */
final class StrictChecks {

  private static final int DOWN_TIMER_ADVERTS = 3;

  private final Directive.Section section;
  private final Diagnostics diagnostics;

  StrictChecks(Directive.Section section, Diagnostics diagnostics) {
    this.section = section;
    this.diagnostics = diagnostics;
  }

  void check(VrrpConfig vrrp, String device) {
    boolean six = vrrp.family() == IpFamily.INET6;
    boolean two = vrrp.version() == VrrpVersion.V2;
    tellIf(
        two && section.has("accept"),
        "accept",
        "warning - accept mode for VRRP version 2 does not comply with RFC3768 - resetting");
    tellIf(two && six, "version", "cannot use IPv6 with VRRP version 2; setting version 3");
    tellIf(
        six && !vrrp.addresses().isEmpty() && !vrrp.addresses().get(0).isLinkLocal(),
        "virtual_ipaddress",
        "the first IPv6 VIP address must be link local");
    tellIf(
        !device.isEmpty() && !section.sections("unicast_peer").isEmpty(),
        "unicast_peer",
        "strict mode allows unicast peers only on a link without multicast");
    tellIf(
        section.has("no_virtual_ipaddress"),
        "no_virtual_ipaddress",
        "no_virtual_ipaddress is incompatible with strict mode - resetting");
    tellIf(
        vrrp.downTimerAdverts() != DOWN_TIMER_ADVERTS,
        "down_timer_adverts",
        "down_timer_adverts is incompatible with strict mode - resetting");
    tellIf(
        section.has("use_vmac") && section.has("vmac_xmit_base"),
        "vmac_xmit_base",
        "xmit_base is incompatible with strict mode - resetting");
    timersAndAdverts();
  }

  private void timersAndAdverts() {
    tellIf(
        section.nanos("preempt_delay", 0) > 0,
        "preempt_delay",
        "preempt_delay is incompatible with strict mode - resetting");
    tellIf(
        !section.on("lower_prio_no_advert", true),
        "lower_prio_no_advert",
        "Strict mode requires no lower priority advert. resetting");
    tellIf(
        section.on("higher_prio_send_advert", false),
        "higher_prio_send_advert",
        "strict mode requires higher_prio_send_advert to be clear. resetting");
    tellIf(
        section.number("garp_lower_prio_repeat", 0) > 0,
        "garp_lower_prio_repeat",
        "Strict mode requires no repeat garps. resetting");
    tellIf(
        section.number("garp_lower_prio_delay", 0) > 0,
        "garp_lower_prio_delay",
        "Strict mode requires no repeat garp delay. resetting");
  }

  /** Reports a word that strict mode does not go with, where it stands if it stands here. */
  private void tellIf(boolean wrong, String word, String message) {
    if (wrong) {
      diagnostics.add(
          Diagnostic.error("strict", span(word), "(" + section.name() + ") " + message)
              .because("strict_mode or vrrp_strict holds this instance to the letter of the RFC"));
    }
  }

  private SourceSpan span(String word) {
    for (Directive node : section.body()) {
      if (node.keyword().name().equals(word)) {
        return node.span();
      }
    }
    return section.span();
  }
}
