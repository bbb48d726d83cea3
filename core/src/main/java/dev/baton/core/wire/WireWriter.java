package dev.baton.core.wire;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Puts values into bytes: big-endian numbers, counted texts and lists, in a growing array. */
final class WireWriter {

  private byte[] bytes = new byte[256];
  private int size;

  WireWriter int8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  WireWriter bool(boolean value) {
    return int8(value ? 1 : 0);
  }

  WireWriter int32(int value) {
    return int8(value >>> 24).int8(value >>> 16).int8(value >>> 8).int8(value);
  }

  WireWriter int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  WireWriter constant(Enum<?> value) {
    return text(value.name());
  }

  WireWriter text(String value) {
    byte[] utf8 = Utf8.encode(value);
    int32(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  <T> WireWriter list(List<T> values, BiConsumer<WireWriter, T> writer) {
    int32(values.size());
    values.forEach(value -> writer.accept(this, value));
    return this;
  }

  WireWriter ip(IpAddress value) {
    return int8(value.family().version()).int64(value.high()).int64(value.low());
  }

  /** What it writes, after its length in bytes. */
  WireWriter counted(Consumer<WireWriter> content) {
    int start = size;
    content.accept(int32(0));
    int end = size;
    size = start;
    int32(end - start - Integer.BYTES);
    size = end;
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
    }
  }
}
