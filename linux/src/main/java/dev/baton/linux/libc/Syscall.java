package dev.baton.linux.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The one door to the kernel: libc's {@code syscall} with a number of {@link Sys} and up to six
 * arguments, each a number or an address.
 *
 * <p>One handle serves every call because each further downcall shape costs two to four
 * milliseconds of start-up, while the call itself costs nothing beside the kernel's work. The
 * result is that of the system call, or the negated errno: a kernel error is a value, never a
 * throw.
 *
 * <p>The calls act on one thread where C's wrappers would act on all of the process: credentials
 * above all. A call that waits may be interrupted by a signal of the virtual machine; who waits,
 * repeats on {@code EINTR}.
 *
 * <p>Never linked as {@code critical}: that saves two nanoseconds and holds up every safepoint for
 * as long as the kernel takes.
 */
public final class Syscall {

  // long syscall(long number, ...);
  private static final MethodHandle SYSCALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                  JAVA_LONG),
              Linker.Option.firstVariadicArg(1),
              Linker.Option.captureCallState("errno"));

  /** Where the linker leaves errno; the virtual machine's own would be overwritten by then. */
  private static final ThreadLocal<MemorySegment> CALL_STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

  /** Stands before the kernel: lets a call through, or answers in its place. */
  @FunctionalInterface
  public interface Gate {

    /** 0 to let the call of this number through, or the errno with which it fails. */
    int errno(int number);
  }

  private static final Gate OPEN = number -> 0;

  private static volatile Gate gate = OPEN;

  private Syscall() {}

  /** Puts a gate before every call of this virtual machine; for {@code dev.baton.linux.fault}. */
  public static void guard(Gate newGate) {
    gate = newGate;
  }

  /** Takes the gate away. */
  public static void unguard() {
    gate = OPEN;
  }

  public static int call(int number) {
    return call(number, 0, 0, 0, 0, 0, 0);
  }

  public static int call(int number, long a) {
    return call(number, a, 0, 0, 0, 0, 0);
  }

  public static int call(int number, long a, long b) {
    return call(number, a, b, 0, 0, 0, 0);
  }

  public static int call(int number, long a, long b, long c) {
    return call(number, a, b, c, 0, 0, 0);
  }

  public static int call(int number, long a, long b, long c, long d) {
    return call(number, a, b, c, d, 0, 0);
  }

  public static int call(int number, long a, long b, long c, long d, long e) {
    return call(number, a, b, c, d, e, 0);
  }

  /** The result of the call, or the negated errno. No call made here returns more than an int. */
  public static int call(int number, long a, long b, long c, long d, long e, long f) {
    int refusal = gate.errno(number);
    if (refusal != 0) {
      return -refusal;
    }
    MemorySegment callState = CALL_STATE.get();
    long result;
    try {
      result = (long) SYSCALL.invokeExact(callState, (long) number, a, b, c, d, e, f);
    } catch (Throwable bindingBug) {
      throw new AssertionError("syscall is bound wrongly", bindingBug);
    }
    // The structure of the call state has one member on Linux.
    return result == -1 ? -callState.get(JAVA_INT, 0) : (int) result;
  }
}
