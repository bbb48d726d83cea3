package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.HIGHER_ADDRESS;
import static dev.baton.core.vrrp.Given.LOCAL;
import static dev.baton.core.vrrp.Given.LOWER_ADDRESS;
import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.vrrp.VrrpEvent.Faulted;
import dev.baton.core.vrrp.VrrpEvent.PriorityChanged;
import dev.baton.core.vrrp.VrrpEvent.Recovered;
import dev.baton.core.vrrp.VrrpEvent.Stop;
import dev.baton.core.vrrp.VrrpState.Backup;
import dev.baton.core.vrrp.VrrpState.Fault;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Stopped;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who becomes master, who stays it, and what is said: the settings of an instance at work. */
final class VrrpElectionTest {

  private static final VrrpConfig USUAL = Given.router().with();

  @Test
  void becomesMasterByAnAdvertThenTheAddresses() {
    Router router = Router.started(USUAL).hears(200, HIGHER_ADDRESS).untilDeadline();
    assertEquals(
        List.of(
            "send 100",
            "count ADVERT_SENT",
            "DETAIL (VI_1) Receive advertisement timeout",
            "INFO (VI_1) Entering MASTER STATE",
            "count BECAME_MASTER",
            "take addresses",
            "entered: 10.9.0.200 was silent for 3.609 s (3 adverts missed)"),
        router.words());
  }

  /** It may have been cut off: it must learn that it was not alone, to announce itself again. */
  @Test
  void masterThatFellSilentHearsOfItsSuccessor() {
    Router router = Router.started(USUAL).hears(200, HIGHER_ADDRESS).untilDeadline().runs(5_000);
    assertEquals("send 100", router.hears(200, HIGHER_ADDRESS).words().getFirst());

    Router againstAnother = Router.started(USUAL).hears(200, LOWER_ADDRESS).untilDeadline();
    assertFalse(againstAnother.hears(200, HIGHER_ADDRESS).said("send"));
    Router afterResignation = Router.started(USUAL).hears(200, HIGHER_ADDRESS);
    afterResignation.hears(0, HIGHER_ADDRESS).untilDeadline();
    assertFalse(afterResignation.hears(200, HIGHER_ADDRESS).said("send"));
    Router afterPreempting = Router.started(USUAL).hears(50, HIGHER_ADDRESS).untilDeadline();
    assertFalse(afterPreempting.hears(200, HIGHER_ADDRESS).said("send"));
    assertFalse(Router.master(USUAL).hears(200, HIGHER_ADDRESS).said("send"));
  }

  /** Found by the simulation: a master of an interval of its own says a last word as it yields. */
  @Test
  void whoYieldsToASlowerMasterDoesNotMakeItLookSilent() {
    Router router = Router.started(USUAL).hears(255, LOWER_ADDRESS, 4 * SECOND).waits(10);
    assertEquals(12_000 + 4 * 609.375, router.deadlineMs() + 10);
    assertEquals(12_000 + 4 * 609.375, router.hears(200, HIGHER_ADDRESS).deadlineMs() + 10);
    assertEquals(3_609.375, router.waits(1_000).hears(200, HIGHER_ADDRESS).deadlineMs());
    assertEquals(3_609.375, router.waits(100).hears(255, LOWER_ADDRESS).deadlineMs());
  }

  @Test
  void causesAreTold() {
    assertTrue(Router.master(USUAL).said("entered: no master was heard for 3.609 s"));
    Router resigned = Router.started(USUAL).hears(200, HIGHER_ADDRESS).hears(0, HIGHER_ADDRESS);
    assertTrue(resigned.untilDeadline().said("entered: 10.9.0.200 resigned"));
    Router outranked = Router.started(USUAL).hears(50, HIGHER_ADDRESS).untilDeadline();
    assertTrue(outranked.said("entered: our priority 100 beats 50 of 10.9.0.200"));
    Router nervous = Router.started(Given.router().with(g -> g.downTimerAdverts = 1));
    nervous.hears(200, HIGHER_ADDRESS).untilDeadline();
    assertTrue(nervous.said("entered: 10.9.0.200 was silent for 1.609 s (1 advert missed)"));
  }

  @Test
  void preemptsALowerMasterByNotWaitingForIt() {
    Router router = Router.started(USUAL).waits(3_000).hears(50, LOWER_ADDRESS);
    assertEquals(609.375, router.deadlineMs());
    assertTrue(router.untilDeadline().state.isMaster());
  }

  @Test
  void lowerMasterIsToldOfOnceUntilSomethingChanges() {
    Router router = Router.started(USUAL).hears(50, LOWER_ADDRESS);
    assertEquals(
        List.of(
            "DETAIL (VI_1) master set to 10.9.0.1",
            "INFO (VI_1) received lower priority (50) advert from 10.9.0.1 - discarding"),
        router.words());
    String again = "DETAIL (VI_1) received lower priority (50) advert from 10.9.0.1 - discarding";
    assertEquals(List.of(again), router.hears(50, LOWER_ADDRESS).words());
    assertTrue(router.hears(51, LOWER_ADDRESS).said("INFO (VI_1) received lower priority (51)"));
    assertTrue(router.hears(51, HIGHER_ADDRESS).said("INFO (VI_1) received lower priority (51)"));
    router.tell(new PriorityChanged(90));
    assertTrue(router.hears(51, HIGHER_ADDRESS).said("INFO (VI_1) received lower priority (51)"));
    router.hears(200, HIGHER_ADDRESS);
    assertTrue(router.hears(51, HIGHER_ADDRESS).said("INFO (VI_1) received lower priority (51)"));
  }

  @Test
  void nopreemptFollowsALowerMasterButTakesOverFromALeavingOne() {
    VrrpConfig patient = Given.router().with(g -> g.preempt = false);
    Router router = Router.started(patient).waits(3_000).hears(50, LOWER_ADDRESS);
    assertEquals(3_609.375, router.deadlineMs());
    assertEquals(609.375, router.hears(0, LOWER_ADDRESS).deadlineMs());
  }

  @Test
  void nopreemptDoesNotBindTheOwner() {
    VrrpConfig owner = Given.owner().with(g -> g.preempt = false, g -> g.wantsMaster = false);
    Router router = Router.started(owner).waits(3_000).hears(254, LOWER_ADDRESS);
    assertEquals(3.906, router.deadlineMs(), 0.001);
  }

  @Test
  void preemptDelayFollowsALowerMasterForItsTime() {
    VrrpConfig delayed = Given.router().with(g -> g.preemptDelayNanos = 2 * SECOND);
    Router router = Router.started(delayed).hears(50, LOWER_ADDRESS);
    assertTrue(router.said("DETAIL (VI_1) start preempt delay (2.000000)"));
    assertEquals(3_609.375, router.deadlineMs());

    router.waits(1_999).hears(50, LOWER_ADDRESS);
    assertFalse(router.said("preempt delay"));
    assertEquals(3_609.375, router.deadlineMs());

    router.waits(1).hears(50, LOWER_ADDRESS);
    assertTrue(router.said("discarding"));
    assertEquals(3_608.375, router.deadlineMs());
    assertTrue(router.runs(3_609).state.isMaster());
  }

  @Test
  void equalMasterEndsThePreemptDelay() {
    VrrpConfig delayed = Given.router().with(g -> g.preemptDelayNanos = 2_500 * MILLISECOND);
    Router router = Router.started(delayed).hears(50, LOWER_ADDRESS).waits(2_400);
    assertTrue(router.hears(100, LOWER_ADDRESS).said("DETAIL (VI_1) stop preempt delay"));
    assertTrue(router.waits(200).hears(50, LOWER_ADDRESS).said("preempt delay (2.500000)"));
  }

  @Test
  void preemptDelayDelaysNoTakeOverFromSilence() {
    VrrpConfig delayed = Given.router().with(g -> g.preemptDelayNanos = 100 * SECOND);
    Router router = Router.started(delayed).hears(50, LOWER_ADDRESS);
    assertEquals(609.375, router.hears(0, LOWER_ADDRESS).deadlineMs());
    assertTrue(router.untilDeadline().state.isMaster());
  }

  @Test
  void preemptDelayIsNothingToNopreempt() {
    VrrpConfig both =
        Given.router().with(g -> g.preempt = false, g -> g.preemptDelayNanos = SECOND);
    Router router = Router.started(both).hears(50, LOWER_ADDRESS).waits(2_000);
    assertFalse(router.hears(50, LOWER_ADDRESS).said("preempt"));
    assertEquals(3_609.375, router.deadlineMs());
  }

  @Test
  void lowerPriorityNoAdvertAnnouncesButDoesNotSpeak() {
    VrrpConfig quiet = Given.router().with(g -> g.lowerPriorityNoAdvert = true);
    Router router = Router.master(quiet).waits(100).hears(50, LOWER_ADDRESS);
    assertEquals(
        List.of(
            "INFO (VI_1) Received advert from 10.9.0.1 with lower priority 50, ours 100",
            "announce LOWER_PRIORITY",
            "lower priority heard"),
        router.words());
    assertEquals(900, router.deadlineMs());
  }

  @Test
  void higherPrioritySendAdvertHasTheLastWord() {
    VrrpConfig polite = Given.router().with(g -> g.higherPrioritySendAdvert = true);
    Router router = Router.master(polite).hears(101, LOWER_ADDRESS);
    assertEquals(List.of("send 100", "count ADVERT_SENT"), router.words().subList(0, 2));
    assertInstanceOf(Backup.class, router.state);
  }

  @Test
  void cloneOfThisHostMovesNothing() {
    Router router = Router.master(USUAL).waits(400);
    VrrpState before = router.state;
    assertEquals(before, router.hears(100, LOCAL).state);
    assertEquals(List.of(), router.words());
  }

  @Test
  void nextAdvertCarriesANewPriority() {
    Router router = Router.master(USUAL).waits(400).tell(new PriorityChanged(80));
    assertEquals(List.of("INFO (VI_1) Changing effective priority from 100 to 80"), router.words());
    assertEquals(600, router.deadlineMs());
    assertEquals("send 80", router.untilDeadline().words().getFirst());
  }

  /** D13. */
  @Test
  void faultySaysGoodbyeExactlyOnce() {
    Router router = Router.master(USUAL).tell(new Faulted("interface eth0 down"));
    assertEquals(new Fault(100), router.state);
    assertEquals(1, router.words().stream().filter("send 0"::equals).count());
    assertEquals(1, router.words().stream().filter("count PRIORITY_ZERO_SENT"::equals).count());
    assertEquals(
        List.of(), router.tell(new Stop()).words().stream().filter("send 0"::equals).toList());
    assertEquals(new Stopped(100), router.state);
  }

  /** RFC 9568, section 6.4.1; keepalived lets it wait as a backup. */
  @Test
  void ownerIsMasterAsSoonAsNothingIsAtFault() {
    Router router = Router.started(Given.owner().with());
    assertEquals("send 255", router.words().getFirst());
    assertTrue(router.said("entered: address owner"));
    router.tell(new Faulted("x")).tell(new Recovered());
    assertEquals("send 255", router.words().getFirst());
  }

  @Test
  void ownerCalledBackupListensFirst() {
    Router router = Router.started(Given.owner().with(g -> g.wantsMaster = false));
    assertInstanceOf(Backup.class, router.state);
    assertEquals(3_003.906, router.deadlineMs(), 0.001);
  }

  @Test
  void scriptsThatSucceedLateLetTheRouterBegin() {
    Router router = new Router(USUAL).tell(new Recovered());
    assertEquals("INFO (VI_1) Entering BACKUP STATE", router.words().getFirst());
    Router owner = new Router(Given.owner().with()).tell(new Recovered());
    assertTrue(owner.state.isMaster());
  }

  @Test
  void ownerOfTheLowerAddressYields() {
    Router router = Router.started(Given.owner().with()).hears(255, HIGHER_ADDRESS);
    assertTrue(router.said("with same priority 255 but higher IP address than ours"));
    assertEquals(255, router.state.priority());
  }

  @Test
  void ownerOfTheHigherAddressInsistsThenListensThenGivesWay() {
    Router router = Router.started(Given.owner().with()).waits(100).hears(255, LOWER_ADDRESS);
    String mistake =
        "ERROR (VI_1) CONFIGURATION ERROR: local instance and a remote instance 10.9.0.1"
            + " are both configured as address owner, please fix";
    assertEquals(List.of("send 255", "count ADVERT_SENT", mistake), router.words().subList(0, 3));
    assertTrue(router.said("announce LOWER_PRIORITY"));

    router.runs(900).hears(255, LOWER_ADDRESS);
    assertFalse(router.said("CONFIGURATION"), "said once");
    assertTrue(router.state.isMaster(), "the first advert ignored");
    router.runs(1_000).hears(255, LOWER_ADDRESS);
    assertEquals(
        List.of(
            "ERROR (VI_1) remote instance 10.9.0.1 is still advertising as address owner,"
                + " please fix - reducing our priority",
            "INFO (VI_1) Entering BACKUP STATE",
            "give up addresses",
            "count RELEASED_MASTER",
            "entered: another address owner, 10.9.0.1, keeps advertising"),
        router.words());
    assertEquals(254, router.state.priority());
  }

  @Test
  void otherOwnerThatStopsIsForgotten() {
    Router router = Router.started(Given.owner().with()).hears(255, LOWER_ADDRESS).runs(3_199);
    assertEquals(LOWER_ADDRESS, ((Master) router.state).rival().address());
    router.untilDeadline();
    assertEquals(
        List.of(
            "send 255",
            "count ADVERT_SENT",
            "INFO (VI_1) rogue address owner 10.9.0.1 appears to have stopped advertising"),
        router.words());
    assertTrue(router.hears(255, LOWER_ADDRESS).said("CONFIGURATION ERROR"), "a new dispute");
  }

  @Test
  void otherOwnerThatComesBackLateStartsAnew() {
    Router router = Router.started(Given.owner().with()).hears(255, LOWER_ADDRESS).runs(2_000);
    long decidesAtNanos = ((Master) router.state).rival().decidesAtNanos();
    assertEquals(1_200 * MILLISECOND, decidesAtNanos - router.nowNanos);
    router.runs(1_100).waits(101).hears(255, LOWER_ADDRESS);
    assertTrue(router.said("CONFIGURATION ERROR"));
    assertTrue(router.state.isMaster());
  }

  @Test
  void patienceEndsAtItsDeadline() {
    Router owner = Router.started(Given.owner().with()).hears(255, LOWER_ADDRESS).runs(2_000);
    long decidesAtNanos = ((Master) owner.state).rival().decidesAtNanos();

    Router inTime = Router.started(Given.owner().with()).hears(255, LOWER_ADDRESS).runs(2_000);
    inTime.nowNanos = decidesAtNanos;
    assertTrue(inTime.hears(255, LOWER_ADDRESS).said("still advertising"));

    owner.runs(1_000);
    owner.nowNanos = decidesAtNanos;
    owner.state = withAdvertAt((Master) owner.state, decidesAtNanos);
    assertFalse(owner.tell(new VrrpEvent.TimePassed()).said("stopped advertising"));
  }

  private static Master withAdvertAt(Master master, long advertAtNanos) {
    return new Master(
        master.priority(),
        advertAtNanos,
        master.advertedAtNanos(),
        master.sinceNanos(),
        master.predecessor(),
        master.rival(),
        master.answers());
  }

  /** A lower router between the adverts of the other owner ends the dispute: it begins anew. */
  @Test
  void thirdRouterEndsTheDispute() {
    Router router = Router.started(Given.owner().with()).hears(255, LOWER_ADDRESS).runs(2_000);
    router.hears(100, HIGHER_ADDRESS);
    assertEquals(
        new VrrpState.Rival(HIGHER_ADDRESS, router.nowNanos, 0, 0, VrrpState.NEVER),
        ((Master) router.state).rival());
    assertTrue(router.hears(255, LOWER_ADDRESS).said("CONFIGURATION ERROR"));
  }

  @Test
  void slowOwnerGetsTheTimeOfItsOwnInterval() {
    Router router = Router.started(Given.owner().with());
    router.hears(255, LOWER_ADDRESS, 10 * SECOND).runs(2_000);
    long decidesAtNanos = ((Master) router.state).rival().decidesAtNanos();
    assertEquals(12 * SECOND, decidesAtNanos - router.nowNanos);
    router.runs(5_000);
    assertEquals(decidesAtNanos, ((Master) router.state).rival().decidesAtNanos());
  }

  private static Router lowered() {
    Router router = Router.started(Given.owner().with()).hears(255, LOWER_ADDRESS);
    return router.runs(2_500).hears(255, LOWER_ADDRESS);
  }

  @Test
  void loweredOwnerIsItselfAgainWhenTheOtherIsNotAlone() {
    assertEquals(254, lowered().hears(255, LOWER_ADDRESS).state.priority());
    assertEquals(255, lowered().hears(255, HIGHER_ADDRESS).state.priority());
    assertEquals(255, lowered().hears(200, LOWER_ADDRESS).state.priority());
    assertEquals(255, lowered().hears(0, LOWER_ADDRESS).state.priority());
    assertEquals(new Fault(255), lowered().tell(new Faulted("x")).state);
  }

  @Test
  void loweredOwnerIsItselfAgainAsMasterAfterOneHumbleAdvert() {
    Router router = lowered().untilDeadline();
    assertEquals("send 254", router.words().getFirst());
    assertEquals("send 255", router.untilDeadline().words().getFirst());
  }

  @Test
  void onlyAdvertsThatLeftAreIgnored() {
    VrrpConfig quiet = Given.owner().with(g -> g.lowerPriorityNoAdvert = true);
    Router router = Router.started(quiet).waits(100).hears(255, LOWER_ADDRESS);
    router.waits(600).hears(255, LOWER_ADDRESS).runs(300);
    assertEquals(1, ((Master) router.state).rival().patienceAdverts());
  }

  @Test
  void ownerThatSpeaksToNobodyDisputesWithoutAnswering() {
    VrrpConfig quiet = Given.owner().with(g -> g.lowerPriorityNoAdvert = true);
    Router router = Router.started(quiet).waits(100).hears(255, LOWER_ADDRESS);
    assertFalse(router.said("send"));
    router.runs(1_900).hears(255, LOWER_ADDRESS);
    assertEquals(254, router.state.priority());
  }
}
