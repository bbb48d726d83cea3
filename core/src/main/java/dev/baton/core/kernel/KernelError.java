package dev.baton.core.kernel;

import java.util.Map;

/**
 * The kernel's error numbers that changing its resources can meet, with their words. The numbers
 * are those of every architecture that Linux runs on except MIPS, SPARC, PA-RISC and Alpha, for
 * which there is no Java 25 either (asm-generic/errno.h).
 */
public final class KernelError {

  /** Operation not permitted. */
  public static final int EPERM = 1;

  /** No such file or directory: a sysctl that this kernel lacks. */
  public static final int ENOENT = 2;

  /** No such process: for rtnetlink, no such route. */
  public static final int ESRCH = 3;

  /** Interrupted. */
  public static final int EINTR = 4;

  /** Try again. */
  public static final int EAGAIN = 11;

  /** Out of memory. */
  public static final int ENOMEM = 12;

  /** Permission denied: an IPv6 address on an interface with disable_ipv6. */
  public static final int EACCES = 13;

  /** Busy. */
  public static final int EBUSY = 16;

  /** It is there already. */
  public static final int EEXIST = 17;

  /** No such interface. */
  public static final int ENODEV = 19;

  /** The request makes no sense to the kernel. */
  public static final int EINVAL = 22;

  /** No space left: max_addresses of the interface is reached. */
  public static final int ENOSPC = 28;

  /** The kernel was built without this kind of socket. */
  public static final int EPROTONOSUPPORT = 93;

  /** The kernel was built without this. */
  public static final int EOPNOTSUPP = 95;

  /** The kernel was built without this family. */
  public static final int EAFNOSUPPORT = 97;

  /** It is not there. */
  public static final int EADDRNOTAVAIL = 99;

  /** The interface is down. */
  public static final int ENETDOWN = 100;

  /** No route leads there. */
  public static final int ENETUNREACH = 101;

  /** No link leads to the next hop. */
  public static final int EHOSTUNREACH = 113;

  /** A buffer is full. */
  public static final int ENOBUFS = 105;

  /** There was no answer in time. */
  public static final int ETIMEDOUT = 110;

  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(EPERM, "Operation not permitted"),
          Map.entry(ENOENT, "No such file or directory"),
          Map.entry(ESRCH, "No such process"),
          Map.entry(EINTR, "Interrupted system call"),
          Map.entry(EAGAIN, "Resource temporarily unavailable"),
          Map.entry(ENOMEM, "Cannot allocate memory"),
          Map.entry(EACCES, "Permission denied"),
          Map.entry(EBUSY, "Device or resource busy"),
          Map.entry(EEXIST, "File exists"),
          Map.entry(ENODEV, "No such device"),
          Map.entry(EINVAL, "Invalid argument"),
          Map.entry(ENOSPC, "No space left on device"),
          Map.entry(EPROTONOSUPPORT, "Protocol not supported"),
          Map.entry(EOPNOTSUPP, "Operation not supported"),
          Map.entry(EAFNOSUPPORT, "Address family not supported by protocol"),
          Map.entry(EADDRNOTAVAIL, "Cannot assign requested address"),
          Map.entry(ENETDOWN, "Network is down"),
          Map.entry(ENETUNREACH, "Network is unreachable"),
          Map.entry(EHOSTUNREACH, "No route to host"),
          Map.entry(ENOBUFS, "No buffer space available"),
          Map.entry(ETIMEDOUT, "Connection timed out"));

  private KernelError() {}

  /** The number in words, as strerror(3) has them. */
  public static String text(int errno) {
    String text = TEXTS.get(errno);
    return text == null ? "errno " + errno : text;
  }
}
