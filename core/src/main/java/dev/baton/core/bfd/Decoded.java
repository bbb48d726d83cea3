package dev.baton.core.bfd;

/** What came of bytes: a packet, or a reason to throw them away. */
public sealed interface Decoded permits BfdPacket, Malformed {}
