package dev.baton.linux;

/**
 * A call of the operating system that failed where something had to be opened or made: which call,
 * on what, and the errno.
 *
 * <p>Checked, because an operating error is part of the result: the caller decides what it means.
 * Operations on something that is open return the negated errno instead.
 */
public final class OsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String call;
  private final int errno;
  private final String subject;

  /** The errno may be given as it comes, negated. */
  public OsException(String call, int errno, String subject) {
    this.call = call;
    this.errno = Math.abs(errno);
    this.subject = subject;
  }

  /** The result, if it is none of the negated errnos. */
  public static int check(int result, String call, String subject) throws OsException {
    if (result < 0) {
      throw new OsException(call, result, subject);
    }
    return result;
  }

  /** Such as {@code bind 0.0.0.0: Permission denied}; never missing, unlike that of others. */
  @Override
  public String getMessage() {
    return call + " " + subject + ": " + Errno.message(errno);
  }

  public String call() {
    return call;
  }

  /** Positive, one of the constants of {@link Errno} or another that the kernel knows. */
  public int errno() {
    return errno;
  }

  public String subject() {
    return subject;
  }
}
