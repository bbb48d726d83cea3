package dev.baton.core.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is what UTF-8 says it is; what is no text comes back byte for byte. */
final class Utf8Test {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "für", "→", "한글", "😀", "\uFFFD\uFFFF", "a😀b→c"})
  void textIsText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(text, Utf8.decode(bytes, 0, bytes.length));
    assertArrayEquals(bytes, Utf8.encode(text));
  }

  /** Lone, cut short, overlong, a surrogate, beyond the last character. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c3",
        "c328",
        "c080",
        "c1bf",
        "e282",
        "e28241",
        "e08080",
        "eda080",
        "edbfbf",
        "f09f98",
        "f0808080",
        "f4908080",
        "f5808080",
        "ff",
        "f09f9841"
      })
  void whatIsNoTextComesBack(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    String text = Utf8.decode(bytes, 0, bytes.length);
    assertEquals(true, Utf8.isRawByte(text.charAt(0)));
    assertArrayEquals(bytes, Utf8.encode(text));
  }

  @Test
  void anyBytesComeBack() {
    var random = new Random(112);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      assertArrayEquals(bytes, Utf8.encode(Utf8.decode(bytes, 0, bytes.length)));
    }
  }
}
