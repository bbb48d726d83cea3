package dev.baton.linux.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.KernelError;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.TestNetwork;
import dev.baton.linux.host.Settings;
import dev.baton.linux.host.Sysctl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices and settings in a network namespace, as the kernel then has them. */
class KernelChangesTest {

  private static final long PATIENCE_NANOS = 5_000_000_000L;
  private static final MacAddress MAC = new MacAddress(0x0000_5E00_0133L);
  private static final String FILTER_OF_ALL = "net/ipv4/conf/all/rp_filter";

  private final TestNetwork network = new TestNetwork();
  private final Settings settings = new Settings();
  private RouteClient client;

  @BeforeEach
  void open() {
    client = TestNetwork.in(network.left, RouteClient::open);
  }

  @AfterEach
  void close() {
    client.close();
    network.close();
  }

  private static long deadline() {
    return System.nanoTime() + PATIENCE_NANOS;
  }

  private Optional<Link> link(String name) throws Exception {
    return client.links(deadline()).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private Resource.Device macvlan(String name, MacAddress mac) throws Exception {
    var own = Map.of("ipv4/arp_ignore", "1", "ipv4/rp_filter", "0", "ipv6/disable_ipv6", "1");
    var spec = new DeviceSpec(name, "eth0", new DeviceSpec.Macvlan(mac), 7, 0, own);
    return new Resource.Device(spec, link("eth0").orElseThrow().index());
  }

  private List<RefusedEntry> apply(Operation... operations) {
    return TestNetwork.in(
        network.left,
        () -> new KernelChanges(client, settings).apply(List.of(operations), deadline()));
  }

  private String setting(String path) {
    return TestNetwork.in(network.left, () -> Sysctl.read(path));
  }

  @Test
  void aMacvlanIsMadeAsItShouldBe() throws Exception {
    Resource.Device device = macvlan("vrrp.51", MAC);
    assertEquals(List.of(), apply(new Operation.Set(device)));
    Link made = link("vrrp.51").orElseThrow();
    assertTrue(made.usable());
    assertTrue(device.isMet(made), () -> "" + made);
    assertEquals(7, made.hardware().group());
    assertEquals("1", setting("net/ipv4/conf/vrrp.51/arp_ignore"));
    assertEquals("1", setting("net/ipv6/conf/vrrp.51/disable_ipv6"));
    assertEquals("1", setting("net/ipv6/conf/vrrp.51/addr_gen_mode"));
  }

  @Test
  void oneThatIsThereIsSetUpAllTheSame() throws Exception {
    Resource.Device device = macvlan("vrrp.51", MAC);
    apply(new Operation.Set(device));
    TestNetwork.ip(network.left, "link set vrrp.51 down");
    List<RefusedEntry> refused = apply(new Operation.Set(device));
    assertEquals(KernelError.EEXIST, refused.getFirst().errno());
    assertTrue(link("vrrp.51").orElseThrow().usable());
  }

  @Test
  void refusalsAreThoseOfTheirOperations() throws Exception {
    Resource.Device gone = macvlan("gone", MAC);
    Resource.Device twin = macvlan("twin", MAC);
    Resource.Device lost =
        new Resource.Device(macvlan("lost", new MacAddress(2)).spec(), Integer.MAX_VALUE);
    List<RefusedEntry> refused =
        apply(
            new Operation.Remove(gone),
            new Operation.Set(macvlan("vrrp.51", MAC)),
            new Operation.Set(lost),
            new Operation.Set(new Resource.Setting("net/ipv4/conf/none/arp_ignore", "1", 0)),
            new Operation.Set(twin));
    var seen = new ArrayList<String>();
    refused.forEach(it -> seen.add(it.index() + " " + it.errno()));
    assertEquals(
        List.of("0 " + KernelError.ENODEV, "2 " + KernelError.ENODEV, "3 2", "4 98"), seen);
    assertFalse(link("lost").isPresent());
  }

  @Test
  void hundredsComeAndGoTogether() throws Exception {
    var operations = new ArrayList<Operation>();
    for (int i = 0; i < 300; i++) {
      operations.add(new Operation.Set(macvlan("v" + i, new MacAddress(0x0200_1000_0000L + i))));
    }
    assertEquals(List.of(), apply(operations.toArray(Operation[]::new)));
    int index = link("v299").orElseThrow().index();
    var prefix = new IpPrefix(IpAddress.parse("198.51.100.1").orElseThrow(), 24);
    assertEquals(List.of(), apply(TestChanges.adding(index, prefix)));
    operations.replaceAll(it -> new Operation.Remove(it.resource()));
    TestNetwork.ip(network.left, "link delete v7");
    List<RefusedEntry> refused = apply(operations.toArray(Operation[]::new));
    assertEquals(
        List.of("7 19"), refused.stream().map(it -> it.index() + " " + it.errno()).toList());
    assertTrue(link("eth0").isPresent());
    assertFalse(link("v0").isPresent());
  }

  @Test
  void aSettingComesBackUnlessSomebodyElseHasSetIt() {
    String ignore = "net/ipv4/conf/eth0/arp_ignore";
    var setting = new Resource.Setting(ignore, "1", 0);
    apply(new Operation.Set(setting));
    assertEquals("1", setting(ignore));
    apply(new Operation.Remove(setting));
    assertEquals("0", setting(ignore));
    apply(new Operation.Set(setting));
    TestNetwork.in(network.left, () -> Sysctl.write(ignore, "2"));
    apply(new Operation.Remove(setting));
    assertEquals("2", setting(ignore));
  }

  @Test
  void whatTheFilterOfAllWasSetForStaysInForce() {
    String own = "net/ipv4/conf/eth0/rp_filter";
    String usual = "net/ipv4/conf/default/rp_filter";
    TestNetwork.in(network.left, () -> Sysctl.write(FILTER_OF_ALL, "2"));
    TestNetwork.in(network.left, () -> Sysctl.write(own, "0"));
    TestNetwork.in(network.left, () -> Sysctl.write(usual, "1"));
    var setting = new Resource.Setting(FILTER_OF_ALL, "0", 0);
    apply(new Operation.Set(setting));
    assertEquals("0", setting(FILTER_OF_ALL));
    assertEquals("2", setting(own));
    assertEquals("2", setting(usual));
    apply(new Operation.Remove(setting));
    assertEquals("2", setting(FILTER_OF_ALL));
    assertEquals("0", setting(own));
    assertEquals("1", setting(usual));
  }
}
