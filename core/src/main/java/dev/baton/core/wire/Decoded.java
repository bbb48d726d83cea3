package dev.baton.core.wire;

/** What a decoder made of some bytes: a value, or the reason why they are none. */
public sealed interface Decoded<T> {

  /** The bytes held this. */
  record Value<T>(T value) implements Decoded<T> {}

  /** The bytes held nothing that we understand. */
  record Malformed<T>(String reason, int offset) implements Decoded<T> {}
}
