package dev.baton.linux;

/**
 * One entry of a batch that the kernel did not carry out.
 *
 * @param index of the entry in the batch
 * @param errno the kernel's error number; {@code ETIMEDOUT} when it did not answer in time
 * @param explanation what the kernel says beside it; often empty
 */
public record RefusedEntry(int index, int errno, String explanation) {}
