package dev.baton.linux.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Random bytes of the kernel's generator, good enough for keys (getrandom(2)). */
public final class Entropy {

  /** Up to so many the kernel gives whole, whatever signal comes. */
  public static final int BYTES_MAX = 256;

  private Entropy() {}

  /** So many random bytes, at most {@link #BYTES_MAX}. */
  public static byte[] bytes(int count) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(count);
      // ssize_t getrandom(void *buf, size_t buflen, unsigned int flags);
      int result = Syscall.call(Sys.GETRANDOM, buffer.address(), count, 0);
      if (result != count) {
        throw new AssertionError("getrandom gave " + result + " of " + count + " bytes");
      }
      return buffer.toArray(JAVA_BYTE);
    }
  }
}
