package dev.baton.core.vrrp;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.Complaints.Kind;
import dev.baton.core.vrrp.DecodedDatagram.Malformed;
import dev.baton.core.vrrp.Verdict.Accepted;
import dev.baton.core.vrrp.Verdict.Discarded;
import dev.baton.core.vrrp.VrrpAction.Count;
import dev.baton.core.vrrp.VrrpAction.Say;
import dev.baton.core.vrrp.VrrpState.Backup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a datagram is a valid advert for one virtual router (RFC 9568, section 7.1). An
 * invalid one is counted and, the first time, reported; the machine never sees it.
 *
 * <p>Where an authentication header is configured, that comes first (RFC 2402, section 3.4). Then
 * it checks the packet itself (length, version, type, count, checksum), then how it arrived (TTL,
 * destination), then whether it matches the configuration (version, signature, authentication,
 * interval). A packet with several faults is counted under the first.
 *
 * <p>Two rules are stricter than keepalived's, so that no single packet can take the addresses out
 * of service. An advert without addresses is accepted only by routers that have none themselves
 * (RFC 9568, section 5.2.5, ignores it). An advert with an interval of 0 is never accepted: a
 * router that learned this interval would take over at once, and again whenever the other router
 * sent an advert.
 */
public final class VrrpReceiver {

  private static final List<VrrpAction> RECEIVED = List.of(new Count(VrrpCounter.ADVERT_RECEIVED));

  private final VrrpConfig config;
  private final VrrpState state;
  private final Arrival arrival;

  /** Its checksum is right as keepalived made it before 1.3.6. */
  private boolean summedAsOld;

  private final List<VrrpAction> remarks = new ArrayList<>(0);
  private Complaints said;
  private ReplayMarks marks;

  /** Whether a signature follows the message. */
  private boolean signed;

  private VrrpReceiver(
      VrrpConfig config, VrrpState state, Complaints said, ReplayMarks marks, Arrival arrival) {
    this.config = config;
    this.state = state;
    this.said = said.in(state.isMaster());
    this.marks = marks;
    this.arrival = arrival;
  }

  /**
   * A datagram as the socket gave it.
   *
   * @param envelope of all that is behind the IP header
   * @param bytes only read during the call
   * @param local the address that we send from
   * @param destination where adverts of this virtual router go
   * @param time when it is judged
   */
  public record Arrival(
      IpEnvelope envelope,
      byte[] bytes,
      IpAddress local,
      AdvertDestination destination,
      HostTime time) {}

  /** Judges one datagram whose VRID is that of {@code config}. */
  public static Verdict receive(
      VrrpConfig config, VrrpState state, Complaints said, ReplayMarks marks, Arrival arrival) {
    boolean listens = state.isMaster() || state instanceof Backup;
    if (!listens) {
      return new Discarded(List.of(), said, marks);
    }
    var receiver = new VrrpReceiver(config, state, said, marks, arrival);
    return switch (config.authentication()) {
      case VrrpAuthentication.Header header -> receiver.open(header);
      case VrrpAuthentication.Trailer _ -> receiver.readSigned();
      case VrrpAuthentication.None _, VrrpAuthentication.Password _ ->
          receiver.read(arrival.envelope(), arrival.envelope());
    };
  }

  /**
   * Nothing of a packet counts before its authentication header is right. From then on its number
   * is used up, whatever becomes of the message.
   */
  private Verdict open(VrrpAuthentication.Header ours) {
    IpEnvelope envelope = arrival.envelope();
    IpEnvelope message = envelope.behind(IpProtocol.AH.headerBytes());
    if (message.lengthBytes() < 0) {
      return discard(
          Kind.TOO_SHORT,
          VrrpCounter.PACKET_LENGTH_ERROR,
          log().tooShortForHeader(envelope.offset() + envelope.lengthBytes()));
    }
    var header = AuthenticationHeader.read(arrival.bytes(), envelope, ours.key());
    IpAddress source = envelope.source();
    if (!header.genuine() || header.nextHeader() != IpProtocol.VRRP.number()) {
      return discard(Kind.HEADER, VrrpCounter.AUTHENTICATION_FAILURE, log().wrongIntegrityValue());
    }
    if (!header.spi().equals(source)) {
      return discard(
          Kind.SPI, VrrpCounter.AUTHENTICATION_FAILURE, log().otherSpi(header.spi(), source));
    }
    long mark = marks.header().of(source);
    if (header.sequence() <= mark) {
      return discard(
          Kind.SEQUENCE,
          VrrpCounter.AUTHENTICATION_FAILURE,
          log().oldSequence(header.sequence(), mark));
    }
    marks = marks.withHeader(marks.header().with(source, header.sequence()));
    return read(message, message);
  }

  /** A message with a signature or without; what else is behind it makes its length wrong. */
  private Verdict readSigned() {
    IpEnvelope whole = arrival.envelope();
    int messageBytes = VrrpDatagram.messageBytes(whole, arrival.bytes());
    signed = messageBytes >= 0 && whole.lengthBytes() == messageBytes + AdvertTrailer.BYTES;
    IpEnvelope message = signed ? whole.shortenedBy(AdvertTrailer.BYTES) : whole;
    return read(message, whole.family() == IpFamily.INET6 ? whole : message);
  }

  private Verdict read(IpEnvelope message, IpEnvelope summed) {
    return switch (VrrpDatagram.decode(message, summed, arrival.bytes(), config.checksumAsV2())) {
      case VrrpDatagram datagram -> judge(datagram);
      case Malformed malformed when malformed.reason() == Malformed.Reason.CHECKSUM ->
          readOld(malformed, message);
      case Malformed malformed -> refuse(malformed, message);
    };
  }

  /** A peer may be a keepalived before 1.3.6. */
  private Verdict readOld(Malformed malformed, IpEnvelope message) {
    boolean may =
        arrival.destination() instanceof AdvertDestination.Unicast(_, _, _, var checksum)
            && checksum != AdvertDestination.UnicastChecksum.NEW
            && config.version() == VrrpVersion.V3
            && message.family() == IpFamily.INET;
    if (may
        && VrrpDatagram.decode(message, arrival.bytes(), VrrpDatagram.GROUP4)
            instanceof VrrpDatagram datagram) {
      summedAsOld = true;
      return judge(datagram);
    }
    return refuse(malformed, message);
  }

  private Verdict refuse(Malformed malformed, IpEnvelope envelope) {
    VrrpLog log = log();
    int found = malformed.found();
    IpAddress source = envelope.source();
    return switch (malformed.reason()) {
      case TOO_SHORT ->
          discard(
              Kind.TOO_SHORT,
              VrrpCounter.PACKET_LENGTH_ERROR,
              log.tooShort(envelope.offset() + envelope.lengthBytes()));
      case LENGTH ->
          discard(
              Kind.LENGTH,
              VrrpCounter.PACKET_LENGTH_ERROR,
              log.wrongLength(source, found, malformed.expected()));
      case VERSION -> discardVersion(source, found);
      case TYPE ->
          discard(Kind.TYPE, VrrpCounter.INVALID_TYPE_RECEIVED, log.wrongType(source, found));
      case CHECKSUM ->
          discard(
              Kind.CHECKSUM,
              VrrpCounter.CHECKSUM_ERROR,
              log.wrongChecksum(source, config.version()));
    };
  }

  private Verdict judge(VrrpDatagram datagram) {
    IpAddress source = datagram.source();
    boolean multicast = arrival.destination() instanceof AdvertDestination.Multicast;
    if (multicast && datagram.hopLimit() != VrrpDatagram.HOP_LIMIT) {
      return discard(
          Kind.TTL, VrrpCounter.IP_TTL_ERROR, log().wrongTtl(source, datagram.hopLimit()));
    }
    if (datagram.destination().isMulticast() != multicast) {
      LogLine line = multicast ? log().notMulticast(source) : log().notUnicast(source);
      return discard(Kind.DESTINATION, VrrpCounter.ADDRESS_LIST_ERROR, line);
    }
    if (datagram.packet().version() != config.version()) {
      return discardVersion(source, datagram.packet().version().number());
    }
    if (config.authentication() instanceof VrrpAuthentication.Trailer ours) {
      var refusal = judgeSignature(ours, source);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return config.version() == VrrpVersion.V2 ? judgeV2(datagram) : judgeV3(datagram);
  }

  /** Only adverts of peers are looked into, and those to a group. */
  private Optional<Verdict> judgeSignature(VrrpAuthentication.Trailer ours, IpAddress source) {
    if (arrival.destination() instanceof AdvertDestination.Unicast unicast
        && unicast.peer(source).isEmpty()) {
      return Optional.of(ignore(Kind.PEER, log().notAPeer(source)));
    }
    if (!signed) {
      return ours.mode() == VrrpAuthentication.Trailer.Mode.ENFORCE
          ? Optional.of(
              discard(
                  Kind.TRAILER_MISSING, VrrpCounter.TRAILER_MISSING, log().missingTrailer(source)))
          : Optional.empty();
    }
    return switch (new TrailerCheck(ours, marks.trailer(), arrival, log()).check()) {
      case TrailerCheck.Genuine(var after) -> {
        marks = marks.withTrailer(after);
        yield Optional.empty();
      }
      case TrailerCheck.Refused(var kind, var counter, var line) ->
          Optional.of(discard(kind, counter, line));
    };
  }

  private Verdict judgeV2(VrrpDatagram datagram) {
    IpAddress source = datagram.source();
    VrrpAuthentication ours = config.authentication();
    int type = datagram.authenticationType();
    if (type > VrrpAuthentication.TYPE_MAX) {
      return discard(
          Kind.AUTHENTICATION_TYPE,
          VrrpCounter.INVALID_AUTHENTICATION_TYPE,
          log().unknownAuthentication(source, type));
    }
    if (type != ours.type()) {
      return discard(
          Kind.AUTHENTICATION_MISMATCH,
          VrrpCounter.AUTHENTICATION_TYPE_MISMATCH,
          log().otherAuthentication(source, type, ours.type()));
    }
    if (ours instanceof VrrpAuthentication.Password
        && datagram.authenticationData() != ours.data()) {
      return discard(
          Kind.PASSWORD, VrrpCounter.AUTHENTICATION_FAILURE, log().wrongPassword(source));
    }
    long intervalNanos = datagram.packet().intervalNanos();
    if (intervalNanos != config.advertIntervalNanos()) {
      return discard(
          Kind.INTERVAL,
          VrrpCounter.ADVERT_INTERVAL_ERROR,
          log().otherIntervalV2(source, config.advertIntervalNanos(), intervalNanos));
    }
    return judgeMeaning(datagram);
  }

  private Verdict judgeV3(VrrpDatagram datagram) {
    if (datagram.packet().intervalNanos() == 0) {
      return discard(
          Kind.INTERVAL, VrrpCounter.ADVERT_INTERVAL_ERROR, log().noInterval(datagram.source()));
    }
    return judgeMeaning(datagram);
  }

  private Verdict judgeMeaning(VrrpDatagram datagram) {
    IpAddress source = datagram.source();
    VrrpPacket packet = datagram.packet();
    if (config.ownerIgnoreAdverts() && state.priority() == VrrpConfig.OWNER_PRIORITY) {
      return ignore(Kind.OWNER_IGNORES, log().ownerIgnores(source));
    }
    if (packet.addresses().isEmpty() && !config.addresses().isEmpty()) {
      return discard(Kind.NO_ADDRESSES, VrrpCounter.ADDRESS_LIST_ERROR, log().noAddresses(source));
    }
    if (arrival.destination() instanceof AdvertDestination.Unicast unicast) {
      var refusal = judgePeer(unicast, source, datagram.hopLimit());
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    return accept(source, packet);
  }

  /** An advert that comes from far counts only if a peer sent it, from as near as it may be. */
  private Optional<Verdict> judgePeer(
      AdvertDestination.Unicast unicast, IpAddress source, int hopLimit) {
    if (!unicast.fromPeersOnly()) {
      return Optional.empty();
    }
    Optional<AdvertDestination.Peer> peer = unicast.peer(source);
    if (peer.isEmpty()) {
      return Optional.of(ignore(Kind.PEER, log().notAPeer(source)));
    }
    int min = peer.get().hopLimitMin();
    int max = peer.get().hopLimitMax();
    return hopLimit >= min && hopLimit <= max
        ? Optional.empty()
        : Optional.of(
            discard(
                Kind.TTL,
                VrrpCounter.IP_TTL_ERROR,
                log().hopLimitOutOfRange(source, hopLimit, min, max)));
  }

  private Verdict accept(IpAddress source, VrrpPacket packet) {
    remarkInterval(packet);
    remarkAddresses(source, packet);
    if (summedAsOld) {
      remarks.add(new VrrpAction.UseOldChecksum());
    }
    if (packet.priority() == VrrpPacket.RESIGNATION) {
      remarks.add(new Count(VrrpCounter.PRIORITY_ZERO_RECEIVED));
    }
    if (state.isMaster()
        && packet.priority() == state.priority()
        && source.equals(arrival.local())) {
      say(Kind.CLONE, log().equalWithOurAddress());
    }
    List<VrrpAction> all = RECEIVED;
    if (!remarks.isEmpty()) {
      remarks.addFirst(RECEIVED.getFirst());
      all = List.copyOf(remarks);
    }
    return new Accepted(
        new VrrpEvent.Heard(packet, source, arrival.local()), all, saidFrom(source, packet), marks);
  }

  /** Version 3 lets every master have its own interval; that it differs is worth a word only. */
  private void remarkInterval(VrrpPacket packet) {
    long intervalNanos = packet.intervalNanos();
    if (intervalNanos != config.advertIntervalNanos()) {
      remarks.add(new Count(VrrpCounter.ADVERT_INTERVAL_ERROR));
      say(Kind.INTERVAL, log().otherIntervalV3(config.advertIntervalNanos(), intervalNanos));
    }
  }

  /** RFC 9568, section 7.1: other addresses are told of and counted, but the advert counts. */
  private void remarkAddresses(IpAddress source, VrrpPacket packet) {
    List<IpAddress> theirs = packet.addresses();
    boolean trusted =
        config.skipCheckAdvertAddresses()
            && state instanceof Backup backup
            && source.equals(backup.master());
    if (trusted || theirs.equals(config.addresses())) {
      return;
    }
    if (theirs.size() != config.addresses().size()) {
      remarks.add(new Count(VrrpCounter.ADDRESS_LIST_ERROR));
      say(
          Kind.ADDRESS_LIST,
          log().otherAddressCount(source, theirs.size(), config.addresses().size()));
      return;
    }
    for (IpAddress address : config.addresses()) {
      if (!theirs.contains(address)) {
        remarks.add(new Count(VrrpCounter.ADDRESS_LIST_ERROR));
        say(Kind.ADDRESS_LIST, log().addressMissing(source, config.vrid(), address));
        return;
      }
    }
  }

  /** A new master gets a new chance to be complained of. */
  private Complaints saidFrom(IpAddress source, VrrpPacket packet) {
    boolean newMaster =
        state instanceof Backup backup
            && !source.equals(backup.master())
            && packet.priority() != VrrpPacket.RESIGNATION;
    return newMaster ? Complaints.NONE : said;
  }

  private Verdict discardVersion(IpAddress source, int found) {
    return discard(
        Kind.VERSION,
        VrrpCounter.VERSION_ERROR,
        log().wrongVersion(source, found, config.version().number()));
  }

  private Verdict discard(Kind kind, VrrpCounter counter, LogLine line) {
    remarks.add(new Count(counter));
    return ignore(kind, line);
  }

  /** The same where there is nothing to count. */
  private Verdict ignore(Kind kind, LogLine line) {
    say(kind, line);
    return new Discarded(List.copyOf(remarks), said, marks);
  }

  private void say(Kind kind, LogLine line) {
    if (!said.has(kind)) {
      remarks.add(new Say(line));
      said = said.with(kind);
    }
  }

  private VrrpLog log() {
    return VrrpMachine.log(config);
  }
}
