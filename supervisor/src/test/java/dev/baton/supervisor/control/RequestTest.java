package dev.baton.supervisor.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line is a request or a reason why it is none. */
final class RequestTest {

  private static Request.Meaning meaning(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return Request.of(bytes, bytes.length);
  }

  @Test
  void theRequests() {
    assertEquals(new Request.Understood(new Request.Status()), meaning("status"));
    assertEquals(new Request.Understood(new Request.Status()), meaning("status\r"));
    assertEquals(new Request.Understood(new Request.Reload()), meaning("reload"));
    assertEquals(new Request.Understood(new Request.History(20)), meaning("history 20"));
    assertEquals(
        new Request.Understood(new Request.History(Integer.MAX_VALUE)), meaning("history"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\r",
        "STATUS",
        "status ",
        " status",
        "status now",
        "reload x",
        "history 0",
        "history -1",
        "history 01",
        "history 9999999999",
        "history 1 2",
        "history x",
        "history ",
        "\0status",
        "status\0",
        "GET / HTTP/1.1",
        "\u00ff\u00fe\u0001\u001b[2J"
      })
  void anythingElseIsNone(String line) {
    String reason = assertInstanceOf(Request.Nonsense.class, meaning(line)).reason();
    assertTrue(reason.chars().allMatch(c -> c >= ' ' && c != 0x7f), reason);
  }

  @Test
  void aLineHasItsLimit() {
    assertInstanceOf(Request.Nonsense.class, meaning("status" + " ".repeat(1_000_000)));
    var reason = assertInstanceOf(Request.Nonsense.class, meaning("x".repeat(257))).reason();
    assertTrue(reason.contains("longer than 256 bytes"), reason);
  }

  @Test
  void noBytesMakeItFail() {
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(Request.BYTES_MAX)];
      random.nextBytes(bytes);
      Request.of(bytes, bytes.length);
    }
  }
}
