package dev.baton.linux.libc;

import dev.baton.core.net.Utf8;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Text as C wants it: its bytes, of UTF-8 or as they were read, and a zero. */
public final class CString {

  private CString() {}

  /** The text in native memory of the arena. */
  public static MemorySegment in(Arena arena, String text) {
    if (text.indexOf('\0') >= 0) {
      // C would see a shorter name than the one that was checked.
      throw new IllegalArgumentException("a zero inside a C string");
    }
    byte[] bytes = Utf8.encode(text);
    MemorySegment string = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, string, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return string;
  }
}
