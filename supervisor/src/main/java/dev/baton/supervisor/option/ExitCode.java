package dev.baton.supervisor.option;

/** How the program ends; keepalived's codes, so that units and scripts keep their meaning. */
public final class ExitCode {

  /** Stopped by a signal, or nothing to complain of. */
  public static final int OK = 0;

  /** A bad option, a second start, a namespace that does not exist, a kernel that refuses. */
  public static final int FAILED = 1;

  /** The configuration has an error that no daemon can run with. */
  public static final int CONFIG = 2;

  /** No more memory; the router's virtual machine exits so by itself. */
  public static final int OUT_OF_MEMORY = 3;

  /** We are not root. */
  public static final int NO_PRIVILEGE = 4;

  /** {@code -t}: an ordinary mistake. */
  public static final int TEST_MISTAKES = 5;

  /** There is no configuration file. */
  public static final int NO_CONFIG = 6;

  /** A bug of ours. */
  public static final int SOFTWARE = 70;

  private ExitCode() {}

  /**
   * Whether a child that exited so would only do it again, so that starting it once more is no use.
   */
  public static boolean isPermanent(int exitCode) {
    return exitCode == FAILED || exitCode == CONFIG || exitCode == NO_PRIVILEGE;
  }
}
