package dev.baton.supervisor.life;

import dev.baton.linux.OsException;
import dev.baton.linux.process.Capabilities;
import dev.baton.linux.process.Capability;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.process.ThisProcess.Limit;
import dev.baton.linux.process.ThisProcess.Resource;
import java.util.Set;

/**
 * What the kernel permits a process to do.
 *
 * @param realTimePriorityMax the highest real-time priority without a capability; 0 for none
 * @param niceMin the lowest nice value without a capability
 * @param locksMemory whether it can lock any amount of memory without a capability
 */
record Rights(
    int uid,
    int gid,
    Set<Capability> capabilities,
    long realTimePriorityMax,
    long niceMin,
    boolean locksMemory) {

  /** The limit counts from 1, the lowest, to 40 (getrlimit(2)). */
  private static final int NICE_OF_LIMIT_ZERO = 20;

  /** This process's. */
  static Rights own() {
    return new Rights(
        ThisProcess.uid(),
        ThisProcess.gid(),
        Capabilities.effective(),
        limit(Resource.REALTIME_PRIORITY),
        NICE_OF_LIMIT_ZERO - limit(Resource.NICE),
        limit(Resource.LOCKED_BYTES) == Long.MAX_VALUE);
  }

  private static long limit(Resource resource) {
    try {
      long soft = ThisProcess.limit(resource).soft();
      return soft == Limit.UNLIMITED ? Long.MAX_VALUE : soft;
    } catch (OsException unknown) {
      return 0;
    }
  }

  boolean has(Capability capability) {
    return capabilities.contains(capability);
  }
}
