package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.model.Command;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model that plain VRRP configurations give. */
final class ConfigReaderTest {

  private static ConfigReader.Reading read(String text) {
    return read(text, CannedHost.ofTheVerdicts());
  }

  private static ConfigReader.Reading read(String text, CannedHost host) {
    var sources = new CannedSources().with("k.conf", text);
    return ConfigReader.read("k.conf", sources, host.facts(), ReadOptions.DEFAULT);
  }

  @Test
  void plainInstance() {
    var reading =
        read(
            """
            vrrp_instance VI_1 {
              state MASTER
              interface eth0
              virtual_router_id 51
              priority 150
              advert_int 2
              authentication {
                auth_type PASS
                auth_pass 1111
              }
              virtual_ipaddress {
                192.0.2.1/24 dev eth1 label eth1:1 brd +
              }
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    assertEquals(0, reading.exitCode());
    InstanceConfig instance = reading.configuration().instances().get(0);
    assertEquals(51, instance.vrrp().vrid());
    assertEquals(150, instance.vrrp().basePriority());
    assertEquals(VrrpVersion.V2, instance.vrrp().version());
    assertEquals(2_000_000_000L, instance.vrrp().advertIntervalNanos());
    assertEquals(new VrrpAuthentication.Password("1111"), instance.vrrp().authentication());
    assertEquals("eth0", instance.interfaceName());
    assertEquals(
        new AdvertDestination.Multicast(IpAddress.ofInt(0xE0000012)), instance.destination());
    var address = instance.addresses().get(0);
    assertEquals(new IpPrefix(IpAddress.parse("192.0.2.1").orElseThrow(), 24), address.prefix());
    assertEquals("eth1", address.device());
    assertEquals("192.0.2.255", address.broadcast().orElseThrow().toString());
    assertEquals(5_000_000_000L, instance.announce().masterDelayNanos());
    assertEquals(List.of(), instance.heldBecause());
  }

  @Test
  void inStrictModeTheOwnerIgnoresAdverts() {
    String text =
        """
        vrrp_instance A {
          interface eth0
          state MASTER
          priority 255
          virtual_router_id 1
          %s
          virtual_ipaddress { 192.0.2.1 }
        }
        """;
    var plain = read(text.formatted("")).configuration().instances().get(0);
    var strict = read(text.formatted("strict_mode")).configuration().instances().get(0);
    assertFalse(plain.vrrp().ownerIgnoreAdverts());
    assertTrue(strict.vrrp().ownerIgnoreAdverts());
  }

  @Test
  void globalDefaultsCountOnlyForWhatFollows() {
    String instance =
        """
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.1 }
        }
        """;
    String global = "global_defs {\n vrrp_version 3\n vrrp_garp_master_repeat 2\n}\n";
    InstanceConfig after = read(global + instance).configuration().instances().get(0);
    InstanceConfig before = read(instance + global).configuration().instances().get(0);
    assertEquals(VrrpVersion.V3, after.vrrp().version());
    assertEquals(2, after.announce().masterRepeat());
    assertEquals(VrrpVersion.V2, before.vrrp().version());
    assertEquals(5, before.announce().masterRepeat());
  }

  @Test
  void scriptsAndWeights() {
    var reading =
        read(
            """
            global_defs {
              enable_script_security
              script_user root
            }
            vrrp_script chk {
              script "/usr/bin/true 'a b' c"
              interval 0.5
              weight -20
              fall 3
            }
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress { 192.0.2.1 }
              track_script { chk }
            }
            """);
    assertEquals(List.of(), reading.diagnostics());
    ScriptConfig script = reading.configuration().scripts().get(0);
    assertEquals(new Command.Direct(List.of("/usr/bin/true", "a b", "c")), script.command().kind());
    assertEquals(500_000_000L, script.intervalNanos());
    assertEquals(500_000_000L, script.timeoutNanos());
    assertEquals(3, script.fall());
    assertEquals(
        List.of(new TrackedObject(TrackerId.script("chk"), new Weight(-20, false))),
        reading.configuration().instances().get(0).trackedObjects());
  }

  /** On Debian, pidof is a link to killall5: links count among the directories only. */
  @Test
  void programThatIsALinkRuns() {
    var host = CannedHost.ofTheVerdicts();
    host.linkedProgram("/usr/bin/pidof", "/usr/bin/pidof", "/usr/sbin/killall5");
    String tracked =
        """
        global_defs {
          enable_script_security
          script_user root
        }
        vrrp_script chk {
          script "%s nginx"
        }
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.1 }
          track_script { chk }
        }
        """;
    assertEquals(List.of(), read(tracked.formatted("/usr/bin/pidof"), host).diagnostics());
    assertEquals(1, read(tracked.formatted("/bin/true"), host).diagnostics().size());
  }

  @Test
  void staticAddressesOfAllBlocksAreRead() {
    var reading =
        read(
            """
            global_defs { default_interface eth1 }
            static_ipaddress {
              192.0.2.5/24 dev eth0 label eth0:st no_track
              192.0.2.256
            }
            track_group TG { group { } }
            static_ipaddress {
              2001:db8::5/64 track_group TG
            }
            """);
    List<AddressSpec> statics = reading.configuration().staticAddresses();
    assertEquals(
        List.of("192.0.2.5/24 eth0 eth0:st false", "2001:db8::5/64 eth1  true"),
        statics.stream()
            .map(it -> it.prefix() + " " + it.device() + " " + it.label() + " " + it.tracked())
            .toList());
    assertEquals(List.of(), reading.configuration().noEffectYet());
  }

  @Test
  void mistakesNameTheirPlaceAndTheMend() {
    var reading = read("vrrp_instance A {\n  interface eth0\n  pirority 100\n}\n");
    Diagnostic unknown =
        reading.diagnostics().stream()
            .filter(diagnostic -> diagnostic.code().equals("unknown-keyword"))
            .findFirst()
            .orElseThrow();
    assertEquals("k.conf:3:3", unknown.span().toString());
    assertEquals("Unknown keyword 'pirority'", unknown.message());
    assertEquals("did you mean `priority`?", unknown.help());
    assertEquals(5, reading.exitCode());
  }

  @Test
  void offIsOff() {
    String instance =
        """
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          skip_check_adv_addr %s
          virtual_ipaddress { 192.0.2.1 }
        }
        """;
    assertEquals(
        List.of(true, false),
        List.of(skips(read(instance.formatted("on"))), skips(read(instance.formatted("off")))));
  }

  private static boolean skips(ConfigReader.Reading reading) {
    return reading.configuration().instances().get(0).vrrp().skipCheckAdvertAddresses();
  }

  @Test
  void strictModeTakesItsLibertiesBack() {
    var reading =
        read(
            """
            vrrp_instance A {
              strict_mode on
              interface eth0
              virtual_router_id 1
              lower_prio_no_advert off
              garp_lower_prio_repeat 3
              preempt_delay 5
              virtual_ipaddress { 192.0.2.1 }
            }
            """);
    InstanceConfig instance = reading.configuration().instances().get(0);
    assertTrue(instance.vrrp().lowerPriorityNoAdvert());
    assertEquals(0, instance.announce().lowerPriorityRepeat());
    assertEquals(0, instance.vrrp().preemptDelayNanos());
    assertEquals(3, reading.diagnostics().size());
  }

  @Test
  void aPasswordIsCutToEightBytes() {
    var reading =
        read(
            """
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              authentication {
                auth_type PASS
                auth_pass 123456789
              }
              virtual_ipaddress { 192.0.2.1 }
            }
            """);
    assertEquals(
        new VrrpAuthentication.Password("12345678"),
        reading.configuration().instances().get(0).vrrp().authentication());
    assertEquals(5, reading.exitCode());
  }

  /** Who begins as master has not heard how far the others have counted. */
  @Test
  void anAuthenticationHeaderIsKeyedAndClearsMaster() {
    for (int priority : new int[] {150, 255}) {
      var vrrp =
          read("""
                  vrrp_instance A {
                    interface eth0
                    virtual_router_id 1
                    state MASTER
                    priority %d
                    authentication {
                      auth_type AH
                      auth_pass secret
                    }
                    virtual_ipaddress { 192.0.2.1 }
                  }
                  """
                  .formatted(priority))
              .configuration()
              .instances()
              .get(0);
      assertEquals(new VrrpAuthentication.Header("secret"), vrrp.vrrp().authentication());
      assertEquals(priority == 255, vrrp.vrrp().wantsMaster());
      assertEquals(List.of(), vrrp.heldBecause());
    }
  }

  @Test
  void fatalMistakesEndTheStart() {
    String instance =
        """
        vrrp_instance A {
          interface nosuch0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.1 }
        }
        """;
    String tolerant = "global_defs { dynamic_interfaces }\n";
    assertEquals(1, read(instance).fatal().size());
    assertEquals(0, read(tolerant + instance).fatal().size());
  }
}
