package dev.baton.config.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.net.Utf8;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits in a text, and what they look like as a diff. */
final class FixApplierTest {

  private static SourceFile file(String text) {
    return new SourceFile("k.conf", List.of(text.split("\n", -1)));
  }

  private static SourceSpan span(SourceFile file, int line, int column, int length) {
    return new SourceSpan(file, line, column, length);
  }

  @Test
  void replacesAndDeletesAndShowsBoth() {
    String text = "a\nb\nc\nd weigth 1\ne\nf\ng\nh\ni\nj\nk\nold # gone\nm";
    SourceFile file = file(text);
    var applier =
        FixApplier.of(
            file,
            text,
            List.of(
                Fix.replacing(span(file, 4, 3, 6), "weigth", "weight"),
                Fix.deletingLine(span(file, 12, 1, 3), "old")));
    assertEquals(2, applier.changes());
    assertEquals("a\nb\nc\nd weight 1\ne\nf\ng\nh\ni\nj\nk\nm", applier.text());
    assertEquals(
        """
        --- k.conf
        +++ k.conf
        @@ -1,7 +1,7 @@
         a
         b
         c
        -d weigth 1
        +d weight 1
         e
         f
         g
        @@ -9,5 +9,4 @@
         i
         j
         k
        -old # gone
         m
        """,
        applier.diff(Palette.PLAIN));
  }

  @Test
  void whatNoLongerStandsThereIsLeftAlone() {
    SourceFile file = file("weigth 1\n");
    var fix = Fix.replacing(span(file, 1, 1, 6), "weigth", "weight");
    var other = Fix.replacing(span(file("weigth 1\n"), 1, 1, 6), "weigth", "weight");
    assertEquals(0, FixApplier.of(file, "weight 1\n", List.of(fix)).changes());
    assertEquals(0, FixApplier.of(file, "", List.of(fix)).changes());
    assertEquals(0, FixApplier.of(file, "weigth 1\n", List.of(other)).changes());
    var whole = Fix.deletingLine(span(file, 1, 1, 6), "weigth");
    assertEquals(0, FixApplier.of(file, "weigth 1 }\n", List.of(whole)).changes());
  }

  @Test
  void aLineIsChangedOnceAtATime() {
    String text = "aa bb\n";
    SourceFile file = file(text);
    var first = Fix.replacing(span(file, 1, 1, 2), "aa", "long");
    var second = Fix.replacing(span(file, 1, 4, 2), "bb", "x");
    assertEquals("long bb\n", FixApplier.of(file, text, List.of(first, second)).text());
  }

  @Test
  void lineEndsAndBytesStayAsTheyAre() {
    byte[] bytes = {'a', (byte) 0xFF, '\r', '\n', 'b', ' ', 'c', '\r', '\n'};
    String text = Utf8.decode(bytes, 0, bytes.length);
    SourceFile file = file(text);
    var applier = FixApplier.of(file, text, List.of(Fix.replacing(span(file, 2, 3, 1), "c", "d")));
    byte[] expected = bytes.clone();
    expected[6] = 'd';
    assertEquals(
        new String(expected, java.nio.charset.StandardCharsets.ISO_8859_1),
        new String(Utf8.encode(applier.text()), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void aDiffHidesPasswords() {
    String text = "auth_pass hidden1\nx y\n";
    SourceFile file = file(text);
    var applier = FixApplier.of(file, text, List.of(Fix.replacing(span(file, 2, 3, 1), "y", "z")));
    assertEquals(
        """
        --- k.conf
        +++ k.conf
        @@ -1,2 +1,2 @@
         auth_pass *******
        -x y
        +x z
        """,
        applier.diff(Palette.PLAIN));
  }
}
