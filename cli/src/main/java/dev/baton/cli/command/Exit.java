package dev.baton.cli.command;

/** How a command ends; the same for all, so that a script needs no table. */
public final class Exit {

  /** All is well. */
  public static final int OK = 0;

  /** It did its work, and the answer is no: the configuration has errors, the word is unknown. */
  public static final int NO = 1;

  /** It could not do its work: a wrong command line, a file that cannot be read or written. */
  public static final int FAILED = 2;

  private Exit() {}
}
