package dev.baton.linux.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The one way out of Java: any function of the C library, with seven longs to a long.
 *
 * <p>The function is an argument, so that one handle serves them all: each further one costs ten
 * milliseconds of start-up, while the call costs nothing beside the kernel's work. In the calling
 * conventions of both architectures a number or address goes into a register of 64 bits whatever
 * its type, a function reads as much of it as it wants, and arguments beyond its last are not
 * looked at. So functions with fewer arguments, and those with a variable number, can be called
 * this way too; those with floating-point numbers or structures by value cannot.
 *
 * <p>Never linked as {@code critical}: that saves two nanoseconds and holds up every safepoint for
 * as long as the kernel takes.
 */
final class NativeCall {

  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle HANDLE =
      LINKER.downcallHandle(
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
              JAVA_LONG),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));

  /** Where the linker leaves errno; the virtual machine's own would be overwritten by then. */
  private static final ThreadLocal<MemorySegment> CALL_STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

  private NativeCall() {}

  /** The function of this name. */
  static MemorySegment function(String name) {
    return LINKER.defaultLookup().findOrThrow(name);
  }

  /** What the function returns; its errno is kept for {@link #errno}. */
  static long call(MemorySegment function, long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long) HANDLE.invokeExact(function, CALL_STATE.get(), a, b, c, d, e, f, g);
    } catch (Throwable bindingBug) {
      throw new AssertionError("a function is bound wrongly", bindingBug);
    }
  }

  /** What the last call of this thread has left in errno. */
  static int errno() {
    // The structure of the call state has one member on Linux.
    return CALL_STATE.get().get(JAVA_INT, 0);
  }
}
