package dev.baton.core.config.text;

import dev.baton.core.config.diagnose.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of normalised text. A line may end in a mark with the place that it came from, so that
 * the process that gets the text speaks of the operator's lines, not of its own.
 */
public final class PlacedLine {

  /** What stands between a line and its place: the number, a blank, the file's name. */
  public static final String MARK = " #@";

  private PlacedLine() {}

  /** All lines, however long they are. */
  static List<Spanned> read(byte[] text) {
    List<String> physical = LineReader.physicalLines(text);
    var whole = new SourceFile("", physical);
    Map<String, SourceFile> files = new HashMap<>();
    var lines = new ArrayList<Spanned>(physical.size());
    for (int i = 0; i < physical.size(); i++) {
      String line = physical.get(i);
      int mark = line.lastIndexOf(MARK);
      int blank = mark < 0 ? -1 : line.indexOf(' ', mark + MARK.length());
      if (blank < 0) {
        lines.add(Spanned.of(whole, i + 1, line));
        continue;
      }
      String path = line.substring(blank + 1);
      SourceFile file = files.computeIfAbsent(path, name -> new SourceFile(name, List.of()));
      var number = Numbers.decimal(line.substring(mark + MARK.length(), blank));
      lines.add(Spanned.of(file, (int) number.orElse(0), line.substring(0, mark)));
    }
    return lines;
  }
}
