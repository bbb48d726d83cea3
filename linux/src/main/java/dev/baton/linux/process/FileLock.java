package dev.baton.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.baton.linux.Fd;
import dev.baton.linux.libc.Fcntl;
import dev.baton.linux.libc.Fcntl.Flock;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A lock on a whole file, exclusive or shared, held by an open descriptor and gone with its last
 * duplicate (fcntl(2), open file description locks). Unlike a classic record lock it does not
 * vanish when some other part of the process closes the same file.
 */
public final class FileLock {

  private FileLock() {}

  /** Takes it without waiting: 0, {@code -EAGAIN} when another holds it, or a negated errno. */
  public static int tryLock(Fd file) {
    return set(file, Fcntl.F_WRLCK);
  }

  /**
   * Takes a lock that readers share. It fails with {@code -EAGAIN} where somebody holds the file
   * exclusively, for which he had to be allowed to write it.
   */
  public static int tryShare(Fd file) {
    return set(file, Fcntl.F_RDLCK);
  }

  public static int unlock(Fd file) {
    return set(file, Fcntl.F_UNLCK);
  }

  private static int set(Fd file, int type) {
    try (var arena = Arena.ofConfined()) {
      // Zeros elsewhere: from the beginning, to the end, and no pid, as these locks demand.
      MemorySegment lock = arena.allocate(Flock.SIZE, 8);
      lock.set(JAVA_SHORT, Flock.L_TYPE, (short) type);
      return Syscall.call(Sys.FCNTL, file.number(), Fcntl.F_OFD_SETLK, lock.address());
    }
  }
}
