package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.HIGHER_ADDRESS;
import static dev.baton.core.vrrp.Given.LOCAL;
import static dev.baton.core.vrrp.Given.LOWER_ADDRESS;
import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.SECOND;
import static dev.baton.core.vrrp.Given.ip;
import static dev.baton.core.vrrp.Sender.advert;
import static dev.baton.core.vrrp.Sender.changed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.Complaints.Kind;
import dev.baton.core.vrrp.Verdict.Accepted;
import dev.baton.core.vrrp.Verdict.Discarded;
import dev.baton.core.vrrp.VrrpState.Answers;
import dev.baton.core.vrrp.VrrpState.Backup;
import dev.baton.core.vrrp.VrrpState.Fault;
import dev.baton.core.vrrp.VrrpState.Init;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import dev.baton.core.vrrp.VrrpState.Stopped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What counts as an advert; what does not is counted each time and told of once. */
final class VrrpReceiverTest {

  private static final Master MASTER =
      new Master(100, SECOND, 0, 0, IpAddress.ANY4, Rival.NONE, Answers.NONE);
  private static final VrrpConfig V3 = Given.router().with();
  private static final VrrpConfig V2 = Given.router().with(g -> g.version = VrrpVersion.V2);
  private static final VrrpConfig PASS = password("secret");

  private static VrrpConfig password(String text) {
    return Given.router()
        .with(
            g -> g.version = VrrpVersion.V2,
            g -> g.authentication = new VrrpAuthentication.Password(text));
  }

  private static Backup backup(dev.baton.core.net.IpAddress master) {
    return new Backup(
        100, SECOND, SECOND, master, 200, false, VrrpState.NEVER, Backup.AWAKE, false);
  }

  private static Verdict receive(VrrpConfig config, VrrpState state, byte[] packet) {
    return receive(config, state, Complaints.NONE, packet);
  }

  private static Verdict receive(
      VrrpConfig config, VrrpState state, Complaints said, byte[] packet) {
    return VrrpReceiver.receive(config, state, said, ReplayMarks.NONE, Ip4.arrival(packet, LOCAL));
  }

  /** Discarded, counted and told of; the second time only counted. */
  private static void assertDiscarded(
      VrrpConfig config, byte[] packet, VrrpCounter counter, String line) {
    Verdict first = receive(config, MASTER, packet);
    assertInstanceOf(Discarded.class, first, line);
    assertEquals(List.of("count " + counter, "WARNING " + line), Words.of(first.remarks()));
    Verdict second = receive(config, MASTER, first.said(), packet);
    assertEquals(List.of("count " + counter), Words.of(second.remarks()), line);
    assertEquals(first.said(), second.said());
  }

  private static Accepted assertAccepted(Verdict verdict, String... remarks) {
    assertEquals(List.of(remarks), Words.of(verdict.remarks()));
    return assertInstanceOf(Accepted.class, verdict);
  }

  @Test
  void goodAdvertIsTheEventForTheMachine() {
    Accepted accepted = assertAccepted(receive(V3, MASTER, advert()), "count ADVERT_RECEIVED");
    var packet = new VrrpPacket(VrrpVersion.V3, 51, 200, SECOND, List.of(Given.VIP));
    assertEquals(new VrrpEvent.Heard(packet, HIGHER_ADDRESS, LOCAL), accepted.heard());
    assertEquals(Set.of(), accepted.said().said());
  }

  @Test
  void goodAdvertsOfVersionTwo() {
    assertAccepted(receive(V2, MASTER, advert(s -> s.config = V2)), "count ADVERT_RECEIVED");
    assertAccepted(receive(PASS, MASTER, advert(s -> s.config = PASS)), "count ADVERT_RECEIVED");
  }

  @Test
  void resignationIsCountedOnItsOwn() {
    assertAccepted(
        receive(V3, MASTER, advert(s -> s.priority = 0)),
        "count ADVERT_RECEIVED",
        "count PRIORITY_ZERO_RECEIVED");
  }

  @Test
  void damagedPackets() {
    assertDiscarded(
        V3,
        Arrays.copyOf(advert(), 25),
        VrrpCounter.PACKET_LENGTH_ERROR,
        "IPv4 VRRP packet too short - 25 bytes");
    assertDiscarded(
        V3, new byte[3], VrrpCounter.PACKET_LENGTH_ERROR, "IPv4 VRRP packet too short - 3 bytes");
    assertDiscarded(
        V3,
        changed(advert(), 3, 3),
        VrrpCounter.PACKET_LENGTH_ERROR,
        "(VI_1) vrrp packet from 10.9.0.200 too short, length 32 and expect 40");
    assertDiscarded(
        V3,
        changed(advert(), 3, 0),
        VrrpCounter.PACKET_LENGTH_ERROR,
        "(VI_1) vrrp packet from 10.9.0.200 too long, length 32 and expect 28");
    assertDiscarded(
        V3,
        changed(advert(), 0, 0x32),
        VrrpCounter.INVALID_TYPE_RECEIVED,
        "(VI_1) Invalid packet type. 2 and expect 1 from 10.9.0.200");
    assertDiscarded(
        V3,
        spoilt(22, 1),
        VrrpCounter.CHECKSUM_ERROR,
        "(VI_1) Invalid VRRPv3 checksum from 10.9.0.200");
  }

  private static byte[] spoilt(int offset, int value) {
    byte[] packet = advert();
    packet[offset] = (byte) value;
    return packet;
  }

  @Test
  void foreignVersions() {
    assertDiscarded(
        V3,
        changed(advert(), 0, 0x11),
        VrrpCounter.VERSION_ERROR,
        "(VI_1) wrong version. Received 1 and expect 3 from 10.9.0.200");
    assertDiscarded(
        V3,
        advert(s -> s.config = V2),
        VrrpCounter.VERSION_ERROR,
        "(VI_1) wrong version. Received 2 and expect 3 from 10.9.0.200");
    assertDiscarded(
        V2,
        advert(),
        VrrpCounter.VERSION_ERROR,
        "(VI_1) wrong version. Received 3 and expect 2 from 10.9.0.200");
  }

  @Test
  void strangeWays() {
    assertDiscarded(
        V3,
        advert(s -> s.ttl = 254),
        VrrpCounter.IP_TTL_ERROR,
        "(VI_1) invalid TTL/HL. Received 254 and expect 255 from 10.9.0.200");
    assertDiscarded(
        V3,
        advert(s -> s.destination = LOCAL),
        VrrpCounter.ADDRESS_LIST_ERROR,
        "(VI_1) Expected multicast packet but received unicast packet from 10.9.0.200");
  }

  @Test
  void authenticationOfVersionTwo() {
    assertDiscarded(
        PASS,
        changed(advert(s -> s.config = PASS), 4, 3),
        VrrpCounter.INVALID_AUTHENTICATION_TYPE,
        "(VI_1) Invalid auth type: 3 from 10.9.0.200");
    assertDiscarded(
        PASS,
        changed(advert(s -> s.config = PASS), 4, 2),
        VrrpCounter.AUTHENTICATION_TYPE_MISMATCH,
        "(VI_1) received a 2 auth from 10.9.0.200, expecting 1!");
    assertDiscarded(
        PASS,
        advert(s -> s.config = V2),
        VrrpCounter.AUTHENTICATION_TYPE_MISMATCH,
        "(VI_1) received a 0 auth from 10.9.0.200, expecting 1!");
    assertDiscarded(
        V2,
        advert(s -> s.config = PASS),
        VrrpCounter.AUTHENTICATION_TYPE_MISMATCH,
        "(VI_1) received a 1 auth from 10.9.0.200, expecting 0!");
    assertDiscarded(
        PASS,
        advert(s -> s.config = password("wrong")),
        VrrpCounter.AUTHENTICATION_FAILURE,
        "(VI_1) received an invalid passwd from 10.9.0.200!");
  }

  @Test
  void authenticationDataOfTypeZeroMeanNothing() {
    byte[] packet = changed(advert(s -> s.config = V2), 12, 'x');
    assertAccepted(receive(V2, MASTER, packet), "count ADVERT_RECEIVED");
  }

  /** D11: a peer of version 2 with another interval is dropped, and counted. */
  @Test
  void versionTwoHasOneIntervalForAll() {
    assertDiscarded(
        V2,
        changed(advert(s -> s.config = V2), 5, 2),
        VrrpCounter.ADVERT_INTERVAL_ERROR,
        "(VI_1) advertisement interval mismatch with 10.9.0.200 mine=1 sec rcv'd=2 sec");
  }

  /** D11: in version 3 it counts as an advert, and as a mismatch. */
  @Test
  void versionThreeLearnsIntervals() {
    VrrpConfig other = Given.router().with(g -> g.intervalNanos = 500 * MILLISECOND);
    Verdict first =
        assertAccepted(
            receive(V3, MASTER, advert(s -> s.config = other)),
            "count ADVERT_RECEIVED",
            "count ADVERT_INTERVAL_ERROR",
            "WARNING (VI_1) advertisement interval mismatch ours = 100 centi-sec"
                + " rcv'd=50 centi-sec");
    assertAccepted(
        receive(V3, MASTER, first.said(), advert(s -> s.config = other)),
        "count ADVERT_RECEIVED",
        "count ADVERT_INTERVAL_ERROR");
  }

  @Test
  void intervalOfZeroIsNone() {
    VrrpConfig hasty = Given.router().with(g -> g.intervalNanos = 0);
    assertDiscarded(
        V3,
        advert(s -> s.config = hasty),
        VrrpCounter.ADVERT_INTERVAL_ERROR,
        "(VI_1) advert from 10.9.0.200 has interval 0 - discarding");
  }

  @Test
  void advertWithoutAddressesCountsOnlyAmongItsLike() {
    VrrpConfig bare = Given.router().with(g -> g.addresses = List.of());
    assertDiscarded(
        V3,
        advert(s -> s.config = bare),
        VrrpCounter.ADDRESS_LIST_ERROR,
        "(VI_1) advert from 10.9.0.200 has no addresses - discarding");
    assertAccepted(receive(bare, MASTER, advert(s -> s.config = bare)), "count ADVERT_RECEIVED");
  }

  @Test
  void otherAddressesAreToldOfButCount() {
    assertAccepted(
        receive(V3, MASTER, advert(s -> s.config = ownedAddresses("10.9.0.55"))),
        "count ADVERT_RECEIVED",
        "count ADDRESS_LIST_ERROR",
        "WARNING (VI_1) ip address associated with VRID 51 not present in advert from"
            + " 10.9.0.200: 10.9.0.100");
    assertAccepted(
        receive(V3, MASTER, advert(s -> s.config = ownedAddresses("10.9.0.55", "10.9.0.100"))),
        "count ADVERT_RECEIVED",
        "count ADDRESS_LIST_ERROR",
        "WARNING (VI_1) received an unexpected ip number count 2 from 10.9.0.200, expected 1!");
  }

  @Test
  void orderOfAddressesDoesNotMatter() {
    assertAccepted(
        receive(
            ownedAddresses("10.9.0.100", "10.9.0.101"),
            MASTER,
            advert(s -> s.config = ownedAddresses("10.9.0.101", "10.9.0.100"))),
        "count ADVERT_RECEIVED");
  }

  private static VrrpConfig ownedAddresses(String... addresses) {
    return Given.router().with(g -> g.addresses = Arrays.stream(addresses).map(Given::ip).toList());
  }

  @Test
  void addressesOfTheKnownMasterNeedNoCheck() {
    VrrpConfig trusting = Given.router().with(g -> g.skipCheckAdvertAddresses = true);
    byte[] packet = advert(s -> s.config = ownedAddresses("10.9.0.55"));
    assertAccepted(receive(trusting, backup(HIGHER_ADDRESS), packet), "count ADVERT_RECEIVED");
    for (VrrpState state : List.of(MASTER, backup(LOWER_ADDRESS))) {
      assertEquals(3, receive(trusting, state, packet).remarks().size(), state.toString());
    }
    assertEquals(3, receive(V3, backup(HIGHER_ADDRESS), packet).remarks().size());
  }

  @Test
  void ownerMayIgnoreAll() {
    VrrpConfig owner = Given.owner().with(g -> g.ownerIgnoreAdverts = true);
    Master serving = new Master(255, SECOND, 0, 0, IpAddress.ANY4, Rival.NONE, Answers.NONE);
    Verdict first = receive(owner, serving, advert());
    assertInstanceOf(Discarded.class, first);
    assertEquals(
        List.of("WARNING (VI_1) address owner, ignoring advert from 10.9.0.200"),
        Words.of(first.remarks()));
    assertEquals(List.of(), receive(owner, serving, first.said(), advert()).remarks());
    Master lowered = new Master(254, SECOND, 0, 0, IpAddress.ANY4, Rival.NONE, Answers.NONE);
    assertAccepted(receive(owner, lowered, advert()), "count ADVERT_RECEIVED");
    assertAccepted(receive(Given.owner().with(), serving, advert()), "count ADVERT_RECEIVED");
  }

  @Test
  void cloneIsToldOfOnce() {
    byte[] ours = advert(s -> s.source = LOCAL, s -> s.priority = 100);
    Verdict first =
        assertAccepted(
            receive(V3, MASTER, ours),
            "count ADVERT_RECEIVED",
            "WARNING (VI_1) WARNING - equal priority advert received from remote host with our"
                + " IP address.");
    assertAccepted(receive(V3, MASTER, first.said(), ours), "count ADVERT_RECEIVED");
    assertAccepted(receive(V3, backup(LOCAL), ours), "count ADVERT_RECEIVED");
    byte[] higher = advert(s -> s.source = LOCAL);
    assertAccepted(receive(V3, MASTER, higher), "count ADVERT_RECEIVED");
  }

  @Test
  void whoDoesNotServeHearsNothing() {
    for (VrrpState deaf : List.of(new Init(100), new Fault(100), new Stopped(100))) {
      assertEquals(
          new Discarded(List.of(), Complaints.NONE, ReplayMarks.NONE),
          receive(V3, deaf, advert(s -> s.ttl = 1)));
    }
  }

  /** D12: with v3_checksum_as_v2, a sum with pseudo header is as wrong as any other. */
  @Test
  void checksumAsV2IsCheckedHonestly() {
    VrrpConfig plain = Given.router().with(g -> g.checksumAsV2 = true);
    assertAccepted(receive(plain, MASTER, advert(s -> s.config = plain)), "count ADVERT_RECEIVED");
    assertDiscarded(
        plain,
        advert(),
        VrrpCounter.CHECKSUM_ERROR,
        "(VI_1) Invalid VRRPv3 checksum from 10.9.0.200");
  }

  @Test
  void complaintsEndWithTheRoleAndWithANewMaster() {
    byte[] wrong = advert(s -> s.ttl = 1);
    Complaints asMaster = receive(V3, MASTER, wrong).said();
    assertEquals(new Complaints(true, Set.of(Kind.TTL)), asMaster);

    Verdict asBackup = receive(V3, backup(LOWER_ADDRESS), asMaster, wrong);
    assertEquals(2, asBackup.remarks().size(), "told again in the new role");

    Complaints known = receive(V3, backup(HIGHER_ADDRESS), asBackup.said(), advert()).said();
    assertEquals(asBackup.said(), known, "the known master changes nothing");
    Complaints resigned =
        receive(V3, backup(LOWER_ADDRESS), known, advert(s -> s.priority = 0)).said();
    assertEquals(known, resigned, "who resigns is no new master");
    assertEquals(Complaints.NONE, receive(V3, backup(LOWER_ADDRESS), resigned, advert()).said());
  }

  @Test
  void packetWithTwoFaultsCountsAsItsFirst() {
    byte[] packet = advert(s -> s.ttl = 1);
    packet[22] ^= 1;
    assertEquals(
        "count CHECKSUM_ERROR", Words.of(receive(V3, MASTER, packet).remarks()).getFirst());
  }

  @Test
  void localAddressIsThatOfTheArrival() {
    byte[] packet = advert();
    Verdict verdict =
        VrrpReceiver.receive(
            V3, MASTER, Complaints.NONE, ReplayMarks.NONE, Ip4.arrival(packet, ip("10.9.0.77")));
    assertEquals(ip("10.9.0.77"), assertInstanceOf(Accepted.class, verdict).heard().local());
  }
}
