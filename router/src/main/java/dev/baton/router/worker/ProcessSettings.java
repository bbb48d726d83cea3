package dev.baton.router.worker;

import dev.baton.core.model.RouterConfig;
import dev.baton.linux.Errno;
import dev.baton.linux.host.MemoryLock;
import dev.baton.linux.host.Scheduling;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.process.ThisProcess.Limit;
import dev.baton.linux.process.ThisProcess.Resource;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The process's settings in the operating system: its name, and the claims on processor and memory
 * with which its adverts leave on time.
 *
 * <p>Three threads get priority: the loop, the worker, and HotSpot's "VM Thread", which performs
 * garbage collections. When other processes starved that thread, a collection stopped the loop for
 * 60 ms instead of 4 ms.
 */
final class ProcessSettings {

  private static final String VM_THREAD = "VM Thread";
  private static final int NICE_MIN = -20;

  private final int loopThread;

  /** By which name the process was started. */
  private final String firstName;

  private final Set<String> refusals = new LinkedHashSet<>();
  private boolean realTime;
  private boolean locked;

  private ProcessSettings(int loopThread, String firstName) {
    this.loopThread = loopThread;
    this.firstName = firstName;
  }

  /** Of a process whose loop is the calling thread. */
  static ProcessSettings ofLoop() {
    return new ProcessSettings(ThisProcess.threadId(), ThisProcess.name());
  }

  /** Does what the configuration asks for; called by the worker. Returns what was refused. */
  List<String> take(RouterConfig config) {
    refusals.clear();
    String name = config.processName().isEmpty() ? firstName : config.processName();
    check("process name", ThisProcess.name(name));
    schedule(config);
    limit(config.realtimeLimitMicros());
    lock(config.lockMemory());
    if (!config.cpus().isEmpty()) {
      bind(config.cpus());
    }
    return List.copyOf(refusals);
  }

  private void check(String what, int result) {
    // A thread that has ended meanwhile needs nothing.
    if (result < 0 && result != -Errno.ESRCH) {
      refusals.add("Cannot set " + what + ": " + Errno.message(result));
    }
  }

  private void schedule(RouterConfig config) {
    int vmThread = Scheduling.threadNamed(VM_THREAD).orElse(loopThread);
    int handsThread = ThisProcess.threadId();
    int priority = config.realtimePriority();
    // What works for a real-time loop, the compiler above all, comes right behind it.
    int nice = priority > 0 ? NICE_MIN : config.niceLevel();
    for (int thread : Scheduling.threads()) {
      check("nice value", Scheduling.nice(thread, nice));
    }
    if (priority > 0) {
      check("real-time priority", Scheduling.realTime(loopThread, priority));
      check("real-time priority", Scheduling.realTime(vmThread, priority));
      // Where there is one processor, the loop must not wait for the worker's share of it to end.
      check("real-time priority", Scheduling.realTime(handsThread, Math.max(1, priority - 1)));
    } else if (realTime) {
      for (int thread : new int[] {loopThread, handsThread, vmThread}) {
        check("normal priority", Scheduling.normal(thread));
      }
    }
    realTime = priority > 0;
  }

  /** Only when it was asked for: a limit that a takeover can reach kills the router in one. */
  private void limit(long micros) {
    if (micros > 0) {
      var limit = new Limit(micros, micros);
      check("CPU limit", ThisProcess.limit(ThisProcess.pid(), Resource.REALTIME_MICROS, limit));
    }
  }

  private void lock(boolean wanted) {
    if (wanted && !locked) {
      check("memory lock", MemoryLock.lockOnFault());
    } else if (!wanted && locked) {
      check("memory lock", MemoryLock.unlock());
    }
    locked = wanted;
  }

  /** Every thread there is; those that will be started inherit it. */
  private void bind(List<Integer> cpus) {
    var mask = new BitSet();
    cpus.forEach(mask::set);
    for (int thread : Scheduling.threads()) {
      check("CPU affinity", Scheduling.affinity(thread, mask));
    }
  }
}
