package dev.baton.config.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caret stands below its word, whatever characters stand before it. */
final class DiagnosticRendererTest {

  private static String rendered(String line, int column, int length) {
    var file = new SourceFile("k.conf", List.of(line));
    return DiagnosticRenderer.render(
        Diagnostic.error("x", new SourceSpan(file, 1, column, length), "wrong"));
  }

  /** The line with its carets, as a terminal shows them. */
  private static List<String> quoted(String line, int column, int length) {
    var lines = rendered(line, column, length).lines().toList();
    return lines.subList(3, lines.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'state SLAVE'; 7; 5; '1 | state SLAVE'; '  |       ^^^^^'",
        "'\tx y'; 2; 1; '1 | \tx y'; '  | \t^'",
        "'한글 x'; 4; 1; '1 | 한글 x'; '  |      ^'",
        "'한글 x'; 1; 2; '1 | 한글 x'; '  | ^^^^'",
        "'ᄀ⺀豈︰Ａ x'; 7; 1; '1 | ᄀ⺀豈︰Ａ x'; '  |            ^'",
        "'ᅠꓐ힤ﬀﹰ｡ x'; 8; 1; '1 | ᅠꓐ힤ﬀﹰ｡ x'; '  |        ^'",
        "'😀 x'; 4; 1; '1 | 😀 x'; '  |   ^'",
        "'x'; 2; 1; '1 | x'; '  |  ^'",
        "'x'; 1; 9; '1 | x'; '  | ^'",
      })
  void caretsStandBelowTheWord(String line, int column, int length, String text, String carets) {
    assertEquals(List.of(text, carets), quoted(line, column, length));
  }

  @Test
  void whatATerminalWouldObeyIsNotShown() {
    assertEquals("1 | \uFFFD\uFFFD\uFFFDx", quoted("\u001B\u007F\uDCFFx", 4, 1).getFirst());
    var remark = Diagnostic.warning("x", SourceSpan.NONE, "a\nb").because("c\rd");
    assertEquals("warning: a\uFFFDb\n  = why: c\uFFFDd\n", DiagnosticRenderer.render(remark));
  }

  @Test
  void longLinesAreCutAroundTheWord() {
    String line = "a".repeat(300) + " word " + "b".repeat(300);
    var shown = quoted(line, 302, 4);
    assertTrue(shown.getFirst().length() < 180);
    int at = shown.getLast().indexOf('^');
    assertEquals("word", shown.getFirst().substring(at, at + 4));
  }

  @Test
  void aWholeLineHasNoCaret() {
    assertEquals(List.of("1 | x"), quoted("x", 0, 0));
  }

  @Test
  void whatStandsNowhereHasNoLine() {
    var remark = Diagnostic.warning("x", SourceSpan.NONE, "all").because("so").withHelp("that");
    assertEquals("warning: all\n  = why: so\n  = help: that\n", DiagnosticRenderer.render(remark));
    var file = new SourceFile("k.conf", List.of());
    assertEquals(
        "error: all\n --> k.conf\n",
        DiagnosticRenderer.render(Diagnostic.error("x", SourceSpan.of(file), "all")));
  }
}
