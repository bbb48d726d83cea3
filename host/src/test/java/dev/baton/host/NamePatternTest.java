package dev.baton.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, a", "*.conf, a.conf", "a*b*c, aXbYbZc", "a**, a", "?b, ab", "[abc]x, bx", "[a-c]x, cx",
    "[!a-c]x, dx", "[^a]x, bx", "[]]x, ]x", "[a-]x, -x", "a\\*b, a*b", "[x, [x", ".*, .hidden",
    "\\.h*, .hidden", "*a*a*a*b, aaaaaaaab"
  })
  void matches(String pattern, String name) {
    assertTrue(new NamePattern(pattern).matches(name));
  }

  @ParameterizedTest
  @CsvSource({
    "*, .hidden",
    "?hidden, .hidden",
    "*.conf, a.conf.bak",
    "a, ab",
    "ab, a",
    "[a-c]x, dx",
    "[!a-c]x, bx",
    "a\\*b, aXb",
    "*a*a*a*b, aaaaaaaac",
    "[ab], c",
    "?, ''"
  })
  void doesNotMatch(String pattern, String name) {
    assertFalse(new NamePattern(pattern).matches(name));
  }

  @Test
  void manyStarsTakeNoTime() {
    // Going back to every star would take longer than anybody waits.
    assertFalse(new NamePattern("*a".repeat(200) + "b").matches("a".repeat(5000)));
  }

  @Test
  void literals() {
    assertFalse(NamePattern.isPattern("plain\\*name"));
    assertTrue(NamePattern.isPattern("pla[i]n"));
    assertEquals("plain*name", NamePattern.literal("plain\\*name"));
    assertEquals("end\\", NamePattern.literal("end\\"));
  }
}
