package dev.baton.core.kernel;

/** What it means that the kernel refused one entry of a plan. */
public enum Refusal {
  /** What was wanted is so already. */
  FINE,
  /** The interface has gone: a notification tells so too, and other code acts on that. */
  LINK_GONE,
  /** The kernel was short of something; once more may do. */
  PASSING,
  /** Once more would be refused again. */
  LASTING;

  /** What it means that an address could not be added. */
  public static Refusal ofAdding(int errno) {
    return switch (errno) {
      case KernelError.EEXIST -> FINE;
      case KernelError.ENODEV -> LINK_GONE;
      default -> passingOrLasting(errno);
    };
  }

  /** What it means that an address could not be deleted. */
  public static Refusal ofDeleting(int errno) {
    return switch (errno) {
      case KernelError.EADDRNOTAVAIL, KernelError.ENODEV, KernelError.ESRCH, KernelError.ENOENT ->
          FINE;
      default -> passingOrLasting(errno);
    };
  }

  private static Refusal passingOrLasting(int errno) {
    return switch (errno) {
      // After a time-out it may have been done; once more then says so.
      case KernelError.EINTR,
          KernelError.EAGAIN,
          KernelError.ENOMEM,
          KernelError.EBUSY,
          KernelError.ENETDOWN,
          KernelError.ENOBUFS,
          KernelError.ETIMEDOUT ->
          PASSING;
      default -> LASTING;
    };
  }
}
