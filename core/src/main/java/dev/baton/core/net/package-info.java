/**
 * What all protocols here share: addresses, prefixes, the Internet checksum, text as bytes, and
 * readers and writers of packets.
 *
 * <p>All types are values; bytes are in network byte order. A reader never throws on its input, but
 * reports how much is left. The decoders built on it turn any bytes into a value or a reason.
 *
 * <p>This is the only package that all features of the core may use besides {@code log}, and the
 * only one of the core that {@code dev.baton.linux} uses. It uses no other.
 */
package dev.baton.core.net;
