/**
 * What the kernel should hold, what it holds, and the ordered plan that turns one into the other.
 *
 * <p>A take-over, a reload, the recovery after a crash and an address that somebody else deleted
 * are the same code: the difference of wanted and actual. Plans come in batches, and each step is
 * safe to repeat.
 */
package dev.baton.core.kernel;
