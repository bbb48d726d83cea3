package dev.baton.config.text;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.core.net.Utf8;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of one file. keepalived reads into a buffer of 1024 bytes: a line of more than 1022
 * bytes is refused, and what lies beyond its first 1023 bytes is read as a new line. A line that
 * holds a NUL is refused as well.
 */
final class LineReader {

  /** What keepalived's buffer takes, the line feed included. */
  private static final int LINE_BYTES_MAX = 1023;

  private final byte[] bytes;
  private final SourceFile file;
  private final List<Spanned> lines = new ArrayList<>();
  private final Diagnostics diagnostics;

  private LineReader(SourceFile file, byte[] bytes, Diagnostics diagnostics) {
    this.bytes = bytes;
    this.diagnostics = diagnostics;
    this.file = file;
  }

  /** The usable lines of a file. */
  static List<Spanned> read(SourceFile file, byte[] bytes, Diagnostics diagnostics) {
    var reader = new LineReader(file, bytes, diagnostics);
    reader.run();
    return reader.lines;
  }

  /** The lines of a file as an editor shows them. */
  static List<String> physicalLines(byte[] bytes) {
    var lines = new ArrayList<String>();
    int from = 0;
    while (from < bytes.length) {
      int end = lineEnd(bytes, from);
      lines.add(Utf8.decode(bytes, from, end));
      from = end + 1;
    }
    return lines;
  }

  private static int lineEnd(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private void run() {
    int from = 0;
    for (int number = 1; from < bytes.length; number++) {
      int end = lineEnd(bytes, from);
      take(number, from, end);
      from = end + 1;
    }
  }

  private void take(int number, int start, int end) {
    int from = start;
    if (end - start >= LINE_BYTES_MAX) {
      from = end - (end - start) % LINE_BYTES_MAX;
      diagnostics.add(
          Diagnostic.error(
                  "line-too-long",
                  new SourceSpan(file, number, 1, 1),
                  "Configuration file line too long - ignoring")
              .because("a line may have at most 1022 bytes; this one has " + (end - start) + "")
              .withHelp("split the line, or put the long value into a variable"));
    }
    if (holdsNul(from, end)) {
      diagnostics.add(
          Diagnostic.error(
                  "nul-byte", SourceSpan.of(file, number), "NUL character in line - ignoring")
              .withHelp("save the file as plain text"));
      return;
    }
    if (end > from) {
      lines.add(line(number, start, from));
    }
  }

  private Spanned line(int number, int start, int from) {
    Spanned whole = Spanned.of(file, number, file.line(number));
    if (from == start) {
      return whole;
    }
    return whole.part(Utf8.decode(bytes, start, from).length(), whole.length());
  }

  private boolean holdsNul(int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
