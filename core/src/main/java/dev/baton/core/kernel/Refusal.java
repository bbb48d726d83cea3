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

  /** What it means that an operation was refused with this errno. */
  public static Refusal of(Operation operation, int errno) {
    return switch (operation) {
      case Operation.Set(Resource.Address _) -> ofAdding(errno);
      case Operation.Set(Resource.Route _) -> ofRouting(errno);
      case Operation.Remove(Resource.Address _) -> ofDeletingAddress(errno);
      case Operation.Set(Resource.Rule _),
          Operation.Set(Resource.Device _),
          Operation.Set(Resource.Filter _) ->
          ofAdding(errno);
      case Operation.Remove(Resource.Route _),
          Operation.Remove(Resource.Rule _),
          Operation.Remove(Resource.Filter _) ->
          ofDeletingRouting(errno);
      case Operation.Remove(Resource.Device _) -> ofDeletingAddress(errno);
      // A setting that is not there went with its interface.
      case Operation.Set(Resource.Setting _) ->
          errno == KernelError.ENOENT ? LINK_GONE : passingOrLasting(errno);
      case Operation.Remove(Resource.Setting _) ->
          errno == KernelError.ENOENT ? FINE : passingOrLasting(errno);
    };
  }

  private static Refusal ofAdding(int errno) {
    return switch (errno) {
      case KernelError.EEXIST -> FINE;
      case KernelError.ENODEV -> LINK_GONE;
      default -> passingOrLasting(errno);
    };
  }

  /** The next hop may be reachable only a moment later. */
  private static Refusal ofRouting(int errno) {
    return errno == KernelError.ENETUNREACH || errno == KernelError.EHOSTUNREACH
        ? PASSING
        : ofAdding(errno);
  }

  private static Refusal ofDeletingAddress(int errno) {
    return switch (errno) {
      case KernelError.EADDRNOTAVAIL, KernelError.ENODEV, KernelError.ESRCH, KernelError.ENOENT ->
          FINE;
      default -> passingOrLasting(errno);
    };
  }

  /**
   * Of a route the kernel says ESRCH, or, where its table is gone too, ENOENT; of a rule ENOENT;
   * and that there is no such family of rules if it was built without them. The same of filters.
   */
  private static Refusal ofDeletingRouting(int errno) {
    return switch (errno) {
      case KernelError.ESRCH,
          KernelError.ENODEV,
          KernelError.ENOENT,
          KernelError.EOPNOTSUPP,
          KernelError.EAFNOSUPPORT ->
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
