package dev.baton.linux.libc;

import java.lang.foreign.MemorySegment;

/**
 * The one door to the kernel: libc's {@code syscall} with a number of {@link Sys} and up to six
 * arguments, each a number or an address. The result is that of the system call, or the negated
 * errno: a kernel error is a value, never a throw.
 *
 * <p>The calls act on one thread where C's wrappers would act on all of the process: credentials
 * above all. A call that waits may be interrupted by a signal of the virtual machine; who waits,
 * repeats on {@code EINTR}.
 */
public final class Syscall {

  // long syscall(long number, ...);
  private static final MemorySegment SYSCALL = NativeCall.function("syscall");

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
    long result = NativeCall.call(SYSCALL, number, a, b, c, d, e, f);
    return result == -1 ? -NativeCall.errno() : (int) result;
  }
}
