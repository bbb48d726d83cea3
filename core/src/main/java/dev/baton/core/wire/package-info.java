/**
 * The messages between the processes of the daemon, as bytes and as values.
 *
 * <p>State is sent as numbered snapshots, of which only the latest counts. Facts that must not be
 * lost wait in bounded, counted queues. Messages are datagrams ({@link
 * dev.baton.core.wire.MessageCodec}); anything too large for a datagram is sent as a memfd ({@link
 * dev.baton.core.wire.SnapshotCodec}, {@link dev.baton.core.wire.ConfigurationHandover}).
 *
 * <p>Decoders are total: a broken message also gives a value ({@link dev.baton.core.wire.Decoded}).
 * If a decoder accepts some bytes, the encoder turns the value back into the same bytes, but for
 * what a newer peer has added: sections of a snapshot that this version does not know.
 *
 * <p>Start with {@link dev.baton.core.wire.ToRouter} and {@link dev.baton.core.wire.ToSupervisor}.
 */
package dev.baton.core.wire;
