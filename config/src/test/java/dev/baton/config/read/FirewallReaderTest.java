package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.kernel.FilterEntry.LinkMatch;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.model.InstanceConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an instance answers at its addresses, and what keeps it from it. */
final class FirewallReaderTest {

  private static ConfigReader.Reading read(String global, String words) {
    String text =
        """
        global_defs {
          %s
        }
        vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          %s
          virtual_ipaddress {
            192.0.2.1/24
          }
        }
        """
            .formatted(global.replace("|", "\n  "), words.replace("|", "\n  "));
    var sources = new CannedSources().with("k.conf", text);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
  }

  private static InstanceConfig instance(String global, String words) {
    return read(global, words).configuration().instances().getFirst();
  }

  /** As keepalived 2.2.7 shows it in its dump. */
  @ParameterizedTest
  @CsvSource({
    "'', '', true, true",
    "'', accept, true, true",
    "'', no_accept, false, false",
    "'', accept|no_accept, false, false",
    "'', no_accept|accept, true, true",
    "vrrp_strict, '', false, false",
    "vrrp_strict, accept, false, false",
    "vrrp_strict, version 3|accept, true, true",
    "vrrp_strict, version 3, false, false",
    "vrrp_strict, strict_mode off, true, true",
    "'', strict_mode on, false, false",
    "vrrp_strict, state MASTER|priority 255, false, true",
    "'', no_accept|state MASTER|priority 255, false, true",
  })
  void whetherItAccepts(String global, String words, boolean accepts, boolean answers) {
    InstanceConfig instance = instance(global, words);
    assertEquals(accepts, instance.drops().isEmpty(), "what a dump shows");
    assertEquals(answers, instance.dropped().isEmpty(), "what is done");
  }

  @Test
  void anInterfaceThatMayGoIsToldByItsName() {
    assertEquals(Optional.of(LinkMatch.INDEX), instance("", "no_accept").drops());
    String untracked = "no_accept|dont_track_primary";
    assertEquals(Optional.of(LinkMatch.NAME), instance("", untracked).drops());
    assertEquals(Optional.of(LinkMatch.INDEX), instance("nftables_ifindex", untracked).drops());
  }

  private static Firewall firewall(String global) {
    return read(global, "no_accept").configuration().router().firewall();
  }

  @Test
  void whatFilters() {
    assertEquals(new Firewall.Nftables("keepalived", -1, false, false), firewall(""));
    assertEquals(new Firewall.Nftables("keepalived", -1, false, true), firewall("nftables"));
    assertEquals(
        new Firewall.Nftables("mine", -300, true, true),
        firewall("nftables mine|nftables_priority -300|nftables_counters"));
  }

  @Test
  void iptablesAreNotUsed() {
    var reading = read("vrrp_iptables", "no_accept");
    assertTrue(
        reading
            .configuration()
            .noEffectYet()
            .contains("keyword vrrp_iptables at line 2 has no effect yet"),
        reading.configuration().noEffectYet()::toString);
    assertEquals(
        new Firewall.Nftables("keepalived", -1, false, false),
        reading.configuration().router().firewall());
    assertEquals(List.of(), read("vrrp_strict", "no_accept").configuration().noEffectYet());
  }
}
