/**
 * What the processes of the daemon say to each other, as bytes and as values.
 *
 * <p>State travels as numbered snapshots of which only the latest counts; facts that must not be
 * lost are queued in bounded, counted queues. Messages are datagrams ({@link
 * dev.baton.core.wire.MessageCodec}); what is too big for one travels as a memfd ({@link
 * dev.baton.core.wire.SnapshotCodec}, {@link dev.baton.core.wire.ConfigurationHandover}).
 *
 * <p>Decoders are total: a broken message is a value too ({@link dev.baton.core.wire.Decoded}).
 * What one of them accepts, the encoder turns into the same bytes again.
 *
 * <p>Start with {@link dev.baton.core.wire.ToRouter} and {@link dev.baton.core.wire.ToSupervisor}.
 */
package dev.baton.core.wire;
