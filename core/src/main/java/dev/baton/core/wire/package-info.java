/**
 * What the processes of the daemon say to each other, as bytes and as values.
 *
 * <p>State travels as numbered snapshots of which only the latest counts; facts that must not be
 * lost are queued in bounded, counted queues. Decoders are total: a broken message is a value too.
 */
package dev.baton.core.wire;
