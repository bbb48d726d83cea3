package dev.baton.linux;

import dev.baton.linux.libc.Header;

/**
 * The numbers of signals, those of {@code <signal.h>}, the same on x86-64 and aarch64.
 *
 * <p>Real-time signals are counted from {@link #SIGRTMIN} as glibc does, which keeps the first two
 * for itself.
 */
@Header("signal.h")
public final class Signal {

  public static final int SIGHUP = 1;
  public static final int SIGINT = 2;
  public static final int SIGQUIT = 3;
  public static final int SIGKILL = 9;
  public static final int SIGUSR1 = 10;
  public static final int SIGUSR2 = 12;
  public static final int SIGTERM = 15;
  public static final int SIGCHLD = 17;
  public static final int SIGSTOP = 19;
  public static final int SIGXCPU = 24;

  /** A call into the library in C, so the audit finds it by running a program. */
  public static final int SIGRTMIN = 34;

  /** The highest signal there is. */
  public static final int SIGRTMAX = 64;

  private Signal() {}

  /** The set with these signals, as the kernel takes it: bit {@code n-1} is signal {@code n}. */
  public static long set(int... signals) {
    long set = 0;
    for (int signal : signals) {
      set |= 1L << (signal - 1);
    }
    return set;
  }
}
