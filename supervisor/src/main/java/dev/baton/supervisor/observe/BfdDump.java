package dev.baton.supervisor.observe;

import dev.baton.core.bfd.BfdCounter;
import dev.baton.core.bfd.BfdDiscard;
import dev.baton.core.bfd.Diagnostic;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.BfdSnapshot;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import java.util.Map;

/**
 * The text of {@code keepalived_bfd.data}: the sessions with keepalived's keys, without what only
 * its own scheduler knows; at the end what is counted.
 */
public final class BfdDump {

  private final DumpPage page = new DumpPage();
  private final BfdSnapshot bfd;
  private final WallClock clock;

  private BfdDump(BfdSnapshot bfd, WallClock clock) {
    this.bfd = bfd;
    this.clock = clock;
  }

  /**
   * The file's text.
   *
   * @param namespace the network namespace that the daemon is in; empty if it entered none
   */
  public static String text(
      Configuration configuration, String namespace, RouterSnapshot snapshot, WallClock clock) {
    var dump = new BfdDump(snapshot.get(SnapshotSection.BFD), clock);
    GlobalDump.print(dump.page, configuration, namespace, false);
    dump.sessions(configuration);
    dump.discards();
    return dump.page.toString();
  }

  private void sessions(Configuration configuration) {
    page.section("BFD Topology");
    Map<String, BfdSnapshot.Session> byName = bfd.byName();
    for (BfdSessionConfig config : configuration.sessions()) {
      configured(config);
      BfdSnapshot.Session session = byName.get(config.name());
      if (session != null) {
        session(config, session);
      }
    }
  }

  private void configured(BfdSessionConfig config) {
    page.item(1, "BFD Instance", config.name());
    page.item(3, "Neighbor IP", config.neighbor().toString());
    config.source().ifPresent(source -> page.item(3, "Source IP", source.toString()));
    page.item(3, "Required min RX interval", micros(config.bfd().minReceiveNanos()));
    page.item(3, "Desired min TX interval", micros(config.bfd().minTransmitNanos()));
    page.item(3, "Desired idle TX interval", micros(config.bfd().idleTransmitNanos()));
    page.item(3, "Detection multiplier", config.bfd().multiplier());
    boolean ip4 = config.neighbor().family() == IpFamily.INET;
    page.item(3, ip4 ? "TTL" : "hoplimit", config.hopLimit());
    page.item(3, "max_hops", config.hopsMax());
    page.item(3, "passive", Boolean.toString(config.bfd().passive()));
    page.item(3, "multihop", Boolean.toString(config.multihop()));
    page.item(3, "send event to VRRP process", config.ofInstances() ? "Yes" : "No");
    page.item(3, "send event to checker process", config.ofCheckers() ? "Yes" : "No");
  }

  private void session(BfdSessionConfig config, BfdSnapshot.Session session) {
    page.item(3, "socket open", Boolean.toString(session.open()));
    page.item(3, "local state", session.state().word());
    page.item(3, "remote state", session.remote().state().word());
    page.item(3, "local discriminator", hex(session.localDiscriminator()));
    page.item(3, "remote discriminator", hex(session.remote().discriminator()));
    page.item(3, "local diag", Diagnostic.words(session.diagnostic()));
    page.item(3, "remote diag", Diagnostic.words(session.remote().diagnostic()));
    page.item(3, "remote min tx intv", micros(session.remote().minTransmitNanos()));
    page.item(3, "remote min rx intv", micros(session.remote().minReceiveNanos()));
    page.item(3, "local demand", 0);
    page.item(3, "remote demand", session.remote().demand() ? 1 : 0);
    page.item(3, "remote detect multiplier", session.remote().multiplier());
    page.line(3, session.timers().poll().isActive() ? "poll, !final" : "!poll, !final");
    page.item(3, "local tx intv", micros(session.transmitNanos()));
    long theirNanos =
        Math.max(session.remote().minTransmitNanos(), session.timers().saidReceiveNanos());
    page.item(3, "remote tx intv", micros(theirNanos));
    page.item(3, "local detection time", micros(session.detectionNanos()));
    page.item(
        3, "remote detection time", micros(config.bfd().multiplier() * session.transmitNanos()));
    if (session.heardAtNanos() != Long.MAX_VALUE) {
      page.item(3, "last seen", clock.secondsAndDate(clock.micros(session.heardAtNanos())));
    }
    page.item(3, "last change", clock.secondsAndDate(clock.micros(session.changedAtNanos())));
    page.item(3, "packets received", session.count(BfdCounter.RECEIVED));
    page.item(3, "packets sent", session.count(BfdCounter.SENT));
    page.item(3, "packets sent late", session.count(BfdCounter.SENT_LATE));
    page.item(3, "polls not answered", session.count(BfdCounter.POLL_IGNORED));
    page.item(3, "went up", session.count(BfdCounter.WENT_UP));
    page.item(3, "went down", session.count(BfdCounter.WENT_DOWN));
    page.item(3, "stalls forgiven", session.count(BfdCounter.STALL_FORGIVEN));
  }

  private void discards() {
    page.section("BFD Discarded packets");
    for (BfdDiscard reason : BfdDiscard.values()) {
      page.item(1, reason.word(), bfd.count(reason));
    }
  }

  private static String micros(long nanos) {
    return nanos / 1_000 + " us";
  }

  private static String hex(int discriminator) {
    return "0x" + Integer.toHexString(discriminator);
  }
}
