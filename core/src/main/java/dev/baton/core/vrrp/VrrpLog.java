package dev.baton.core.vrrp;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;

/**
 * The log messages of the election, with one method per message. Operators search for them, so the
 * texts are keepalived's wherever keepalived logs the same thing. {@code DETAIL} lines are those of
 * option -D.
 */
public final class VrrpLog {

  private final String subject;

  /** The words about one instance, which every line names first. */
  public VrrpLog(String instance) {
    this.subject = "(" + instance + ") ";
  }

  LogLine enteringBackupAtStart() {
    return info("Entering BACKUP STATE (init)");
  }

  LogLine enteringBackup() {
    return info("Entering BACKUP STATE");
  }

  LogLine enteringMaster() {
    return info("Entering MASTER STATE");
  }

  LogLine enteringFault() {
    return info("Entering FAULT STATE");
  }

  LogLine changingPriority(int from, int to) {
    return info("Changing effective priority from " + from + " to " + to);
  }

  LogLine advertTimeout() {
    return detail("Receive advertisement timeout");
  }

  LogLine sentPriorityZero() {
    return detail("sent 0 priority");
  }

  LogLine heardPriorityZero() {
    return detail("Backup received priority 0 advertisement");
  }

  LogLine masterHeardPriorityZero() {
    return detail("Master received priority 0 message");
  }

  LogLine masterSet(IpAddress master) {
    return detail("master set to " + master);
  }

  LogLine intervalLearned(long fromNanos, long toNanos) {
    return detail(
        "advertisement interval updated from "
            + milliseconds(fromNanos)
            + "ms to "
            + milliseconds(toNanos)
            + "ms by master");
  }

  LogLine preemptDelayStarted(long delayNanos) {
    String micros = Long.toString(1_000_000 + delayNanos / 1_000 % 1_000_000).substring(1);
    return detail("start preempt delay (" + delayNanos / 1_000_000_000 + "." + micros + ")");
  }

  LogLine preemptDelayStopped() {
    return detail("stop preempt delay");
  }

  LogLine lowerDiscarded(IpAddress source, int priority) {
    return info(
        "received lower priority (" + priority + ") advert from " + source + " - discarding");
  }

  LogLine yieldingToHigher(IpAddress source, int priority, int ours) {
    return info(
        "Master received advert from "
            + source
            + " with higher priority "
            + priority
            + ", ours "
            + ours);
  }

  LogLine yieldingToEqual(IpAddress source, int priority) {
    return info(
        "Master received advert from "
            + source
            + " with same priority "
            + priority
            + " but higher IP address than ours");
  }

  LogLine lowerWhileMaster(IpAddress source, int priority, int ours, boolean answered) {
    return info(
        "Received advert from "
            + source
            + " with lower priority "
            + priority
            + ", ours "
            + ours
            + (answered ? ", forcing new election" : ""));
  }

  LogLine otherOwner(IpAddress source) {
    return error(
        "CONFIGURATION ERROR: local instance and a remote instance "
            + source
            + " are both configured as address owner, please fix");
  }

  LogLine otherOwnerStopped(IpAddress source) {
    return info("rogue address owner " + source + " appears to have stopped advertising");
  }

  LogLine otherOwnerInsists(IpAddress source) {
    return error(
        "remote instance "
            + source
            + " is still advertising as address owner, please fix - reducing our priority");
  }

  /** Ours: keepalived goes on as master after a stall, whoever has taken over meanwhile. */
  LogLine steppingAside(long silenceNanos) {
    return warning(
        "sent no advert for "
            + milliseconds(silenceNanos)
            + " ms, another router may be master by now - giving the addresses up, and listening");
  }

  LogLine equalWithOurAddress() {
    return warning(
        "WARNING - equal priority advert received from remote host with our IP address.");
  }

  LogLine tooShort(int lengthBytes) {
    // The one line without a subject: keepalived reads it before it knows whose packet it is.
    return LogLine.warning("IPv4 VRRP packet too short - " + lengthBytes + " bytes");
  }

  LogLine tooShortForHeader(int lengthBytes) {
    return LogLine.warning("IPv4 VRRP packet with AH too short - " + lengthBytes + " bytes");
  }

  LogLine wrongLength(IpAddress source, int foundBytes, int expectedBytes) {
    String verdict = foundBytes < expectedBytes ? " too short" : " too long";
    return warning(
        "vrrp packet from "
            + source
            + verdict
            + ", length "
            + foundBytes
            + " and expect "
            + expectedBytes);
  }

  LogLine wrongTtl(IpAddress source, int ttl) {
    return warning("invalid TTL/HL. Received " + ttl + " and expect 255 from " + source);
  }

  LogLine wrongVersion(IpAddress source, int version, int ours) {
    return warning(
        "wrong version. Received " + version + " and expect " + ours + " from " + source);
  }

  LogLine wrongType(IpAddress source, int type) {
    return warning("Invalid packet type. " + type + " and expect 1 from " + source);
  }

  LogLine wrongChecksum(IpAddress source, VrrpVersion ours) {
    return warning("Invalid VRRPv" + ours.number() + " checksum from " + source);
  }

  LogLine notMulticast(IpAddress source) {
    return warning("Expected multicast packet but received unicast packet from " + source);
  }

  LogLine notUnicast(IpAddress source) {
    return warning("Expected unicast packet but received multicast packet from " + source);
  }

  LogLine notAPeer(IpAddress source) {
    return warning("unicast source address " + source + " not a unicast peer");
  }

  LogLine hopLimitOutOfRange(IpAddress source, int hopLimit, int min, int max) {
    return warning(
        "TTL/HL " + hopLimit + " from " + source + " not in range [" + min + ", " + max + "]");
  }

  LogLine unknownAuthentication(IpAddress source, int type) {
    return warning("Invalid auth type: " + type + " from " + source);
  }

  LogLine otherAuthentication(IpAddress source, int type, int ours) {
    return warning("received a " + type + " auth from " + source + ", expecting " + ours + "!");
  }

  LogLine wrongPassword(IpAddress source) {
    return warning("received an invalid passwd from " + source + "!");
  }

  LogLine wrongIntegrityValue() {
    return warning(
        "IPSEC-AH : invalid IPSEC HMAC-MD5 value. Due to fields mutation or bad password !");
  }

  LogLine otherSpi(IpAddress spi, IpAddress source) {
    return warning("IPSEC AH : invalid IPSEC SPI value. " + spi + " and expect " + source);
  }

  LogLine oldSequence(long sequence, long mark) {
    return warning(
        "IPSEC-AH : sequence number "
            + sequence
            + " already processed. Packet dropped. Local("
            + mark
            + ")");
  }

  LogLine sequenceRaised() {
    return info("IPSEC-AH : Syncing seq_num - Increment seq");
  }

  LogLine missingTrailer(IpAddress source) {
    return warning("auth_hmac: advert from " + source + " is not signed - discarding");
  }

  LogLine malformedTrailer(IpAddress source) {
    return warning("auth_hmac: malformed signature from " + source + " - discarding");
  }

  LogLine unknownKey(IpAddress source, int keyId) {
    return warning(
        "auth_hmac: advert from "
            + source
            + " is signed with unknown key "
            + keyId
            + " - discarding");
  }

  LogLine wrongHmac(IpAddress source, int keyId) {
    return warning(
        "auth_hmac: wrong signature from "
            + source
            + " - discarding; the secret of key "
            + keyId
            + " differs, or somebody changed the advert");
  }

  LogLine stale(IpAddress source, long secondsAhead) {
    return warning(
        "auth_hmac: the clock of "
            + source
            + " is "
            + Math.abs(secondsAhead)
            + (secondsAhead < 0 ? " s behind" : " s ahead of")
            + " ours, or the advert was recorded - discarding");
  }

  LogLine replayed(IpAddress source) {
    return warning("auth_hmac: advert from " + source + " was heard before - discarding");
  }

  LogLine otherIntervalV2(IpAddress source, long oursNanos, long theirsNanos) {
    return warning(
        "advertisement interval mismatch with "
            + source
            + " mine="
            + oursNanos / VrrpVersion.V2.intervalUnitNanos()
            + " sec rcv'd="
            + theirsNanos / VrrpVersion.V2.intervalUnitNanos()
            + " sec");
  }

  LogLine otherIntervalV3(long oursNanos, long theirsNanos) {
    return warning(
        "advertisement interval mismatch ours = "
            + oursNanos / VrrpVersion.V3.intervalUnitNanos()
            + " centi-sec rcv'd="
            + theirsNanos / VrrpVersion.V3.intervalUnitNanos()
            + " centi-sec");
  }

  LogLine noInterval(IpAddress source) {
    return warning("advert from " + source + " has interval 0 - discarding");
  }

  LogLine noAddresses(IpAddress source) {
    return warning("advert from " + source + " has no addresses - discarding");
  }

  LogLine ownerIgnores(IpAddress source) {
    return warning("address owner, ignoring advert from " + source);
  }

  LogLine otherAddressCount(IpAddress source, int count, int ours) {
    return warning(
        "received an unexpected ip number count "
            + count
            + " from "
            + source
            + ", expected "
            + ours
            + "!");
  }

  LogLine addressMissing(IpAddress source, int vrid, IpAddress missing) {
    return warning(
        "ip address associated with VRID "
            + vrid
            + " not present in advert from "
            + source
            + ": "
            + missing);
  }

  private LogLine info(String text) {
    return LogLine.info(subject + text);
  }

  private LogLine detail(String text) {
    return LogLine.detail(subject + text);
  }

  private LogLine warning(String text) {
    return LogLine.warning(subject + text);
  }

  private LogLine error(String text) {
    return LogLine.error(subject + text);
  }

  private static String milliseconds(long nanos) {
    return Long.toString(nanos / 1_000_000);
  }
}
