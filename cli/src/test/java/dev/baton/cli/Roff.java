package dev.baton.cli;

import java.util.List;

/** Writes a manual page in the macros of man(7). */
public final class Roff {

  private static final int LINE_MAX = 78;

  private final StringBuilder out = new StringBuilder();

  /** Begins a page. */
  public Roff(String name, int section, String title) {
    out.append(".\\\" Generated from Baton's own tables by a test; edit those.\n");
    out.append(".TH ").append(name).append(' ').append(section);
    out.append(" 2026-01-01 \"Baton 0.1.0\" \"").append(title).append("\"\n");
  }

  /** A section. */
  public Roff section(String name) {
    return line(".SH " + quoted(name));
  }

  /** A part of a section. */
  public Roff part(String name) {
    return line(".SS " + quoted(name));
  }

  /** Running text. */
  public Roff text(String text) {
    for (String sentence : text.split("(?<=[.:]) (?=[A-Z`])", -1)) {
      wrapped(escaped(sentence));
    }
    return this;
  }

  /** The same, in a paragraph of its own. */
  public Roff paragraph(String text) {
    line(".PP");
    return text(text);
  }

  /** A term in bold with a text below it. */
  public Roff item(String term, String text) {
    line(".TP");
    line(".B " + quoted(term));
    return text(text);
  }

  /** A paragraph below an item, as far in. */
  public Roff below(String text) {
    line(".sp");
    return text(text);
  }

  /** A line of its own below an item. */
  public Roff detail(String text) {
    line(".br");
    return wrapped(escaped(text));
  }

  /** In lines that are no longer than mandoc likes. */
  private Roff wrapped(String text) {
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= LINE_MAX) {
        line(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    return line(line.toString());
  }

  /** Lines as they are, indented. */
  public Roff example(List<String> lines) {
    line(".RS 11");
    line(".nf");
    lines.forEach(text -> line(escaped(text)));
    line(".fi");
    return line(".RE");
  }

  private Roff line(String line) {
    out.append(line).append('\n');
    return this;
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti");
    safe = safe.replace("^", "\\(ha").replace("`", "\\(ga");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  /** The page. */
  @Override
  public String toString() {
    return out.toString();
  }
}
