package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Instances on devices of their own (use_vmac): these are made, lost, found, and removed. */
final class VirtualLinksTest {

  private static final int EOPNOTSUPP = 95;
  private static final MacAddress MAC = MacAddress.ofVirtualRouter(IpFamily.INET, 51);

  /** The settings around a device on eth0, and the device. */
  private static final String MADE =
      "add [net/ipv4/conf/eth0/arp_ignore @2, net/ipv4/conf/eth0/arp_filter @2,"
          + " net/ipv4/conf/all/rp_filter @0, vrrp.51 on@2]";

  private final TestConfig config = new TestConfig();

  private static TestConfig.Instance vmac(TestConfig config) {
    return config.instance("VI_1", 51).macvlan("", false);
  }

  private static List<String> done(TestHost host) {
    return host.words().stream()
        .filter(word -> word.matches("(add|delete|open|close|BACKUP|MASTER|FAULT|STOP|advert) .*"))
        .toList();
  }

  private static long movedReports(TestHost host) {
    return host.addresses.stream().filter(it -> it.startsWith("MovedReports")).count();
  }

  private static TestHost reload(TestHost host, TestConfig next) {
    return host.on(new NodeEvent.Reconfigured(next.build()));
  }

  @Test
  void anInstanceServesOnItsDeviceAndLeavesNothing() {
    vmac(config);
    var host = new TestHost(config.build()).start().pass(0.1);
    String reports = "MovedReports[family=IPv4, deviceIndex=101, parentIndex=2]";
    assertEquals(
        List.of(MADE, "open vrrp.51[51]", "add [" + reports + "]", "BACKUP VI_1 100: started"),
        done(host));
    host.pass(4);
    assertTrue(host.addresses.contains("10.0.0.100/24@101"), () -> "" + host.addresses);
    assertEquals("10.0.0.1", host.snapshot("VI_1").source().toString());
    host.forget().on(new NodeEvent.Stop());
    assertEquals(Set.of("10.0.0.1/24@2"), host.addresses);
    assertFalse(host.exists("vrrp.51"));
    assertEquals("advert 51 priority 0", done(host).getFirst());
  }

  @Test
  void itStaysOutOfTheElectionUntilTheDeviceIsThere() {
    vmac(config);
    var host = new TestHost(config.build());
    host.workerWorks = false;
    host.start().pass(10);
    assertEquals("Init", host.state("VI_1"));
    assertEquals(List.of(MADE), done(host));
    host.work().pass(0.1);
    assertEquals("Backup", host.state("VI_1"));
  }

  @Test
  void soItDoesForTheDeviceOfAnAddress() {
    vmac(config).macvlansOfAddresses().address("10.7.0.100/24", "eth1", true);
    var host = new TestHost(config.build()).link(3, "eth1");
    host.workerWorks = false;
    host.start().pass(10);
    assertEquals("Init", host.state("VI_1"));
    host.workerWorks = true;
    host.work().pass(0.1);
    assertEquals("Backup", host.state("VI_1"));
    assertFalse(host.words().toString().contains("FAULT"), () -> "" + host.words());
    host.pass(4);
    assertTrue(host.addresses.contains("10.7.0.100/24@102"), () -> "" + host.addresses);
    // Up to now it was awaited; from now on it is a fault when it is down.
    host.up("eth1", false).up("vrrp1.51", false);
    assertEquals("Fault", host.state("VI_1"));
  }

  @Test
  void aKernelWithoutMacvlansIsAFaultOfThatName() {
    vmac(config);
    var host = new TestHost(config.build());
    host.refusals.put("vrrp.51 on@2", EOPNOTSUPP);
    host.start().pass(0.1);
    assertEquals("Fault", host.state("VI_1"));
    assertEquals(List.of("interface vrrp.51 could not be made"), host.snapshot("VI_1").faults());
    assertTrue(
        host.words().contains("cannot set the macvlan vrrp.51 on eth0: Operation not supported"));
  }

  @Test
  void advertsMayLeaveByTheInterfaceBelow() {
    config.instance("VI_1", 51).macvlan("vm", true);
    var host = new TestHost(config.build()).start().pass(4);
    assertEquals("eth0", host.sockets().getFirst().transport().interfaceName());
    assertTrue(host.addresses.contains("10.0.0.100/24@101"), () -> "" + host.addresses);
  }

  @Test
  void aDeviceThatSomebodyDeletesIsMadeAgain() {
    vmac(config);
    var host = new TestHost(config.build()).start().pass(4).forget();
    host.workerWorks = false;
    host.gone("vrrp.51");
    assertEquals("Fault", host.state("VI_1"));
    host.work();
    host.workerWorks = true;
    assertTrue(host.exists("vrrp.51"));
    assertEquals("Backup", host.state("VI_1"));
    host.pass(4);
    assertTrue(host.addresses.contains("10.0.0.100/24@102"), () -> "" + host.addresses);
  }

  @Test
  void itComesBackWithTheInterfaceBelow() {
    vmac(config);
    var host = new TestHost(config.build()).start().pass(4);
    host.workerWorks = false;
    // The kernel deletes what stands on an interface before the interface.
    host.gone("vrrp.51").gone("eth0").work();
    host.workerWorks = true;
    assertEquals("Fault", host.state("VI_1"));
    assertFalse(host.exists("vrrp.51"));
    host.change(TestHost.link(7, "eth0", true)).assign("10.0.0.1/24@7");
    assertTrue(host.exists("vrrp.51"));
    host.pass(4);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void aMasterStaysUntilTheDeviceIsDown() {
    vmac(config);
    var host = new TestHost(config.build()).start().pass(4).forget();
    host.up("eth0", false);
    assertEquals("Fault", host.state("VI_1"));
    host.up("eth0", true).pass(4);
    assertEquals("Master", host.state("VI_1"));
  }

  @Test
  void whatAnEarlierRunLeftIsTakenOver() {
    vmac(config);
    var host = new TestHost(config.build()).macvlan(50, "left", "eth0", MAC).start().pass(0.1);
    var words = host.words();
    assertTrue(words.contains("(VI_1) Found matching interface left"), () -> "" + words);
    assertFalse(host.exists("vrrp.51"));
    host.pass(4);
    assertTrue(host.addresses.contains("10.0.0.100/24@50"), () -> "" + host.addresses);
    host.on(new NodeEvent.Stop());
    assertFalse(host.exists("left"));
  }

  @Test
  void aNameThatIsTakenIsLeftToItsOwner() {
    vmac(config);
    var host = new TestHost(config.build()).link(9, "vrrp.51").start().pass(4);
    assertTrue(host.exists("vrrp1.51"));
    host.on(new NodeEvent.Stop());
    assertTrue(host.exists("vrrp.51"));
  }

  @Test
  void anotherMacvlanOfTheGivenNameGoes() {
    config.instance("VI_1", 51).macvlan("vm", false);
    var host = new TestHost(config.build()).macvlan(50, "vm", "eth0", new MacAddress(5));
    host.start().pass(4);
    assertEquals("Master", host.state("VI_1"));
    assertTrue(host.addresses.contains("10.0.0.100/24@101"), () -> "" + host.addresses);
  }

  @Test
  void aReloadAddsAndRemovesADevice() {
    config.instance("VI_1", 51);
    var host = new TestHost(config.build()).start().pass(4).forget();
    var other = new TestConfig();
    vmac(other);
    reload(host, other).pass(0.1);
    assertEquals(Set.of("10.0.0.1/24@2"), addressesOf(host));
    assertEquals("Backup", host.state("VI_1"));
    host.pass(4);
    assertEquals(Set.of("10.0.0.1/24@2", "10.0.0.100/24@101"), addressesOf(host));
    assertEquals(1, movedReports(host));
    reload(host, config);
    assertFalse(host.exists("vrrp.51"));
    host.pass(4);
    assertEquals(Set.of("10.0.0.1/24@2", "10.0.0.100/24@2"), host.addresses);
    assertEquals(0, movedReports(host));
  }

  @Test
  void aMasterWhoseDeviceGetsAnotherNameStaysMaster() {
    vmac(config);
    var host = new TestHost(config.build()).start().pass(4).forget();
    var other = new TestConfig();
    other.instance("VI_1", 51).macvlan("vm", false);
    reload(host, other).pass(0.1);
    assertEquals("Master", host.state("VI_1"));
    assertFalse(host.exists("vrrp.51"));
    assertEquals(Set.of("10.0.0.1/24@2", "10.0.0.100/24@102"), addressesOf(host));
    var words = host.words();
    assertTrue(words.contains("frames 1@102"), () -> "" + words);
    assertFalse(words.contains("advert 51 priority 0"), () -> "" + words);
  }

  @Test
  void aDeviceThatIsRenamedIsMadeAgain() {
    vmac(config);
    var host = new TestHost(config.build()).start().pass(4);
    host.rename("vrrp.51", "other").pass(4);
    assertTrue(host.exists("vrrp.51"));
    assertFalse(host.exists("other"));
    assertEquals("Master", host.state("VI_1"));
    assertEquals(1, movedReports(host));
  }

  @Test
  void switchesAreRemindedOfAVirtualMacAlone() {
    vmac(config).extraNanos = 10 * TestConfig.SECOND;
    var plain = config.bare("VI_2", 52).address("10.0.0.200/24");
    plain.extraNanos = 10 * TestConfig.SECOND;
    var host = new TestHost(config.build()).start().pass(4).forget().pass(11);
    var words = host.words();
    assertTrue(words.contains("frames 1@101"), () -> "" + words);
    assertFalse(words.contains("frames 1@2"), () -> "" + words);
  }

  private static Set<String> addressesOf(TestHost host) {
    var bare = new HashSet<>(host.addresses);
    bare.removeIf(text -> text.contains("/conf/") || text.startsWith("MovedReports"));
    return bare;
  }
}
