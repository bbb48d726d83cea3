package dev.baton.config.diagnose;

import dev.baton.config.diagnose.Fix.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes fixes in the text of one file, and shows them as a unified diff. A line is changed once in
 * one go; what that leaves is found by reading again.
 */
public final class FixApplier {

  private static final int CONTEXT_LINES = 3;

  private final SourceFile file;
  private final List<String> lines;
  private final boolean endsInLineFeed;

  /** The new text of each line that was changed; empty for one that goes. */
  private final List<Optional<String>> changed;

  private final boolean[] touched;

  private FixApplier(SourceFile file, String text) {
    this.file = file;
    this.endsInLineFeed = text.endsWith("\n");
    String body = endsInLineFeed ? text.substring(0, text.length() - 1) : text;
    this.lines = text.isEmpty() ? List.of() : List.of(body.split("\n", -1));
    this.changed = new ArrayList<>();
    for (String line : lines) {
      changed.add(Optional.of(line));
    }
    this.touched = new boolean[lines.size()];
  }

  /**
   * Makes those of the fixes that are of this file and still fit its text.
   *
   * @param text the file's text as it is now
   */
  public static FixApplier of(SourceFile file, String text, List<Fix> fixes) {
    var applier = new FixApplier(file, text);
    for (Fix fix : fixes) {
      if (applier.fits(fix)) {
        fix.edits().forEach(applier::make);
      }
    }
    return applier;
  }

  private boolean fits(Fix fix) {
    for (Edit edit : fix.edits()) {
      int index = edit.span().line() - 1;
      boolean here = edit.span().file().equals(file) && index >= 0 && index < lines.size();
      if (!here || touched[index] || !edit.fits(lines.get(index))) {
        return false;
      }
    }
    return true;
  }

  private void make(Edit edit) {
    int index = edit.span().line() - 1;
    touched[index] = true;
    if (edit.deletesLine()) {
      changed.set(index, Optional.empty());
      return;
    }
    String line = lines.get(index);
    int from = edit.span().column() - 1;
    String rest = line.substring(from + edit.before().length());
    changed.set(index, Optional.of(line.substring(0, from) + edit.after() + rest));
  }

  /** How many lines are changed or gone. */
  public int changes() {
    int count = 0;
    for (boolean line : touched) {
      count += line ? 1 : 0;
    }
    return count;
  }

  /** The fixed text. */
  public String text() {
    var kept = new ArrayList<String>(lines.size());
    for (Optional<String> line : changed) {
      line.ifPresent(kept::add);
    }
    String end = endsInLineFeed && !kept.isEmpty() ? "\n" : "";
    return String.join("\n", kept) + end;
  }

  /** The changes as a unified diff, passwords hidden; empty if there are none. */
  public String diff(Palette palette) {
    if (changes() == 0) {
      return "";
    }
    var out = new StringBuilder();
    out.append(palette.strong("--- " + file.path())).append('\n');
    out.append(palette.strong("+++ " + file.path())).append('\n');
    int gone = 0;
    int at = 0;
    while (at < lines.size()) {
      int first = next(at);
      if (first == lines.size()) {
        break;
      }
      int from = Math.max(at, first - CONTEXT_LINES);
      int to = hunkEnd(first);
      gone += hunk(out, palette, from, to, gone);
      at = to;
    }
    return out.toString();
  }

  private int next(int from) {
    int index = from;
    while (index < lines.size() && !touched[index]) {
      index++;
    }
    return index;
  }

  private int hunkEnd(int firstChange) {
    int last = firstChange;
    for (int i = next(last + 1);
        i < lines.size() && i - last <= 2 * CONTEXT_LINES + 1;
        i = next(i + 1)) {
      last = i;
    }
    return Math.min(lines.size(), last + 1 + CONTEXT_LINES);
  }

  /** Prints lines from {@code from} to before {@code to}; how many of them go. */
  private int hunk(StringBuilder out, Palette palette, int from, int to, int goneBefore) {
    int gone = 0;
    var body = new StringBuilder();
    var better = new StringBuilder();
    for (int i = from; i < to; i++) {
      String line = shown(lines.get(i));
      if (touched[i]) {
        body.append(palette.gone("-" + line)).append('\n');
        changed
            .get(i)
            .ifPresent(text -> better.append(palette.help("+" + shown(text))).append('\n'));
        gone += changed.get(i).isPresent() ? 0 : 1;
      } else {
        body.append(better).append(' ').append(line).append('\n');
        better.setLength(0);
      }
    }
    body.append(better);
    int size = to - from;
    String old = (from + 1) + "," + size;
    String fresh = (from + 1 - goneBefore) + "," + (size - gone);
    out.append(palette.margin("@@ -" + old + " +" + fresh + " @@")).append('\n').append(body);
    return gone;
  }

  private static String shown(String line) {
    return DiagnosticRenderer.shown(
        line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }
}
