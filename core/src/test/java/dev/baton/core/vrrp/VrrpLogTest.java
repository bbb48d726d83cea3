package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.LOWER_ADDRESS;
import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.SECOND;
import static dev.baton.core.vrrp.Given.VIP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.log.LogLine;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words that operators grep for, all of them, in a golden file. */
final class VrrpLogTest {

  private static final VrrpLog LOG = new VrrpLog("VI_1");

  private record Message(String method, LogLine line) {}

  private static List<Message> messages() {
    return Stream.concat(ofTheElection(), ofTheReceiver()).toList();
  }

  private static Stream<Message> ofTheElection() {
    return Stream.of(
        new Message("enteringBackupAtStart", LOG.enteringBackupAtStart()),
        new Message("enteringBackup", LOG.enteringBackup()),
        new Message("enteringMaster", LOG.enteringMaster()),
        new Message("enteringFault", LOG.enteringFault()),
        new Message("changingPriority", LOG.changingPriority(100, 80)),
        new Message("advertTimeout", LOG.advertTimeout()),
        new Message("sentPriorityZero", LOG.sentPriorityZero()),
        new Message("heardPriorityZero", LOG.heardPriorityZero()),
        new Message("masterHeardPriorityZero", LOG.masterHeardPriorityZero()),
        new Message("masterSet", LOG.masterSet(LOWER_ADDRESS)),
        new Message("intervalLearned", LOG.intervalLearned(SECOND, 300 * MILLISECOND)),
        new Message("preemptDelayStarted", LOG.preemptDelayStarted(1_050 * MILLISECOND)),
        new Message("preemptDelayStopped", LOG.preemptDelayStopped()),
        new Message("lowerDiscarded", LOG.lowerDiscarded(LOWER_ADDRESS, 90)),
        new Message("yieldingToHigher", LOG.yieldingToHigher(LOWER_ADDRESS, 90, 80)),
        new Message("yieldingToEqual", LOG.yieldingToEqual(LOWER_ADDRESS, 100)),
        new Message("lowerWhileMaster", LOG.lowerWhileMaster(LOWER_ADDRESS, 90, 100, true)),
        new Message("lowerWhileMaster", LOG.lowerWhileMaster(LOWER_ADDRESS, 90, 100, false)),
        new Message("otherOwner", LOG.otherOwner(LOWER_ADDRESS)),
        new Message("otherOwnerStopped", LOG.otherOwnerStopped(LOWER_ADDRESS)),
        new Message("otherOwnerInsists", LOG.otherOwnerInsists(LOWER_ADDRESS)),
        new Message("steppingAside", LOG.steppingAside(3_500 * MILLISECOND)));
  }

  private static Stream<Message> ofTheReceiver() {
    return Stream.of(
        new Message("equalWithOurAddress", LOG.equalWithOurAddress()),
        new Message("tooShort", LOG.tooShort(25)),
        new Message("wrongLength", LOG.wrongLength(LOWER_ADDRESS, 32, 40)),
        new Message("wrongLength", LOG.wrongLength(LOWER_ADDRESS, 40, 32)),
        new Message("wrongTtl", LOG.wrongTtl(LOWER_ADDRESS, 254)),
        new Message("wrongVersion", LOG.wrongVersion(LOWER_ADDRESS, 2, 3)),
        new Message("wrongType", LOG.wrongType(LOWER_ADDRESS, 2)),
        new Message("wrongChecksum", LOG.wrongChecksum(LOWER_ADDRESS, VrrpVersion.V3)),
        new Message("notMulticast", LOG.notMulticast(LOWER_ADDRESS)),
        new Message("notUnicast", LOG.notUnicast(LOWER_ADDRESS)),
        new Message("notAPeer", LOG.notAPeer(LOWER_ADDRESS)),
        new Message("hopLimitOutOfRange", LOG.hopLimitOutOfRange(LOWER_ADDRESS, 3, 200, 255)),
        new Message("unknownAuthentication", LOG.unknownAuthentication(LOWER_ADDRESS, 7)),
        new Message("otherAuthentication", LOG.otherAuthentication(LOWER_ADDRESS, 2, 1)),
        new Message("wrongPassword", LOG.wrongPassword(LOWER_ADDRESS)),
        new Message("tooShortForHeader", LOG.tooShortForHeader(40)),
        new Message("wrongIntegrityValue", LOG.wrongIntegrityValue()),
        new Message("otherSpi", LOG.otherSpi(LOWER_ADDRESS, LOWER_ADDRESS)),
        new Message("oldSequence", LOG.oldSequence(7, 9)),
        new Message("sequenceRaised", LOG.sequenceRaised()),
        new Message("missingTrailer", LOG.missingTrailer(LOWER_ADDRESS)),
        new Message("malformedTrailer", LOG.malformedTrailer(LOWER_ADDRESS)),
        new Message("unknownKey", LOG.unknownKey(LOWER_ADDRESS, 7)),
        new Message("wrongHmac", LOG.wrongHmac(LOWER_ADDRESS, 7)),
        new Message("stale", LOG.stale(LOWER_ADDRESS, -90)),
        new Message("replayed", LOG.replayed(LOWER_ADDRESS)),
        new Message("otherIntervalV2", LOG.otherIntervalV2(LOWER_ADDRESS, SECOND, 2 * SECOND)),
        new Message("otherIntervalV3", LOG.otherIntervalV3(700 * MILLISECOND, 500 * MILLISECOND)),
        new Message("noInterval", LOG.noInterval(LOWER_ADDRESS)),
        new Message("noAddresses", LOG.noAddresses(LOWER_ADDRESS)),
        new Message("ownerIgnores", LOG.ownerIgnores(LOWER_ADDRESS)),
        new Message("otherAddressCount", LOG.otherAddressCount(LOWER_ADDRESS, 2, 1)),
        new Message("addressMissing", LOG.addressMissing(LOWER_ADDRESS, 51, VIP)));
  }

  @Test
  void textsAreAsAgreed() {
    Golden.check(
        "log.txt",
        messages().stream()
            .map(message -> message.line().level() + " " + message.line().text())
            .toList());
  }

  @Test
  void everyMessageIsThere() {
    Set<String> methods =
        Stream.of(VrrpLog.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == LogLine.class)
            .filter(method -> !Modifier.isPrivate(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        methods,
        messages().stream().map(Message::method).collect(Collectors.toCollection(TreeSet::new)));
  }
}
