package dev.baton.linux.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A function of the C library that is no system call, bound when its class is first used.
 *
 * <p>All are called through one shape, six longs to a long, since each further shape costs
 * milliseconds. In the calling conventions of both architectures a number or address goes into a
 * register of 64 bits whatever its type, a function reads as much of it as it wants, and arguments
 * beyond its last are not looked at. The upper half of an int result is not defined, so only the
 * lower is used.
 */
public final class CLibrary {

  private static final int ARGUMENTS = 6;

  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private final String name;
  private final MethodHandle handle;

  private CLibrary(String name, MethodHandle handle) {
    this.name = name;
    this.handle = handle;
  }

  /** The function of this name. */
  public static CLibrary function(String name) {
    Linker linker = Linker.nativeLinker();
    var symbol = linker.defaultLookup().findOrThrow(name);
    return new CLibrary(name, linker.downcallHandle(symbol, SHAPE));
  }

  /** The function's result, of a function that returns an int. */
  public int call(long... arguments) {
    long[] all = Arrays.copyOf(arguments, ARGUMENTS);
    try {
      return (int) (long) handle.invokeExact(all[0], all[1], all[2], all[3], all[4], all[5]);
    } catch (Throwable bindingBug) {
      throw new AssertionError(name + " is bound wrongly", bindingBug);
    }
  }
}
