package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.model.Command;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.ScriptConfig;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the router needs for the instances and scripts of a configuration, and whether it has so
 * much. A router that runs out of memory gives its addresses up, and so does each that follows it;
 * and during a reload the old configuration and the new one are there at the same time. So what is
 * too large is refused where it is read, with the line that is too much.
 */
final class RouterSize {

  /**
   * Of the heap that packaging/image/lib/baton/router.flags gives, a fifth: at a reload there is
   * the same once more for what comes, as much again while it takes over from what was there, and
   * the text while it is read. It is enough for 70,000 addresses, or 14,000 instances.
   */
  private static final long BYTES_MAX = 48L << 20;

  /** Its configuration, its state, its counters and its template of an advert. */
  private static final int INSTANCE_BYTES = 2_200;

  /** In the configuration, the wish, what is held, what the kernel has, and by whom it is held. */
  private static final int ADDRESS_BYTES = 650;

  /** A route or a rule: as an address, and with more words. */
  private static final int ROUTING_BYTES = 1_200;

  /** A round of announcements is a step of the plan for each hundred addresses. */
  private static final int ROUND_BYTES = 100;

  private static final int ADDRESSES_PER_STEP = 100;

  /** Its place in such a step. */
  private static final int FRAME_BYTES = 8;

  private static final int TRACKED_BYTES = 100;

  /** A vrrp_script, its command and its verdict. */
  private static final int SCRIPT_BYTES = 700;

  /** A command, beside its characters, which are in its text and in its words. */
  private static final int COMMAND_BYTES = 300;

  private static final int CHARACTER_BYTES = 4;

  private final Diagnostics diagnostics;
  private long bytes;

  RouterSize(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether there is room for this instance, which stands there. */
  boolean fits(InstanceConfig instance, SourceSpan span) {
    long addresses = (long) instance.addresses().size() + instance.excludedAddresses().size();
    long tracked = (long) instance.trackedInterfaces().size() + instance.trackedObjects().size();
    return spend(
        INSTANCE_BYTES
            + ADDRESS_BYTES * addresses
            + announcements(instance.announce(), addresses)
            + routing(instance.routing())
            + TRACKED_BYTES * tracked
            + commands(instance.notification()),
        span);
  }

  /** What plans hold: the longest repetition of all announcements. */
  private static long announcements(AnnounceConfig announce, long addresses) {
    long rounds = Math.max(announce.masterRepeat(), announce.refreshRepeat());
    rounds = Math.max(rounds, announce.lowerPriorityRepeat());
    long steps = 1 + addresses / ADDRESSES_PER_STEP;
    return rounds * (ROUND_BYTES * steps + FRAME_BYTES * addresses);
  }

  private static long commands(NotifyConfig notify) {
    return Stream.of(
            notify.master(),
            notify.backup(),
            notify.fault(),
            notify.stop(),
            notify.deleted(),
            notify.masterRxLowerPriority(),
            notify.any())
        .flatMap(Optional::stream)
        .mapToLong(RouterSize::of)
        .sum();
  }

  private static long of(Command command) {
    return COMMAND_BYTES + (long) CHARACTER_BYTES * command.text().length();
  }

  private static long routing(RoutingConfig routing) {
    return (long) ROUTING_BYTES * (routing.routes().size() + routing.rules().size());
  }

  /** Whether there is room for the static routes and rules, the last of which stands there. */
  boolean fits(RoutingConfig routing, SourceSpan span) {
    return spend(routing(routing), span);
  }

  /** Whether there is room for one more static address, which stands there. */
  boolean fitsAddress(SourceSpan span) {
    return spend(ADDRESS_BYTES, span);
  }

  /** Whether there is room for this script, which stands there. */
  boolean fits(ScriptConfig script, SourceSpan span) {
    return spend(SCRIPT_BYTES + of(script.command()), span);
  }

  private boolean spend(long more, SourceSpan span) {
    boolean told = bytes > BYTES_MAX;
    bytes += more;
    if (bytes > BYTES_MAX && !told) {
      diagnostics.add(
          Diagnostic.error("too-large", span, "Configuration too large for the VRRP process")
              .because(
                  "instances, addresses, scripts and repeated announcements up to this one"
                      + " need more than "
                      + (BYTES_MAX >> 20)
                      + " MiB of memory")
              .withHelp("divide the instances among several daemons, or repeat GARPs less often")
              .ending());
    }
    return bytes <= BYTES_MAX;
  }
}
