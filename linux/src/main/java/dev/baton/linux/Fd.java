package dev.baton.linux;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;

/**
 * An open file descriptor and its owner: closed once, however often it is asked to.
 *
 * <p>A number that was closed may be somebody else's at once, so a closed owner answers −1, which
 * the kernel refuses with {@code EBADF}.
 */
public final class Fd implements AutoCloseable {

  private int number;

  private Fd(int number) {
    this.number = number;
  }

  /** The owner of a descriptor that this process was started with or was sent. */
  public static Fd adopt(int number) {
    return new Fd(number);
  }

  /** The owner of what a call has opened. */
  public static Fd opened(int result, String call, String subject) throws OsException {
    return new Fd(OsException.check(result, call, subject));
  }

  /** The descriptor, or −1 when it is closed. */
  public int number() {
    return number;
  }

  public boolean isOpen() {
    return number >= 0;
  }

  /** Up to {@code target.length} bytes: their count, 0 at the end, or a negated errno. */
  public int read(byte[] target) {
    return Transfer.read(number, target);
  }

  /** As {@link #read}, from a place in the file and without moving the file's own. */
  public int readAt(byte[] target, long offset) {
    return Transfer.readAt(number, target, offset);
  }

  /** The count of bytes written, which may be fewer than all, or a negated errno. */
  public int write(byte[] source) {
    return Transfer.write(number, source);
  }

  @Override
  public void close() {
    if (number >= 0) {
      // int close(int fd); on Linux the descriptor is gone even when this fails.
      Syscall.call(Sys.CLOSE, number);
      number = -1;
    }
  }

  @Override
  public String toString() {
    return "fd " + number;
  }
}
