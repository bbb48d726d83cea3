/**
 * What the kernel should hold, what it holds, and the ordered plan that turns one into the other.
 *
 * <p>A take-over, a reload, the recovery after a crash and an address that somebody else deleted
 * are the same code: the difference of wanted and actual. Plans come in batches, and each step is
 * safe to repeat. Refusals come back as error numbers; {@link dev.baton.core.kernel.Refusal} says
 * what they mean.
 *
 * <p>Vocabulary: rtnetlink(7), ip-address(8). Start with {@link dev.baton.core.kernel.AddressPlan}.
 */
package dev.baton.core.kernel;
