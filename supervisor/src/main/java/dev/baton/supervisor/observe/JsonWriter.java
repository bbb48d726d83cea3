package dev.baton.supervisor.observe;

/**
 * JSON (RFC 8259) as it is written, member by member; it can only write. The slash is escaped, as
 * in keepalived's files.
 */
public final class JsonWriter {

  private final StringBuilder out = new StringBuilder(4096);
  private boolean first = true;

  public JsonWriter beginObject() {
    return begin('{');
  }

  public JsonWriter endObject() {
    return end('}');
  }

  public JsonWriter beginArray() {
    return begin('[');
  }

  public JsonWriter endArray() {
    return end(']');
  }

  /** The name of the member whose value comes next. */
  public JsonWriter name(String name) {
    separate();
    quote(name);
    out.append(':');
    first = true;
    return this;
  }

  public JsonWriter member(String name, String value) {
    return name(name).value(value);
  }

  public JsonWriter member(String name, long value) {
    return name(name).raw(Long.toString(value));
  }

  public JsonWriter member(String name, boolean value) {
    return name(name).raw(value ? "true" : "false");
  }

  public JsonWriter value(String text) {
    separate();
    quote(text);
    return this;
  }

  /** A number as it is printed elsewhere. */
  public JsonWriter raw(String number) {
    separate();
    out.append(number);
    return this;
  }

  private JsonWriter begin(char bracket) {
    separate();
    out.append(bracket);
    first = true;
    return this;
  }

  private JsonWriter end(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\', '/' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          // A lone surrogate stands for a byte that is no UTF-8 and cannot be written as such.
          if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
            out.append("\\u").append(hex(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c);
    return "0000".substring(digits.length()) + digits;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
