package dev.baton.core.track;

import dev.baton.core.net.Utf8;
import java.util.List;

/**
 * Which processes a vrrp_track_process counts (keepalived.conf(5)).
 *
 * @param command the program, then the parameters that are compared with those of a process
 * @param matching how they are compared
 * @param wholeCommand the program is compared with the command line, not with the short name
 */
public record ProcessPattern(List<String> command, Matching matching, boolean wholeCommand) {

  /** The kernel keeps so much of a program's name (TASK_COMM_LEN, without its zero). */
  private static final int SHORT_NAME_BYTES = 15;

  /** How parameters are compared. */
  public enum Matching {
    /** They do not matter. */
    PROGRAM_ONLY,
    /** All of them, and no others. */
    EXACT,
    /** Those given come first, and the last of them may be longer. */
    INITIAL,
    /** Those given come first, whatever follows. */
    PARTIAL
  }

  /**
   * A process as it is to be seen in /proc.
   *
   * @param shortName its name, of at most 15 bytes
   * @param words its command line; empty for threads of the kernel, and where nobody asked
   */
  public record Look(String shortName, List<String> words) {}

  /** Whether the command line counts, and not the short name. */
  public boolean needsWords() {
    return wholeCommand || matching != Matching.PROGRAM_ONLY;
  }

  /** Whether it is one of those that are counted. */
  public boolean matches(Look process) {
    if (!needsWords()) {
      return process.shortName.equals(shortName());
    }
    List<String> words = process.words;
    if (words.isEmpty() || !words.getFirst().equals(command.getFirst())) {
      return false;
    }
    return switch (matching) {
      case PROGRAM_ONLY -> true;
      case EXACT -> words.equals(command);
      case PARTIAL -> begins(words, command);
      case INITIAL -> beginsAlike(words);
    };
  }

  /** A longer name is one that the kernel has cut. */
  private String shortName() {
    byte[] bytes = Utf8.encode(command.getFirst());
    return bytes.length <= SHORT_NAME_BYTES
        ? command.getFirst()
        : Utf8.decode(bytes, 0, SHORT_NAME_BYTES);
  }

  private boolean beginsAlike(List<String> words) {
    int last = command.size() - 1;
    return last == 0
        || (begins(words, command.subList(0, last))
            && words.size() > last
            && words.get(last).startsWith(command.get(last)));
  }

  private static boolean begins(List<String> words, List<String> wanted) {
    return words.size() >= wanted.size() && words.subList(0, wanted.size()).equals(wanted);
  }
}
