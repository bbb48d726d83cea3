package dev.baton.supervisor.observe;

import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import java.util.Set;

/** The text of {@code keepalived.stats}: the counters of every instance. */
public final class StatisticsDump {

  /** What it prints. */
  public static final Set<SnapshotSection<?>> SECTIONS = Set.of(SnapshotSection.INSTANCES);

  private final StringBuilder out = new StringBuilder(1024);
  private final NodeSnapshot.Instance instance;

  private StatisticsDump(NodeSnapshot.Instance instance) {
    this.instance = instance;
  }

  /** The whole file. */
  public static String text(RouterSnapshot snapshot) {
    var text = new StringBuilder(1024);
    for (NodeSnapshot.Instance instance : snapshot.get(SnapshotSection.INSTANCES).instances()) {
      text.append(new StatisticsDump(instance).print());
    }
    return text.toString();
  }

  private StringBuilder print() {
    out.append("VRRP Instance: ").append(instance.name()).append('\n');
    title("Advertisements");
    item("Received", VrrpCounter.ADVERT_RECEIVED);
    item("Sent", VrrpCounter.ADVERT_SENT);
    line("  Became master", VrrpCounter.BECAME_MASTER);
    line("  Released master", VrrpCounter.RELEASED_MASTER);
    title("Packet Errors");
    item("Length", VrrpCounter.PACKET_LENGTH_ERROR);
    item("TTL", VrrpCounter.IP_TTL_ERROR);
    item("Invalid Type", VrrpCounter.INVALID_TYPE_RECEIVED);
    item("Advertisement Interval", VrrpCounter.ADVERT_INTERVAL_ERROR);
    item("Address List", VrrpCounter.ADDRESS_LIST_ERROR);
    title("Authentication Errors");
    item("Invalid Type", VrrpCounter.INVALID_AUTHENTICATION_TYPE);
    item("Type Mismatch", VrrpCounter.AUTHENTICATION_TYPE_MISMATCH);
    item("Failure", VrrpCounter.AUTHENTICATION_FAILURE);
    title("Authentication Extension Errors");
    item("Missing", VrrpCounter.TRAILER_MISSING);
    item("Malformed", VrrpCounter.TRAILER_MALFORMED);
    item("Unknown Key", VrrpCounter.TRAILER_UNKNOWN_KEY);
    item("Invalid HMAC", VrrpCounter.TRAILER_WRONG_HMAC);
    item("Stale", VrrpCounter.TRAILER_STALE);
    item("Replay", VrrpCounter.TRAILER_REPLAY);
    title("Priority Zero");
    item("Received", VrrpCounter.PRIORITY_ZERO_RECEIVED);
    item("Sent", VrrpCounter.PRIORITY_ZERO_SENT);
    return out;
  }

  private void title(String title) {
    out.append("  ").append(title).append(":\n");
  }

  private void item(String name, VrrpCounter counter) {
    line("    " + name, counter);
  }

  private void line(String name, VrrpCounter counter) {
    out.append(name).append(": ").append(DumpText.count(instance, counter)).append('\n');
  }
}
