package dev.baton.sim;

/**
 * How long things take on one host, and how often its kernel says no: what faults make worse. Each
 * adds its part and takes it back, so that they may overlap.
 */
final class Hardware {

  private static final long HANDS_MIN_NANOS = 30 * World.MICROSECOND;
  private static final long HANDS_MAX_NANOS = 2 * World.MILLISECOND;
  private static final long NETLINK_MAX_NANOS = 300 * World.MICROSECOND;
  private static final long KERNEL_MAX_NANOS = 20 * World.MILLISECOND;
  private static final long LATENESS_MAX_NANOS = 300 * World.MICROSECOND;

  /**
   * After a refusal the router has this long to succeed, or to tell the operator; and longer, if it
   * wakes late to try again.
   */
  private static final long PATIENCE_NANOS = 2 * World.SECOND;

  private final RandomSource random;
  private long handsMoreNanos;
  private long latenessMoreNanos;
  private int refusalPermille;
  private int refusalErrno;
  private int socketErrno;
  private long differsUntilNanos;
  private boolean complained;
  private int entriesToLive = Integer.MAX_VALUE;

  Hardware(RandomSource random) {
    this.random = random;
  }

  /** How long the worker takes until it has done a plan. */
  long handsNanos() {
    return random.between(HANDS_MIN_NANOS, HANDS_MAX_NANOS) + handsMoreNanos;
  }

  /** How long a netlink message takes until the loop reads it. */
  long netlinkNanos() {
    return random.between(World.MICROSECOND, NETLINK_MAX_NANOS);
  }

  /** How long the kernel takes until it does what it does in its own time. */
  long kernelNanos() {
    return random.between(World.MICROSECOND, KERNEL_MAX_NANOS);
  }

  /** How late the loop wakes up. */
  long latenessNanos() {
    return random.between(0, LATENESS_MAX_NANOS + latenessMoreNanos);
  }

  /** 0, or what the kernel says to the next entry of a plan instead of doing it. */
  int refusalErrno(long nowNanos) {
    if (!random.permille(refusalPermille)) {
      return 0;
    }
    differsUntilNanos = nowNanos + PATIENCE_NANOS + latenessMoreNanos;
    return refusalErrno;
  }

  /** The router dies in the middle of a plan: when the kernel has made so many more changes. */
  void dieAfter(int entries) {
    entriesToLive = entries;
  }

  /** Whether the router dies before the next change. */
  boolean dies() {
    return entriesToLive != Integer.MAX_VALUE && entriesToLive-- == 0;
  }

  /** Whether what the kernel holds may differ from what the router wants, by the kernel's will. */
  boolean mayDiffer(long nowNanos) {
    return complained || nowNanos < differsUntilNanos;
  }

  /** Whether the operator was told that something was refused for good. */
  boolean complained() {
    return complained;
  }

  /** The router logs a line. */
  void logged(String line) {
    complained |= line.contains("cannot set") || line.contains("cannot remove");
  }

  /** The router goes on after it was held from then on: it could not try again meanwhile. */
  void wasHeld(long sinceNanos, long nowNanos) {
    if (sinceNanos < differsUntilNanos) {
      differsUntilNanos = nowNanos + PATIENCE_NANOS + latenessMoreNanos;
    }
  }

  /** A new process begins. */
  void forgetRefusals() {
    differsUntilNanos = 0;
    complained = false;
  }

  /** 0, or why no socket can be opened now. */
  int socketErrno() {
    return socketErrno;
  }

  /** Plans take this much longer. */
  void slowHands(long moreNanos) {
    handsMoreNanos += moreNanos;
  }

  /** The loop wakes up to this much later. */
  void slowLoop(long moreNanos) {
    latenessMoreNanos += moreNanos;
  }

  /** The kernel refuses some entries of plans. */
  void refuse(int permille, int errno) {
    refusalPermille = permille;
    refusalErrno = errno;
  }

  /** Sockets cannot be opened; 0 ends that. */
  void refuseSockets(int errno) {
    socketErrno = errno;
  }
}
