package dev.baton.config.diagnose;

import java.util.List;

/**
 * One configuration file as it was read: its name and its lines, kept so that a diagnostic can show
 * the line that it is about. Two files are the same only if they are the same reading.
 */
public final class SourceFile {

  /** The place of what comes from no file: a validation of the whole. */
  public static final SourceFile NONE = new SourceFile("", List.of());

  private final String path;
  private final List<String> lines;

  /** A file of that name with these lines, the first of which is line 1. */
  public SourceFile(String path, List<String> lines) {
    this.path = path;
    this.lines = lines;
  }

  /** The name as it was given or as an include found it. */
  public String path() {
    return path;
  }

  /** How many lines it has. */
  public int lineCount() {
    return lines.size();
  }

  /** The text of the line with that number, from 1; empty outside the file. */
  public String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** The directory that relative includes start from and that {@code ${_PWD}} names. */
  public String directory() {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return ".";
    }
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  @Override
  public String toString() {
    return path;
  }
}
