package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class JsonWriterTest {

  @Test
  void nests() {
    var json = new JsonWriter().beginObject().member("a", 1).name("b").beginArray();
    json.value("x").beginObject().endObject().raw("0.5").endArray().member("c", true).endObject();
    assertEquals("{\"a\":1,\"b\":[\"x\",{},0.5],\"c\":true}", json.toString());
  }

  @Test
  void escapes() {
    var json = new JsonWriter().value("\"\\/\n\t\r\b\f\u0001é\uD83D\uDE00\uDC80\uD800");
    assertEquals(
        "\"\\\"\\\\\\/\\n\\t\\r\\b\\f\\u0001é\uD83D\uDE00\\udc80\\ud800\"", json.toString());
  }

  @Test
  void escapesWhatATerminalWouldObey() {
    var json = new JsonWriter().value("\u007f\u009b\u202e\u2066\uDC9B");
    assertEquals("\"\\u007f\\u009b\\u202e\\u2066\\udc9b\"", json.toString());
  }

  @Test
  void secondsHaveNoZerosAtTheEnd() {
    assertEquals("1", JsonDump.seconds(1_000_000_000L));
    assertEquals("0.5", JsonDump.seconds(500_000_000L));
    assertEquals("0.01", JsonDump.seconds(10_000_000L));
    assertEquals("40.95", JsonDump.seconds(40_950_000_000L));
    assertEquals("0", JsonDump.seconds(0));
  }
}
