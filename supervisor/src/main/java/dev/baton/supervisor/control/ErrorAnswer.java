package dev.baton.supervisor.control;

import dev.baton.supervisor.observe.JsonWriter;

/** Answers to clients that do not get what they asked for. */
public final class ErrorAnswer {

  private ErrorAnswer() {}

  static String notUnderstood(String reason) {
    return of("not-understood", reason);
  }

  static String notPermitted(String reason) {
    return of("not-permitted", reason);
  }

  static String busy(int clients) {
    return of("busy", "the daemon serves " + clients + " clients already");
  }

  /** The daemon ends, and reloads nothing any more. */
  public static String stopping() {
    return of("stopping", "the daemon is stopping");
  }

  private static String of(String code, String message) {
    var json = new JsonWriter().beginObject().member("schema", Schema.VERSION);
    json.name("error").beginObject().member("code", code).member("message", message).endObject();
    return json.endObject() + "\n";
  }
}
