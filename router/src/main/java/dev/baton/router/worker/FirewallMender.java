package dev.baton.router.worker;

import dev.baton.core.kernel.KernelError;
import dev.baton.core.log.LineLimit;
import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the firewall's tables anew when somebody else has changed them. Others may change theirs as
 * often as they like; ours are looked at so often only that it costs little.
 */
final class FirewallMender {

  /** Between two looks: soon enough that an address is not answered for long. */
  private static final long PAUSE_NANOS = 5_000_000;

  /** What the kernel refuses is tried again so much later. */
  private static final long RETRY_NANOS = 1_000_000_000;

  private final KernelActor kernel;

  /** Who is at odds with another program does not fill the log. */
  private final LineLimit told = new LineLimit(10, 10 * RETRY_NANOS);

  private String program = "";
  private long dueNanos = VrrpState.NEVER;
  private long lookedAtNanos = Long.MIN_VALUE;

  FirewallMender(KernelActor kernel) {
    this.kernel = kernel;
  }

  /** This program has changed something; empty if nobody knows which. */
  void changedBy(String who, long nowNanos) {
    program = who;
    long soonest = lookedAtNanos == Long.MIN_VALUE ? nowNanos : lookedAtNanos + PAUSE_NANOS;
    dueNanos = Math.min(dueNanos, Math.max(nowNanos, soonest));
  }

  /** When {@link #look} is due. */
  long dueNanos() {
    return dueNanos;
  }

  /** Looks, and mends; what is to be told of it. */
  List<LogLine> look(long nowNanos) {
    lookedAtNanos = nowNanos;
    dueNanos = VrrpState.NEVER;
    var lines = new ArrayList<LogLine>();
    for (Map.Entry<IpFamily, Integer> mended : kernel.mendFirewall().entrySet()) {
      int errno = mended.getValue();
      if (errno != 0) {
        dueNanos = nowNanos + RETRY_NANOS;
      }
      if (told.admits(nowNanos)) {
        long leftOutCount = told.takeLeftOut();
        lines.add(line(mended.getKey(), errno, leftOutCount));
      }
    }
    return lines;
  }

  private LogLine line(IpFamily family, int errno, long leftOutCount) {
    String who = program.isEmpty() ? "somebody" : program;
    String before =
        leftOutCount == 0 ? "" : " (" + leftOutCount + " more lines like this were left out)";
    String what = who + " changed our " + family + " firewall table, ";
    return errno == 0
        ? LogLine.info(what + "which is made anew" + before)
        : LogLine.error(what + "which cannot be mended: " + KernelError.text(errno) + before);
  }
}
