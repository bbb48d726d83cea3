package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.MILLISECOND;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpEvent.Heard;
import dev.baton.core.vrrp.VrrpEvent.TimePassed;
import dev.baton.core.vrrp.VrrpState.Init;
import java.util.ArrayList;
import java.util.List;

/** One virtual router in virtual time: it is told events and keeps what it then did. */
final class Router {

  VrrpConfig config;
  VrrpState state;
  long nowNanos = 5_000_000_000L;
  List<VrrpAction> did = List.of();
  final List<Long> advertTimes = new ArrayList<>();

  Router(VrrpConfig config) {
    this.config = config;
    this.state = new Init(config.basePriority());
  }

  static Router started(VrrpConfig config) {
    return new Router(config).tell(new VrrpEvent.Start());
  }

  /** A router that became master by hearing nobody. */
  static Router master(VrrpConfig config) {
    Router router = started(config);
    return router.state.isMaster() ? router : router.untilDeadline();
  }

  Router tell(VrrpEvent event) {
    var step = VrrpMachine.step(config, state, event, nowNanos);
    state = step.state();
    did = step.actions();
    if (did.stream().anyMatch(VrrpAction.SendAdvert.class::isInstance)) {
      advertTimes.add(nowNanos);
    }
    return this;
  }

  Router hears(int priority, IpAddress source) {
    return hears(priority, source, Given.SECOND);
  }

  Router hears(int priority, IpAddress source, long intervalNanos) {
    return tell(new Heard(packet(priority, intervalNanos), source, Given.LOCAL));
  }

  private static VrrpPacket packet(int priority, long intervalNanos) {
    return new VrrpPacket(VrrpVersion.V3, 51, priority, intervalNanos, List.of(Given.VIP));
  }

  /** Lets time pass without a deadline in it. */
  Router waits(long milliseconds) {
    nowNanos += milliseconds * MILLISECOND;
    return this;
  }

  /** Lets time pass until the next deadline, exactly. */
  Router untilDeadline() {
    nowNanos = Math.max(nowNanos, state.nextDeadlineNanos());
    return tell(new TimePassed());
  }

  /** Lets this much time pass, with every deadline in it. */
  Router runs(long milliseconds) {
    long endNanos = nowNanos + milliseconds * MILLISECOND;
    while (state.nextDeadlineNanos() <= endNanos) {
      untilDeadline();
    }
    nowNanos = endNanos;
    return this;
  }

  /** How long from now until the deadline. */
  double deadlineMs() {
    return (state.nextDeadlineNanos() - nowNanos) / 1e6;
  }

  List<String> words() {
    return Words.of(did);
  }

  boolean said(String text) {
    return words().stream().anyMatch(word -> word.contains(text));
  }
}
