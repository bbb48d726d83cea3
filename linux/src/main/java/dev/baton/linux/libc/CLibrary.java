package dev.baton.linux.libc;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A function of the C library that is no system call and returns an int. */
public final class CLibrary {

  private static final int ARGUMENTS = 7;

  private final MemorySegment function;

  private CLibrary(MemorySegment function) {
    this.function = function;
  }

  /** The function of this name. */
  public static CLibrary function(String name) {
    return new CLibrary(NativeCall.function(name));
  }

  /** The function's result; the upper half of what the register holds then is not defined. */
  public int call(long... arguments) {
    long[] all = Arrays.copyOf(arguments, ARGUMENTS);
    return (int) NativeCall.call(function, all[0], all[1], all[2], all[3], all[4], all[5], all[6]);
  }
}
