package dev.baton.linux.route;

import static dev.baton.linux.libc.LinuxRouting.*;

import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Metric;
import dev.baton.linux.netlink.MessageWriter;

/** The metrics of a route: an attribute for each, and one with a bit for each that is locked. */
final class RouteMetricsEncoder {

  private RouteMetricsEncoder() {}

  static void encode(RouteSpec spec, MessageWriter out) {
    if (spec.metrics().isEmpty()) {
      return;
    }
    int mark = out.beginNested(RTA_METRICS);
    int locked = 0;
    for (Metric metric : spec.metrics()) {
      int number = number(metric.kind());
      locked |= isLocked(metric) ? 1 << number : 0;
      if (metric.kind() == Metric.Kind.CONGCTL) {
        out.textAttribute(number, spec.congestionControl());
      } else {
        out.intAttribute(number, (int) metric.value());
      }
    }
    if (locked != 0) {
      out.intAttribute(RTAX_LOCK, locked);
    }
    out.endNested(mark);
  }

  /** The kernel heeds no other RTO_MIN, and ip-route(8) knows none. */
  private static boolean isLocked(Metric metric) {
    return metric.locked() || metric.kind() == Metric.Kind.RTO_MIN;
  }

  private static int number(Metric.Kind kind) {
    return switch (kind) {
      case MTU -> RTAX_MTU;
      case ADVMSS -> RTAX_ADVMSS;
      case REORDERING -> RTAX_REORDERING;
      case CWND -> RTAX_CWND;
      case SSTHRESH -> RTAX_SSTHRESH;
      case WINDOW -> RTAX_WINDOW;
      case INITCWND -> RTAX_INITCWND;
      case INITRWND -> RTAX_INITRWND;
      case HOPLIMIT -> RTAX_HOPLIMIT;
      case QUICKACK -> RTAX_QUICKACK;
      case FASTOPEN_NO_COOKIE -> RTAX_FASTOPEN_NO_COOKIE;
      case RTT -> RTAX_RTT;
      case RTTVAR -> RTAX_RTTVAR;
      case RTO_MIN -> RTAX_RTO_MIN;
      case FEATURES -> RTAX_FEATURES;
      case CONGCTL -> RTAX_CC_ALGO;
    };
  }
}
