package dev.baton.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PrintableTest {

  /** C0, DEL and C1, the bytes of C1 alone, marks of direction, and ends of lines. */
  private static IntStream controls() {
    return Stream.of(
            IntStream.range(0, 0x20),
            IntStream.range(0x7F, 0xA0),
            IntStream.range(0xDC80, 0xDCA0),
            IntStream.of(0x061C, 0x200E, 0x200F),
            IntStream.rangeClosed(0x2028, 0x202E),
            IntStream.rangeClosed(0x2066, 0x2069))
        .flatMapToInt(codes -> codes);
  }

  @Test
  void noControlComesOut() {
    controls()
        .forEach(
            code -> {
              String shown = Printable.line("a" + (char) code + "b" + (char) code);
              assertEquals(code == '\t' ? "a b " : "a\uFFFDb\uFFFD", shown);
            });
  }

  /** What is written are bytes: whatever two of them stand together, they move no cursor. */
  @Test
  void noTwoBytesMakeAControl() {
    for (int first = 0; first <= 0xFF; first++) {
      for (int second = 0; second <= 0xFF; second++) {
        byte[] bytes = {(byte) first, (byte) second};
        byte[] shown = Utf8.encode(Printable.line(Utf8.decode(bytes, 0, 2)));
        String read = Utf8.decode(shown, 0, shown.length);
        assertTrue(read.chars().noneMatch(c -> Printable.isControl((char) c)), () -> read);
      }
    }
  }

  @Test
  void ordinaryTextStaysTheSame() {
    String text = "(Zürich) ß 漢字 \uD83D\uDE00 \uDCE9 'x' \u00A0";
    assertSame(text, Printable.line(text));
    assertFalse(Printable.isControl(' '));
  }

  @Test
  void linesStayApart() {
    assertEquals("a\nb\uFFFD\n\nc", Printable.lines("a\nb\u001b\n\nc"));
    assertEquals("", Printable.lines(""));
  }
}
