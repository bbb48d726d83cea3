/**
 * The wanted and the actual state of the kernel, and the ordered plan that turns the actual state
 * into the wanted one.
 *
 * <p>A takeover, a reload, the recovery after a crash and an address that somebody else deleted all
 * use the same code, the difference between wanted and actual. Plans are carried out in batches,
 * and each step is safe to repeat. If the kernel refuses a step, an error number comes back; {@link
 * dev.baton.core.kernel.Refusal} says what it means.
 *
 * <p>The terms are those of rtnetlink(7) and ip-address(8). Start with {@link
 * dev.baton.core.kernel.AddressPlan}.
 */
package dev.baton.core.kernel;
