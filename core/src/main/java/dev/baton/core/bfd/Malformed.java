package dev.baton.core.bfd;

/** Bytes that are no packet, and why. */
public record Malformed(BfdDiscard reason) implements Decoded {}
