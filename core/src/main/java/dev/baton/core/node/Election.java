package dev.baton.core.node;

import dev.baton.core.vrrp.Complaints;
import dev.baton.core.vrrp.ReplayMarks;
import dev.baton.core.vrrp.Verdict;
import dev.baton.core.vrrp.VrrpAction;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.vrrp.VrrpEvent;
import dev.baton.core.vrrp.VrrpMachine;
import dev.baton.core.vrrp.VrrpReceiver;
import dev.baton.core.vrrp.VrrpState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the machine and the receiver of one instance remember: the state, the complaints that were
 * made already, and the counters. It decides nothing; who carries the actions out is the caller.
 */
final class Election {

  private VrrpState state;
  private Complaints said = Complaints.NONE;
  private final Map<VrrpCounter, Long> counters = new EnumMap<>(VrrpCounter.class);

  /** Outside: nothing has begun. */
  Election(int priority) {
    state = new VrrpState.Init(priority);
  }

  VrrpState state() {
    return state;
  }

  boolean isMaster() {
    return state.isMaster();
  }

  /** Whether it takes no part: before the start, or at fault. */
  boolean isOut() {
    return state instanceof VrrpState.Init || state instanceof VrrpState.Fault;
  }

  /** Back to the time before the start. */
  void restart(int priority) {
    state = new VrrpState.Init(priority);
  }

  /** Lets the machine decide; its actions are to be carried out in their order. */
  List<VrrpAction> step(VrrpConfig config, VrrpEvent event, long nowNanos) {
    VrrpMachine.Step step = VrrpMachine.step(config, state, event, nowNanos);
    state = step.state();
    return step.actions();
  }

  /** Judges a datagram; what was complained of is not complained of again. */
  Verdict judge(VrrpConfig config, ReplayMarks marks, VrrpReceiver.Arrival arrival) {
    Verdict verdict = VrrpReceiver.receive(config, state, said, marks, arrival);
    said = verdict.said();
    return verdict;
  }

  void count(VrrpCounter counter) {
    counters.merge(counter, 1L, Long::sum);
  }

  long counted(VrrpCounter counter) {
    return counters.getOrDefault(counter, 0L);
  }

  /** All counters, in the order in which they are declared. */
  List<Long> counted() {
    return Arrays.stream(VrrpCounter.values()).map(this::counted).toList();
  }

  void clearCounters() {
    counters.clear();
  }
}
