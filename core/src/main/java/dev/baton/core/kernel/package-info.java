/**
 * The wanted and the actual state of the kernel, and the ordered plan that turns the actual state
 * into the wanted one.
 *
 * <p>A takeover, a reload, the recovery after a crash and an address that somebody else deleted are
 * the same code: the difference of desired and actual. A new kind of resource does not compile
 * until every switch says when it comes, how it is carried out and what its refusal means.
 *
 * <p>Plans come in batches, and each step is safe to repeat. Refusals come back as error numbers;
 * {@link dev.baton.core.kernel.Refusal} says what they mean.
 *
 * <p>Vocabulary: rtnetlink(7), ip-address(8), ip-route(8). Start with {@link
 * dev.baton.core.kernel.Reconciler}.
 */
package dev.baton.core.kernel;
