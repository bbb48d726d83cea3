package dev.baton.config.keyword;

import dev.baton.config.keyword.Keyword.Area;
import dev.baton.config.keyword.Keyword.Effect;
import dev.baton.config.keyword.Keyword.Repeat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the row of a word. A row is written as
 *
 * <pre>
 * priority | int 1 255 | 100 (255 when state MASTER) | vrrp now
 *   - Base priority in the election
 *   repeat first          (or many, once, reopen, replace; else the last wins)
 *   usage &lt;INT 1-255&gt;
 *   state alias of …
 *   bad ({name}) Priority not valid! …
 *   none priority requires a value
 *   zero … must be greater than 0, setting to 1
 *   retired … is deprecated
 *   help what to do about a wrong value
 * </pre>
 *
 * where the head line's columns are word, argument, default, area and effect, and an indented line
 * goes on in lines indented further. Not thread-safe: one reading, one table.
 */
public final class KeywordTable {

  /** A row, taken apart when its word is first used. */
  private static final class Row {
    private final Block block;
    private final String text;
    private final int from;
    private Optional<Keyword> keyword = Optional.empty();

    Row(Block block, String text, int from) {
      this.block = block;
      this.text = text;
      this.from = from;
    }

    Keyword keyword() {
      if (keyword.isEmpty()) {
        keyword = Optional.of(parse(block, text, from));
      }
      return keyword.get();
    }
  }

  private static final int DETAIL_INDENT = 2;

  private final Map<Block, Map<String, Row>> rows = new EnumMap<>(Block.class);

  /** A table of which nothing has been looked up yet. */
  public KeywordTable() {}

  /** The row of {@code name} in {@code block}. */
  public Optional<Keyword> find(Block block, String name) {
    Row row = rows(block).get(name);
    return row == null ? Optional.empty() : Optional.of(row.keyword());
  }

  /** The row of the word that an alias stands for; any other word stands for itself. */
  public Keyword resolved(Keyword keyword) {
    return find(keyword.block(), keyword.canonicalName()).orElseThrow();
  }

  /** All words of the block, in the table's order. */
  public List<String> names(Block block) {
    return List.copyOf(rows(block).keySet());
  }

  /** All rows of the block, in the table's order. */
  public List<Keyword> keywords(Block block) {
    var all = new ArrayList<Keyword>();
    for (Row row : rows(block).values()) {
      all.add(row.keyword());
    }
    return all;
  }

  private Map<String, Row> rows(Block block) {
    Map<String, Row> known = rows.get(block);
    if (known != null) {
      return known;
    }
    var scanned = new LinkedHashMap<String, Row>();
    for (String text : block.rows()) {
      int from = 0;
      while (from < text.length()) {
        if (text.charAt(from) != ' ') {
          scanned.put(text.substring(from, text.indexOf(" | ", from)), new Row(block, text, from));
        }
        from = text.indexOf('\n', from) + 1;
      }
    }
    rows.put(block, scanned);
    return scanned;
  }

  private static Keyword parse(Block block, String text, int from) {
    int end = text.indexOf('\n', from);
    List<String> columns = columns(text.substring(from, end));
    Map<String, String> details = details(text, end + 1);
    List<String> argument = List.of(columns.get(1).split(" ", -1));
    String areaAndEffect = columns.get(3);
    int blank = areaAndEffect.indexOf(' ');
    return new Keyword(
        block,
        columns.get(0),
        argument,
        ArgumentKind.of(argument),
        columns.get(2),
        Area.valueOf(areaAndEffect.substring(0, blank).toUpperCase(Locale.ROOT)),
        Effect.valueOf(areaAndEffect.substring(blank + 1).toUpperCase(Locale.ROOT)),
        Repeat.valueOf(details.getOrDefault("repeat", "last").toUpperCase(Locale.ROOT)),
        details.getOrDefault("-", ""),
        details.getOrDefault("usage", ""),
        details.getOrDefault("state", ""),
        details.getOrDefault("bad", ""),
        details.getOrDefault("none", ""),
        details.getOrDefault("zero", ""),
        details.getOrDefault("retired", ""),
        details.getOrDefault("help", ""));
  }

  private static List<String> columns(String head) {
    var columns = new ArrayList<String>(4);
    int from = 0;
    while (from <= head.length()) {
      int bar = head.indexOf(" | ", from);
      int to = bar < 0 ? head.length() : bar;
      columns.add(head.substring(from, to));
      from = to + 3;
    }
    return columns;
  }

  private static Map<String, String> details(String text, int start) {
    var details = new HashMap<String, String>();
    int from = start;
    String key = "";
    while (from < text.length() && text.charAt(from) == ' ') {
      int end = text.indexOf('\n', from);
      boolean goesOn = text.charAt(from + DETAIL_INDENT) == ' ';
      String line = text.substring(from, end).strip();
      int blank = line.indexOf(' ');
      if (!goesOn) {
        key = line.substring(0, blank);
      }
      String before = details.get(key);
      String part = goesOn ? line : line.substring(blank + 1);
      details.put(key, before == null ? part : before + " " + part);
      from = end + 1;
    }
    return details;
  }
}
