package dev.baton.linux.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Text as C wants it: UTF-8 bytes and a zero. */
public final class CString {

  private CString() {}

  /** The text in native memory of the arena. */
  public static MemorySegment in(Arena arena, String text) {
    if (text.indexOf('\0') >= 0) {
      // C would see a shorter name than the one that was checked.
      throw new IllegalArgumentException("a zero inside a C string");
    }
    return arena.allocateFrom(text);
  }
}
