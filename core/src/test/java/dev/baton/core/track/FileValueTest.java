package dev.baton.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as C reads them: strtol(3) with base 0. */
final class FileValueTest {

  private static FileValue parse(String text) {
    byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    return FileValue.parse(bytes, bytes.length);
  }

  @ParameterizedTest(name = "[{0}] is {1}")
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "||, 0",
        "| |, 0",
        "5, 5",
        "5\\n, 5",
        "|  -5\\n|, -5",
        "+7, 7",
        "+-7, 0",
        "- 7, 0",
        "007, 7",
        "010, 8",
        "018, 1",
        "08, 0",
        "0x10, 16",
        "-0X1f, -31",
        "0x, 0",
        "0xg, 0",
        "12abc, 12",
        "abc, 0",
        "1.9, 1",
        "1e3, 1",
        "ä, 0",
        "2147483647, 2147483647",
        "-2147483648, -2147483648",
        "0x7fffffff, 2147483647",
        "\\n\\n3, 3",
      })
  void readsTheFirstNumber(String text, int value) {
    assertEquals(new FileValue.Whole(value), parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2147483648, 2147483648",
    "-2147483649, -2147483649",
    "0xffffffff, 4294967295",
    "99999999999999999999999, 9223372036854775807",
    "0xffffffffffffffffff, 9223372036854775807",
  })
  void whatDoesNotFitIsNoValue(String text, String told) {
    assertEquals(new FileValue.OutOfRange(told), parse(text));
  }

  @ParameterizedTest
  @CsvSource({"0x10, 2, 0", "0x10, 3, 1", "123, 2, 12", "-5, 1, 0"})
  void looksNoFartherThanItMay(String text, int lengthBytes, int value) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(new FileValue.Whole(value), FileValue.parse(bytes, lengthBytes));
  }
}
