package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.model.VirtualMac.Ipvlan;
import dev.baton.core.model.VirtualMac.Ipvlan.Mode;
import dev.baton.core.model.VirtualMac.Macvlan;
import dev.baton.core.net.IpPrefix;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What use_vmac, use_ipvlan and the words beside them become. */
final class VirtualMacReaderTest {

  private static Configuration read(String text) {
    var sources = new CannedSources().with("k.conf", text);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT).configuration();
  }

  private static String instance(String name, int vrid, String lines) {
    return "vrrp_instance "
        + name
        + " {\n interface eth0\n virtual_router_id "
        + vrid
        + "\n"
        + lines
        + "\n}\n";
  }

  private static VirtualMac four(String lines) {
    String addresses = "virtual_ipaddress {\n 192.0.2.1/24\n}\n";
    return read(instance("A", 51, addresses + lines)).instances().getFirst().virtualMac();
  }

  private static Macvlan macvlan(String lines) {
    return assertInstanceOf(Macvlan.class, four(lines).device().orElseThrow());
  }

  private static Ipvlan ipvlan(String lines) {
    return assertInstanceOf(Ipvlan.class, four(lines).device().orElseThrow());
  }

  @Test
  void withoutAWordNothingIsMade() {
    assertEquals(VirtualMac.NONE, four(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          use_vmac                                       |       | 00:00:5e:00:01:33 | false | -1
          use_vmac vip0                                  | vip0  | 00:00:5e:00:01:33 | false | -1
          use_vmac name group                            | group | 00:00:5e:00:01:33 | false | -1
          use_vmac 02:00:00:00:00:1 vip0                 | vip0  | 02:00:00:00:00:01 | false | -1
          use_vmac 02:00:00:00:0a                        |       | 02:00:00:00:0a:33 | false | -1
          use_vmac netlink_notify_msg vip0 group 7       | vip0  | 00:00:5e:00:01:33 | true  | 7
          use_vmac 01:00:5e:00:00:01 vip0                | vip0  | 00:00:5e:00:01:33 | false | -1
          use_vmac vip0 vip1                             | vip0  | 00:00:5e:00:01:33 | false | -1
          use_vmac a_name_that_is_too_long               |       | 00:00:5e:00:01:33 | false | -1
          use_vmac eth0                                  |       | 00:00:5e:00:01:33 | false | -1
          use_vmac vip0 group nosuch                     | vip0  | 00:00:5e:00:01:33 | false | -1
          use_vmac vip0\\nuse_vmac vip1 02:00:00:00:00:01 | vip0  | 02:00:00:00:00:01 | false | -1
          """)
  void aMacvlan(String lines, String name, String address, boolean notify, long group) {
    Macvlan made = macvlan(lines.replace("\\n", "\n"));
    assertEquals(name == null ? "" : name, made.name());
    assertEquals(address, made.address().toString());
    assertEquals(notify, made.netlinkNotify());
    assertEquals(group < 0 ? OptionalLong.empty() : OptionalLong.of(group), made.group());
  }

  @Test
  void anIpv6InstanceHasTheOtherAddress() {
    String lines = "virtual_ipaddress {\n fe80::1/64\n}\nuse_vmac";
    var made = read(instance("A", 255, lines)).instances().getFirst().virtualMac();
    var macvlan = assertInstanceOf(Macvlan.class, made.device().orElseThrow());
    assertEquals("00:00:5e:00:02:ff", macvlan.address().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          use_ipvlan                        |      |               | BRIDGE  | -1
          use_ipvlan ipv0 192.0.2.9/24 vepa | ipv0 | 192.0.2.9/24  | VEPA    | -1
          use_ipvlan private 192.0.2.9      |      | 192.0.2.9/32  | PRIVATE | -1
          use_ipvlan private vepa group 3   |      |               | PRIVATE | 3
          use_ipvlan 10.1.0.5 10.1.0.6      |      | 10.1.0.5/32   | BRIDGE  | -1
          """)
  void anIpvlan(String lines, String name, String address, Mode mode, long group) {
    Ipvlan made = ipvlan(lines);
    assertEquals(name == null ? "" : name, made.name());
    assertEquals(Optional.ofNullable(address).flatMap(IpPrefix::parse), made.address());
    assertEquals(mode, made.mode());
    assertEquals(group < 0 ? OptionalLong.empty() : OptionalLong.of(group), made.group());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          use_vmac                                                               | true  | false
          use_vmac\\nvmac_xmit_base                                               | true  | true
          vmac_xmit_base                                                         | false | false
          use_ipvlan 192.0.2.9\\nvmac_xmit_base                                   | true  | false
          use_vmac\\nunicast_src_ip 192.0.2.3\\nunicast_peer {\\n192.0.2.4\\n}       | true  | true
          use_vmac\\nvmac_xmit_base\\nstrict_mode                                  | true  | false
          """)
  void advertsLeaveFromTheDeviceOrFromTheOneBelow(String lines, boolean made, boolean onBase) {
    VirtualMac read = four(lines.replace("\\n", "\n"));
    assertEquals(made, read.device().isPresent());
    assertEquals(onBase, read.transmitOnBase());
  }

  @Test
  void prefixesCountWhereverTheyStandAndTheFirstOfEach() {
    String text =
        instance("A", 51, "virtual_ipaddress {\n 192.0.2.1/24\n}\nuse_vmac")
            + "global_defs {\n vmac_prefix v\n vmac_addr_prefix a\n vmac_prefix w\n}\n";
    var made = read(text).instances().getFirst().virtualMac();
    assertEquals("v", made.namePrefix());
    assertEquals("a", made.addressNamePrefix());
  }

  @Test
  void addressesAskForThemselvesOrTheInstanceForAll() {
    String lines = "virtual_ipaddress {\n 192.0.2.1/24 use_vmac\n 192.0.2.2/24\n}\nuse_vmac_addr";
    var instance = read(instance("A", 51, lines)).instances().getFirst();
    assertEquals(true, instance.virtualMac().ofAddresses());
    assertEquals(
        java.util.List.of(true, false),
        instance.addresses().stream().map(address -> address.ownMacvlan()).toList());
  }

  @Test
  void aNameBelongsToTheInstanceThatTakesItFirst() {
    String text =
        instance("A", 51, "virtual_ipaddress {\n 192.0.2.1/24\n}\nuse_vmac vip0")
            + instance("B", 52, "virtual_ipaddress {\n 192.0.2.2/24\n}\nuse_vmac vip0");
    assertEquals(
        java.util.List.of("vip0", ""),
        read(text).instances().stream()
            .map(instance -> instance.virtualMac().device().orElseThrow().name())
            .toList());
  }
}
