package dev.baton.config.facts;

import java.util.List;

/** The files of a configuration: a name gives its bytes or why not, a pattern gives names. */
public interface Sources {

  /** The content of the file of that name, or why there is none. */
  Reading read(String path);

  /**
   * The names that match a glob(7) pattern without brace alternatives.
   *
   * @param entriesMax how many entries of directories may be looked at
   */
  Matches matching(String pattern, int entriesMax);

  /** Whether there is a directory of that name. */
  default boolean isDirectory(String path) {
    return read(path) instanceof Refused(Reason reason) && reason == Reason.DIRECTORY;
  }

  /**
   * What matches a pattern.
   *
   * @param names sorted; empty if nothing matches
   * @param entries of directories that were looked at; more than were allowed if names are missing
   */
  record Matches(List<String> names, int entries) {}

  /** What came of reading a file. */
  sealed interface Reading {}

  /** The bytes of a regular file. */
  record Content(byte[] bytes) implements Reading {}

  /** There are none to be had. */
  record Refused(Reason reason) implements Reading {}

  /** Why a file gives no text. */
  enum Reason {
    MISSING("missing"),
    DIRECTORY("a directory"),
    EXECUTABLE("executable"),
    NOT_REGULAR("not a regular file"),
    NO_PERMISSION("not readable"),
    TOO_LARGE("too large"),
    FAILED("unreadable");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason as the end of "the file is …". */
    public String text() {
      return text;
    }
  }
}
