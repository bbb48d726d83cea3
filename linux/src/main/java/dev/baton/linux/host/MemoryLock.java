package dev.baton.linux.host;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.Syscall;

/**
 * Keeps this process's memory from being swapped out (mlock(2)). Results are 0 or a negated errno.
 */
public final class MemoryLock {

  private MemoryLock() {}

  /**
   * Locks every page from when it is first touched. To lock all that is reserved would make the
   * whole heap and every thread's stack resident: 95 MB in place of 41.
   */
  public static int lockOnFault() {
    // int mlockall(int flags);
    return Syscall.call(
        Sys.MLOCKALL, SysProcess.MCL_CURRENT | SysProcess.MCL_FUTURE | SysProcess.MCL_ONFAULT);
  }

  public static int unlock() {
    // int munlockall(void);
    return Syscall.call(Sys.MUNLOCKALL);
  }
}
