package dev.baton.config.text;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import java.util.List;

/**
 * How much one reading may cost. A few lines can ask for more than any machine has: variables that
 * double each other, loops within loops whose lines are comments, a file that includes itself. So
 * three things are counted: what is read, what is done, and what is kept. The first bound that is
 * passed ends the reading, with an error that no daemon starts with.
 *
 * <p>The counts depend on the text and on the files alone, never on the time that they took: a
 * test, a start and a reload must come to the same.
 */
final class Budget {

  /** Bytes of all files together. */
  private static final long SOURCE_BYTES_MAX = 3_000_000;

  /** Characters that variables and loops put in: 10,000 real servers need some 2 million. */
  private static final long INSERTED_MAX = 3_000_000;

  /**
   * Units of work; one takes about ten nanoseconds once the code is warm, so all of them take 0.3
   * s. The 10,000 files that one may include take two thirds of it.
   */
  private static final long WORK_MAX = 30_000_000;

  /** A turn of a loop has its own set of variables, and its line is gone through again. */
  static final int TURN_WORK = 64;

  /** To open, look at, read and close a file: five system calls. */
  static final int FILE_WORK = 2_000;

  /** An entry of a directory that a pattern is compared with. */
  static final int ENTRY_WORK = 300;

  /**
   * Bytes of heap for what is kept, by the constants below, which are a little more than what was
   * measured. Some 13,000 real servers with HTTP checks fit in, or a quarter of a million lines of
   * one word. The heaps in packaging/image/lib/baton/*.flags are three times as large; {@code
   * LargestTextIT} starts and reloads what is just admitted.
   */
  private static final long KEPT_BYTES_MAX = 80L << 20;

  /** A line of a file, also an empty one, beside its characters. */
  private static final int LINE_BYTES = 96;

  /** A statement of words, its place in the tree and its value. */
  private static final int STATEMENT_BYTES = 160;

  /** A brace. */
  private static final int BRACE_BYTES = 48;

  /** A word, beside its characters. */
  private static final int WORD_BYTES = 96;

  /** A character of a word: in its line, its statement, the word, the text that is handed on. */
  private static final int CHARACTER_BYTES = 8;

  private final Diagnostics diagnostics;
  private long sourceBytes;
  private long inserted;
  private long work;
  private long keptBytes;
  private boolean exhausted;

  Budget(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether a file that holds these bytes may still be read. */
  boolean spendSource(byte[] bytes, SourceSpan span) {
    sourceBytes += bytes.length;
    if (sourceBytes > SOURCE_BYTES_MAX) {
      refuseSource(span);
    }
    long lines = 1;
    for (byte each : bytes) {
      lines += each == '\n' ? 1 : 0;
    }
    return work(bytes.length, span) && keep(LINE_BYTES * lines, span);
  }

  /** A file is larger than all together may be. */
  void refuseSource(SourceSpan span) {
    tooLarge(span, "its files contain more than " + SOURCE_BYTES_MAX + " bytes");
  }

  /** Whether that many more characters may be put in at that place. */
  boolean insert(long count, SourceSpan span) {
    inserted += count;
    return inserted <= INSERTED_MAX
        ? work(count, span)
        : tooLarge(
            span, "variables and loops expand it to more than " + INSERTED_MAX + " characters");
  }

  /** Whether these statements, which stand at that place, may be kept. */
  boolean keep(List<Statement> made, SourceSpan span) {
    long bytes = 0;
    for (Statement statement : made) {
      boolean words = statement.kind() == Statement.Kind.WORDS;
      bytes += words ? STATEMENT_BYTES : BRACE_BYTES;
      bytes += (long) WORD_BYTES * statement.words().size();
      bytes += (long) CHARACTER_BYTES * (statement.to() - statement.from());
    }
    return keep(bytes, span);
  }

  private boolean keep(long bytes, SourceSpan span) {
    keptBytes += bytes;
    return keptBytes <= KEPT_BYTES_MAX
        ? !exhausted
        : tooLarge(
            span,
            "its lines and words so far need more than "
                + (KEPT_BYTES_MAX >> 20)
                + " MiB of memory");
  }

  private boolean tooLarge(SourceSpan span, String cause) {
    end(
        "too-large",
        span,
        "Configuration too large - reading stops here",
        cause,
        "remove what is not needed, or split it among several daemons");
    return false;
  }

  /** Whether so much more may be done at that place. */
  boolean work(long units, SourceSpan span) {
    work += units;
    if (work > WORK_MAX) {
      end(
          "too-much-work",
          span,
          "Configuration takes too much work - reading stops here",
          "its loops, variables, includes and patterns have taken more than "
              + WORK_MAX
              + " steps by this line",
          "use loops of fewer turns, or patterns that match fewer directories");
    }
    return !exhausted;
  }

  /** How many entries of directories a pattern may still be compared with. */
  int entriesLeft() {
    return (int) Math.max(0, (WORK_MAX - work) / ENTRY_WORK);
  }

  private void end(String code, SourceSpan span, String message, String cause, String help) {
    if (!exhausted) {
      exhausted = true;
      diagnostics.add(Diagnostic.error(code, span, message).because(cause).withHelp(help).ending());
    }
  }

  /** Whether the reading must end. */
  boolean exhausted() {
    return exhausted;
  }
}
