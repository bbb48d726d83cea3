package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.HostTime;
import dev.baton.core.vrrp.VrrpAuthentication;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said for a master whose process has died, heard by a backup. */
final class ResignationTest {

  private final TestConfig config = new TestConfig();
  private final TestConfig.Instance vi = config.instance("VI_1", 51).priority(150);

  private List<Resignation> resignations(InterfaceAddress... addresses) {
    List<Link> links = List.of(TestHost.link(2, "eth0", true));
    return Resignation.of(config.build().instances(), links, List.of(addresses), HostTime.NONE);
  }

  @Test
  void theBackupWaitsItsSkewOnly() {
    var backup = new TestConfig();
    backup.instance("VI_1", 51).priority(100);
    // The dead one's address is still there, and is not what it was sent from.
    var sent = resignations(TestHost.at("10.0.0.100/24@2"), TestHost.at("10.0.0.2/24@2"));
    assertEquals(1, sent.size());
    assertEquals(2, sent.getFirst().link().index());
    assertEquals(TestConfig.GROUP, sent.getFirst().destination());
    assertEquals(TestConfig.address("10.0.0.2"), source(sent.getFirst().packet()));

    var host = new TestHost(backup.build()).start().hear(vi, 150, "10.0.0.2").pass(0.5).forget();
    host.hear(sent.getFirst().packet()).pass(0.6);
    assertEquals("Backup", host.state("VI_1"));
    assertEquals("Master", host.pass(0.02).state("VI_1"));
  }

  private static IpAddress source(byte[] packet) {
    return IpAddress.of(IpFamily.INET, packet, 12);
  }

  @Test
  void anOwnersComesFromItsOwnAddress() {
    vi.without("10.0.0.100/24").address("10.0.0.1/24").owner();
    var sent = resignations(TestHost.at("10.0.0.1/24@2"));
    assertEquals(TestConfig.address("10.0.0.1"), source(sent.getFirst().packet()));
  }

  /** What it must be numbered is not known any more; a wrong number would be refused. */
  @Test
  void nothingIsSaidBehindAnAuthenticationHeader() {
    vi.authentication = new VrrpAuthentication.Header("secret");
    assertEquals(List.of(), resignations(TestHost.at("10.0.0.2/24@2")));
  }

  @Test
  void withoutALinkOrAnAddressNothingCanBeSaid() {
    assertEquals(List.of(), resignations());
    vi.on("eth9");
    assertEquals(List.of(), resignations(TestHost.at("10.0.0.2/24@2")));
  }
}
