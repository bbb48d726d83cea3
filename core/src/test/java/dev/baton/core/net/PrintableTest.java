package dev.baton.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.baton.core.log.LogLine;
import org.junit.jupiter.api.Test;

final class PrintableTest {

  @Test
  void everyCharacterIsShownOrReplaced() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      boolean acts =
          (Character.getType(c) == Character.CONTROL && c != '\t')
              || Character.getType(c) == Character.LINE_SEPARATOR
              || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
              || directs(c);
      String text = "a" + c + "b";
      assertEquals(acts ? "a\uFFFDb" : text, Printable.of(text), Integer.toHexString(c));
    }
  }

  private static boolean directs(char c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
          true;
      default -> c == 0x200E || c == 0x200F || c == 0x061C;
    };
  }

  @Test
  void whatNeedsNoChangeIsNotCopied() {
    String text = "eth0: (web) 漢字 – tab\there";
    assertSame(text, Printable.of(text));
  }

  @Test
  void aNameForgesNoLine() {
    assertEquals(
        "(x\uFFFDEntering MASTER STATE\uFFFD[31m)",
        LogLine.info("(x\nEntering MASTER STATE\u001B[31m)").text());
  }
}
