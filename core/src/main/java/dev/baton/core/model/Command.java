package dev.baton.core.model;

import java.util.List;

/**
 * What a script setting makes the supervisor start, decided when the file was read: word splitting,
 * PATH lookup, the security walk and the user are behind us.
 *
 * @param text the command as the operator wrote it, for logs and dumps
 * @param guarded the program that root alone must be able to change, as is to be made sure again
 *     before each start; empty if it runs with nobody's rights but a user's, or nobody asked for it
 */
public record Command(String text, Kind kind, Identity identity, String guarded) {

  /** A command that needs no guard. */
  public Command(String text, Kind kind, Identity identity) {
    this(text, kind, identity, "");
  }

  /** How the command is carried out. */
  public sealed interface Kind {}

  /** A program and its words, executed directly. */
  public record Direct(List<String> words) implements Kind {}

  /** A line for {@code sh -c}: redirections, and files without {@code #!}. */
  public record Shell(String line) implements Kind {}

  /**
   * One redirection from /dev/tcp/HOST/PORT or /dev/udp/HOST/PORT, done as a connect without any
   * shell.
   */
  public record Connect(boolean udp, String host, int port) implements Kind {}

  /**
   * Whom the command runs as.
   *
   * @param uid -1 stands for the daemon's own user and groups
   */
  public record Identity(int uid, int gid, List<Integer> supplementaryGids) {
    /** As the daemon itself. */
    public static final Identity DAEMON = new Identity(-1, -1, List.of());
  }
}
