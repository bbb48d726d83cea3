package dev.baton.core.config;

import java.util.List;

/**
 * What a script setting makes the supervisor start, decided when the file was read: word splitting,
 * PATH lookup, the security walk and the user are behind us.
 *
 * @param text the command as the operator wrote it, for logs and dumps
 */
public record Command(String text, Kind kind, Identity identity) {

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
