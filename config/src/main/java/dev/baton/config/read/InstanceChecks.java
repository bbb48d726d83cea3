package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.VrrpConfig;
import java.util.List;

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

  void check(VrrpConfig vrrp, String device) {
    IpFamily family = vrrp.family();
    sources(family);
    ownerIgnoring(vrrp);
    vrf(device);
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

  private void vrf(String device) {
    var setting = section.last("vrf");
    if (setting.isEmpty()) {
      return;
    }
    if (!device.isEmpty()) {
      error(
          "vrf",
          setting.get(),
          "Cannot specify VRF interface and interface - ignoring",
          "keep one of the two");
    } else if (facts.networkInterface(setting.get().text()).isEmpty()) {
      error(
          "vrf",
          setting.get(),
          "WARNING - VRF interface " + setting.get().text() + " doesn't exist",
          "make it before: `ip link add NAME type vrf table N`");
    }
  }
}
