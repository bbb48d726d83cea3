package dev.baton.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Bytes between a descriptor and an array, through native memory that lives for one call. */
final class Transfer {

  private Transfer() {}

  // ssize_t read(int fd, void *buf, size_t count);
  static int read(int fd, byte[] target) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(target.length);
      int count = Syscall.call(Sys.READ, fd, buffer.address(), target.length);
      return copied(count, buffer, target);
    }
  }

  // ssize_t pread(int fd, void *buf, size_t count, off_t offset);
  static int readAt(int fd, byte[] target, long offset) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(target.length);
      int count = Syscall.call(Sys.PREAD64, fd, buffer.address(), target.length, offset);
      return copied(count, buffer, target);
    }
  }

  // ssize_t write(int fd, const void *buf, size_t count);
  static int write(int fd, byte[] source) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, source);
      return Syscall.call(Sys.WRITE, fd, buffer.address(), source.length);
    }
  }

  private static int copied(int count, MemorySegment buffer, byte[] target) {
    if (count > 0) {
      MemorySegment.copy(buffer, JAVA_BYTE, 0, target, 0, count);
    }
    return count;
  }
}
