package dev.baton.linux.process;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.baton.linux.libc.LinuxCapability;
import dev.baton.linux.libc.LinuxCapability.UserCapData;
import dev.baton.linux.libc.LinuxCapability.UserCapHeader;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;

/**
 * The capabilities of the calling thread, and of threads that it starts afterwards
 * (capabilities(7)). Linux keeps them per thread; only exec can change those of a whole process.
 */
public final class Capabilities {

  /** Version 3 has 64 bits, in two halves. */
  private static final int HALVES = 2;

  private Capabilities() {}

  /** What the kernel lets the calling thread do now, of what Baton has a use for. */
  public static Set<Capability> effective() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate((long) HALVES * UserCapData.SIZE, 4);
      Set<Capability> held = EnumSet.noneOf(Capability.class);
      // int capget(cap_user_header_t hdrp, cap_user_data_t datap);
      if (Syscall.call(Sys.CAPGET, header(arena), data.address()) < 0) {
        return held;
      }
      long bits = bits(data, UserCapData.EFFECTIVE);
      for (Capability capability : Capability.values()) {
        if (((bits >>> capability.number()) & 1) != 0) {
          held.add(capability);
        }
      }
      return held;
    }
  }

  /**
   * Gives up all others, for good: what is permitted and in effect becomes what was permitted of
   * these. Nothing is inheritable or ambient afterwards, so an exec as another user than root has
   * none. An exec as root still gets all that the bounding set allows.
   *
   * @return 0 or a negated errno
   */
  public static int keepOnly(Set<Capability> wanted) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate((long) HALVES * UserCapData.SIZE, 4);
      int result = Syscall.call(Sys.CAPGET, header(arena), data.address());
      if (result < 0) {
        return result;
      }
      long kept = 0;
      for (Capability capability : wanted) {
        kept |= 1L << capability.number();
      }
      kept &= bits(data, UserCapData.PERMITTED);
      put(data, UserCapData.EFFECTIVE, kept);
      put(data, UserCapData.PERMITTED, kept);
      // What is not inheritable cannot stay ambient: the kernel sees to that.
      put(data, UserCapData.INHERITABLE, 0);
      // int capset(cap_user_header_t hdrp, const cap_user_data_t datap);
      return Syscall.call(Sys.CAPSET, header(arena), data.address());
    }
  }

  /** The pid in it stays 0, the calling thread. */
  private static long header(Arena arena) {
    MemorySegment header = arena.allocate(UserCapHeader.SIZE, 4);
    header.set(JAVA_INT, UserCapHeader.VERSION, LinuxCapability._LINUX_CAPABILITY_VERSION_3);
    return header.address();
  }

  private static long bits(MemorySegment data, int member) {
    long low = Integer.toUnsignedLong(data.get(JAVA_INT, member));
    long high = data.get(JAVA_INT, UserCapData.SIZE + member);
    return high << Integer.SIZE | low;
  }

  private static void put(MemorySegment data, int member, long bits) {
    data.set(JAVA_INT, member, (int) bits);
    data.set(JAVA_INT, UserCapData.SIZE + member, (int) (bits >>> Integer.SIZE));
  }
}
