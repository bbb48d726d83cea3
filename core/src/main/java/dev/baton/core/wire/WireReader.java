package dev.baton.core.wire;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Takes values out of bytes. It never throws: what is not there reads as zero or empty, and the
 * first failure is remembered, so that a decoder reads straight through and asks once at the end.
 */
final class WireReader {

  private final byte[] bytes;
  private int end;
  private int at;
  private String failure = "";
  private int failedAt;

  WireReader(byte[] bytes, int lengthBytes) {
    this.bytes = bytes;
    end = Math.min(lengthBytes, bytes.length);
  }

  int int8() {
    return has(1) ? bytes[at++] & 0xFF : 0;
  }

  boolean bool() {
    int value = int8();
    if (value > 1) {
      fail("neither true nor false: " + value);
    }
    return value == 1;
  }

  int int32() {
    return int8() << 24 | int8() << 16 | int8() << 8 | int8();
  }

  long int64() {
    return (long) int32() << 32 | (int32() & 0xFFFF_FFFFL);
  }

  <E extends Enum<E>> E constant(E[] values) {
    String name = text();
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    fail("no such constant: " + name);
    return values[0];
  }

  String text() {
    int count = int32();
    if (count < 0 || count > end - at) {
      fail("text of " + count + " bytes does not fit");
      return "";
    }
    at += count;
    return Utf8.decode(bytes, at - count, at);
  }

  <T> List<T> list(Function<WireReader, T> reader) {
    int count = int32();
    // No element takes less than a byte: a broken count cannot make us reserve or loop for long.
    if (count < 0 || count > end - at) {
      fail("list of " + count + " does not fit");
      return List.of();
    }
    var values = new ArrayList<T>(count);
    for (int i = 0; i < count && failure.isEmpty(); i++) {
      values.add(reader.apply(this));
    }
    return List.copyOf(values);
  }

  IpAddress ip() {
    int version = int8();
    if (version != 4 && version != 6) {
      fail("no such family of addresses: " + version);
    }
    IpFamily family = version == 4 ? IpFamily.INET : IpFamily.INET6;
    return new IpAddress(family, int64(), int64());
  }

  /** What stands after its length in bytes, all of which the reader must take. */
  <T> T counted(Function<WireReader, T> reader) {
    int outerEnd = end;
    end = countedEnd();
    T value = reader.apply(this);
    failIfLeft();
    end = outerEnd;
    return value;
  }

  /** Passes over what stands after its length in bytes. */
  void skipCounted() {
    at = countedEnd();
  }

  private int countedEnd() {
    int count = int32();
    if (count < 0 || count > end - at) {
      fail("section of " + count + " bytes does not fit");
      return at;
    }
    return at + count;
  }

  /** Whether nothing has failed so far. */
  boolean isRight() {
    return failure.isEmpty();
  }

  void fail(String reason) {
    if (failure.isEmpty()) {
      failure = reason;
      failedAt = at;
    }
  }

  /** The value that was read, if all went well and nothing is left over. */
  <T> Decoded<T> decoded(T value) {
    failIfLeft();
    return failure.isEmpty()
        ? new Decoded.Value<>(value)
        : new Decoded.Malformed<>(failure, failedAt);
  }

  private void failIfLeft() {
    if (at < end) {
      fail((end - at) + " bytes too many");
    }
  }

  private boolean has(int count) {
    if (count > end - at) {
      fail("cut short");
      return false;
    }
    return failure.isEmpty();
  }
}
