package dev.baton.config.text;

import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of normalised text. A line may end in a mark with the place that it came from, so that
 * the process that gets the text speaks of the operator's lines, not of its own. The file is named
 * only where it is another than that of the line before: its path may be as long as 4,095 bytes.
 */
public final class PlacedLine {

  /** What no line of a file and no path can hold. */
  private static final char MARK = '\0';

  private PlacedLine() {}

  /**
   * What ends a line that came from this line of a file.
   *
   * @param before the file of the line before
   */
  public static String mark(SourceSpan span, SourceFile before) {
    SourceFile file = span.file();
    // A path may hold a line feed, and is only shown to people.
    String path = file.equals(before) ? "" : " " + file.path().replace('\n', '?');
    return MARK + Integer.toString(span.line()) + path;
  }

  /** All lines, however long they are. */
  static List<Spanned> read(byte[] text) {
    List<String> physical = LineReader.physicalLines(text);
    var whole = new SourceFile("", physical);
    Map<String, SourceFile> files = new HashMap<>();
    SourceFile file = SourceFile.NONE;
    var lines = new ArrayList<Spanned>(physical.size());
    for (int i = 0; i < physical.size(); i++) {
      String line = physical.get(i);
      int mark = line.indexOf(MARK);
      if (mark < 0) {
        lines.add(Spanned.of(whole, i + 1, line));
        continue;
      }
      int blank = line.indexOf(' ', mark);
      if (blank >= 0) {
        file =
            files.computeIfAbsent(
                line.substring(blank + 1), name -> new SourceFile(name, List.of()));
      }
      int end = blank < 0 ? line.length() : blank;
      var number = Numbers.decimal(line.substring(mark + 1, end));
      lines.add(Spanned.of(file, (int) number.orElse(0), line.substring(0, mark)));
    }
    return lines;
  }
}
