/**
 * What every protocol here shares: addresses, prefixes, the Internet checksum, the bytes of text,
 * and readers and writers of packets.
 *
 * <p>Values only, in network byte order where bytes are concerned. A reader never throws on what it
 * reads: it says how much is left, and the decoders built on it turn any bytes into a value or a
 * reason.
 *
 * <p>This is the one package that all features of the core may see, and the only one that {@code
 * dev.baton.linux} uses. It sees no other.
 */
package dev.baton.core.net;
