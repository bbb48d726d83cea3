package dev.baton.core.net;

/**
 * UTF-8 that loses nothing: a byte that belongs to no character becomes one of the 128 code units
 * from U+DC80, and turns back into the same byte when written. Names and passwords may hold any
 * byte, and the peers compare bytes.
 */
public final class Utf8 {

  private static final char RAW_BASE = '\uDC00';

  private Utf8() {}

  /** Whether the code unit stands for a byte that was no UTF-8. */
  public static boolean isRawByte(char c) {
    return c >= RAW_BASE + 0x80 && c <= RAW_BASE + 0xFF;
  }

  /** The text of {@code bytes} from {@code from} to before {@code to}. */
  public static String decode(byte[] bytes, int from, int to) {
    var text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int lead = bytes[at] & 0xFF;
      int size = lead < 0x80 ? 1 : sequenceBytes(bytes, at, to);
      if (size == 1) {
        text.append((char) (lead < 0x80 ? lead : RAW_BASE + lead));
      } else {
        text.appendCodePoint(codePoint(bytes, at, size));
      }
      at += size;
    }
    return text.toString();
  }

  /** The length of the well-formed sequence at {@code at}, or 1 where there is none. */
  private static int sequenceBytes(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    int size = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (lead >= 0xF5 || at + size > to) {
      return 1;
    }
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 1;
      }
    }
    int code = size == 1 ? lead : codePoint(bytes, at, size);
    int least = size == 3 ? 0x800 : size == 4 ? 0x10000 : 0x80;
    boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < least || surrogate || code > Character.MAX_CODE_POINT ? 1 : size;
  }

  private static int codePoint(byte[] bytes, int at, int size) {
    int code = bytes[at] & (0x7F >> size);
    for (int i = 1; i < size; i++) {
      code = (code << 6) | (bytes[at + i] & 0x3F);
    }
    return code;
  }

  /** The bytes of a text that {@link #decode} made, or of any other. */
  public static byte[] encode(String text) {
    byte[] bytes = new byte[encodedBytes(text)];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 || isLoneRawByte(text, i)) {
        bytes[at++] = (byte) c;
        continue;
      }
      int code = text.codePointAt(i);
      i += Character.charCount(code) - 1;
      at = put(bytes, at, code);
    }
    return bytes;
  }

  private static int encodedBytes(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 || isLoneRawByte(text, i)) {
        count++;
        continue;
      }
      int code = text.codePointAt(i);
      i += Character.charCount(code) - 1;
      count += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    return count;
  }

  private static boolean isLoneRawByte(String text, int index) {
    boolean tail = index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    return isRawByte(text.charAt(index)) && !tail;
  }

  private static int put(byte[] bytes, int start, int code) {
    int at = start;
    if (code < 0x800) {
      bytes[at++] = (byte) (0xC0 | (code >> 6));
    } else if (code < 0x10000) {
      bytes[at++] = (byte) (0xE0 | (code >> 12));
      bytes[at++] = (byte) (0x80 | ((code >> 6) & 0x3F));
    } else {
      bytes[at++] = (byte) (0xF0 | (code >> 18));
      bytes[at++] = (byte) (0x80 | ((code >> 12) & 0x3F));
      bytes[at++] = (byte) (0x80 | ((code >> 6) & 0x3F));
    }
    bytes[at++] = (byte) (0x80 | (code & 0x3F));
    return at;
  }
}
