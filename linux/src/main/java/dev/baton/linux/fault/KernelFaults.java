package dev.baton.linux.fault;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Counts the system calls of some threads and lets one of them fail, or one kind of them always, as
 * if the kernel had refused it. There is one at a time in a virtual machine, from its making to its
 * closing.
 *
 * <p>Closing a descriptor is neither counted nor refused: the kernel never refuses it so that the
 * descriptor stays open, so a caller has nothing to get right.
 */
public final class KernelFaults implements AutoCloseable {

  private static final int NEVER = -1;

  private final Predicate<Thread> threads;
  private final int failingIndex;
  private final int failingNumber;
  private final int errno;
  private volatile int refused = NEVER;
  private final AtomicInteger calls = new AtomicInteger();

  private KernelFaults(Predicate<Thread> threads, int failingIndex, int failingNumber, int errno) {
    this.threads = threads;
    this.failingIndex = failingIndex;
    this.failingNumber = failingNumber;
    this.errno = errno;
  }

  /** Only counts. */
  public static KernelFaults none(Predicate<Thread> threads) {
    return installed(new KernelFaults(threads, NEVER, NEVER, 0));
  }

  /** Lets the call with this index, from 0, fail once with this errno. */
  public static KernelFaults at(Predicate<Thread> threads, int index, int errno) {
    return installed(new KernelFaults(threads, index, NEVER, errno));
  }

  /** Lets every call of this name, as {@link #refused} has it, fail with this errno. */
  public static KernelFaults every(Predicate<Thread> threads, String call, int errno) {
    for (Field field : Sys.class.getFields()) {
      if (field.getName().equals(call)) {
        return installed(new KernelFaults(threads, NEVER, numberOf(field), errno));
      }
    }
    throw new IllegalArgumentException("no such call: " + call);
  }

  private static KernelFaults installed(KernelFaults faults) {
    Syscall.guard(faults::refusal);
    return faults;
  }

  private int refusal(int number) {
    if (number == Sys.CLOSE || !threads.test(Thread.currentThread())) {
      return 0;
    }
    if (calls.getAndIncrement() != failingIndex && number != failingNumber) {
      return 0;
    }
    refused = number;
    return errno;
  }

  /** The call that was refused, as {@link Sys} names it, such as {@code SENDTO}; empty for none. */
  public String refused() {
    for (Field field : Sys.class.getFields()) {
      if (numberOf(field) == refused) {
        return field.getName();
      }
    }
    return "";
  }

  private static int numberOf(Field field) {
    try {
      return field.getInt(null);
    } catch (IllegalAccessException impossible) {
      throw new LinkageError("a constant of Sys", impossible);
    }
  }

  /** How many calls there have been. */
  public int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    Syscall.unguard();
  }
}
