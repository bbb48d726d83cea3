package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.AdvertDestination.Multicast;
import dev.baton.core.vrrp.AdvertDestination.Peer;
import dev.baton.core.vrrp.AdvertDestination.Unicast;
import dev.baton.core.vrrp.AdvertDestination.UnicastChecksum;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where adverts go, as the words of an instance say. */
final class DestinationReaderTest {

  private static AdvertDestination destination(String vip, String words) {
    return destination("", vip, words);
  }

  private static AdvertDestination destination(String before, String vip, String words) {
    String text =
        """
        %s
        vrrp_instance A {
        interface eth0
        virtual_router_id 1
        %s
        virtual_ipaddress { %s }
        }
        """
            .formatted(before, words, vip);
    var sources = new CannedSources().with("k.conf", text);
    var reading =
        ConfigReader.read(
            "k.conf", sources, CannedHost.ofTheVerdicts().facts(), ReadOptions.DEFAULT);
    return reading.configuration().instances().getFirst().destination();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private static String peers(String... lines) {
    return "unicast_peer {\n" + String.join("\n", lines) + "\n}";
  }

  @Test
  void withoutAnythingItIsTheGroupOfTheFamily() {
    assertEquals(new Multicast(address("224.0.0.18")), destination("192.0.2.1", ""));
    assertEquals(new Multicast(address("ff02::12")), destination("fe80::1", ""));
  }

  @Test
  void theChecksumOfUnicastMayBeTheOldOne() {
    for (UnicastChecksum wanted : UnicastChecksum.values()) {
      String line =
          switch (wanted) {
            case AUTOMATIC -> "";
            case OLD -> "old_unicast_checksum\n";
            case NEW -> "old_unicast_checksum never\n";
          };
      var read = (Unicast) destination("192.0.2.1", line + peers("192.0.2.9"));
      assertEquals(wanted, read.checksum());
    }
  }

  @Test
  void anotherGroupIsTaken() {
    assertEquals(
        new Multicast(address("ff02::99")),
        destination("global_defs { vrrp_mcast_group6 ff02::99 }", "fe80::1", ""));
    assertEquals(
        new Multicast(address("224.0.0.99")), destination("192.0.2.1", "mcast_dst_ip 224.0.0.99"));
    assertEquals(
        new Multicast(address("224.0.0.98")),
        destination("global_defs { vrrp_mcast_group4 224.0.0.98 }", "192.0.2.1", ""));
  }

  @Test
  void unicastOfEitherFamilyLeavesWith255() {
    assertEquals(
        new Unicast(List.of(new Peer(address("10.1.0.2"), 0, 255)), 255, false),
        destination("192.0.2.1", peers("10.1.0.2")));
    assertEquals(
        new Unicast(List.of(new Peer(address("fd09::2"), 0, 255)), 255, false),
        destination("fe80::1", peers("fd09::2")));
  }

  @Test
  void peersHaveTheirRanges() {
    assertEquals(
        new Unicast(
            List.of(new Peer(address("10.1.0.2"), 250, 254), new Peer(address("10.1.0.3"), 0, 255)),
            7,
            true),
        destination(
            "192.0.2.1",
            "unicast_ttl 7\n" + peers("10.1.0.2 min_ttl 250 max_ttl 254", "10.1.0.3")));
  }

  @Test
  void onlyPeersCountIfThatIsAskedForAnywhere() {
    var only = new Unicast(List.of(new Peer(address("10.1.0.2"), 0, 255)), 255, true);
    assertEquals(only, destination("192.0.2.1", "check_unicast_src\n" + peers("10.1.0.2")));
    assertEquals(
        only,
        destination("global_defs { vrrp_check_unicast_src }", "192.0.2.1", peers("10.1.0.2")));
  }

  @Test
  void withoutPeersItIsMulticastOrAFault() {
    assertEquals(new Multicast(address("224.0.0.18")), destination("192.0.2.1", peers()));
    assertEquals(
        new Unicast(List.of(), 255, false),
        destination("192.0.2.1", "unicast_fault_no_peer\n" + peers()));
  }

  @Test
  void whatIsWrongIsLeftOut() {
    assertEquals(
        new Unicast(List.of(new Peer(address("10.1.0.2"), 0, 255)), 255, false),
        destination("192.0.2.1", peers("10.1.0.2", "fd09::2", "nonsense", "10.1.0.2")));
  }
}
