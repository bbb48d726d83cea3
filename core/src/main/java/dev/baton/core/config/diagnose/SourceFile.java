package dev.baton.core.config.diagnose;

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
  private final Secrets secrets;

  /** A file of that name with these lines, the first of which is line 1. */
  public SourceFile(String path, List<String> lines) {
    this(path, lines, new Secrets());
  }

  /** The same as a part of a reading, whose secrets may stand in it. */
  public SourceFile(String path, List<String> lines, Secrets secrets) {
    this.path = path;
    this.lines = lines;
    this.secrets = secrets;
  }

  /** The secrets of the reading that it is a part of, as far as they are known by now. */
  public Secrets secrets() {
    return secrets;
  }

  /** The line with that number as it may be shown, as long as it is: without secrets. */
  String shownLine(int number) {
    return secrets.line(this, number);
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
