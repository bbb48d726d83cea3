package dev.baton.core.config.text;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.diagnose.SourceSpan;

/**
 * How much work one reading may make. A few lines can ask for more than any machine has: variables
 * that double each other, loops within loops, a file that includes itself.
 */
final class Budget {

  /** Characters that variables and loops put in: 10,000 real servers need some 2 million. */
  private static final long CHARACTERS_MAX = 3_000_000;

  /** Bytes of all files together; reading takes some forty times as much memory. */
  private static final long SOURCE_BYTES_MAX = 3_000_000;

  private final Diagnostics diagnostics;
  private long characters;
  private long sourceBytes;
  private boolean exhausted;

  Budget(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether that many more characters may be made at that place. */
  boolean spend(long count, SourceSpan span) {
    characters += count;
    return !exceeds(characters, CHARACTERS_MAX, span);
  }

  /** Whether a file of that size may still be read. */
  boolean spendSource(long bytes, SourceSpan span) {
    sourceBytes += bytes;
    return !exceeds(sourceBytes, SOURCE_BYTES_MAX, span);
  }

  private boolean exceeds(long used, long max, SourceSpan span) {
    if (used > max && !exhausted) {
      exhausted = true;
      diagnostics.add(
          Diagnostic.error("too-large", span, "Configuration too large - reading stops here")
              .because("it comes to more than " + max + " characters")
              .ending());
    }
    return exhausted;
  }

  /** Whether the reading must end. */
  boolean exhausted() {
    return exhausted;
  }
}
