/**
 * Simulates many hosts on one virtual LAN, in virtual time, with faults that a seed determines.
 *
 * <p>Each {@link dev.baton.sim.VirtualHost} runs the unchanged {@code core.node.Node} with a
 * virtual loop, a virtual worker and a virtual kernel ({@link dev.baton.sim.SimulatedRouter},
 * {@link dev.baton.sim.VirtualKernel}). {@link dev.baton.sim.VirtualLan} carries the packets. A
 * {@link dev.baton.sim.Scenario} determines the hosts and their configurations, and a {@link
 * dev.baton.sim.FaultPlan} what goes wrong and when.
 *
 * <p>Invariants are checked after every event ({@link dev.baton.sim.Judge}, {@link
 * dev.baton.sim.SingleMasterRule}, {@link dev.baton.sim.CauseRule}). Whenever there has been no
 * fault for a while, the hosts must agree ({@link dev.baton.sim.Convergence}). Expected results are
 * derived from configuration, wire and kernel, never from the core.
 *
 * <p>A seed always produces the same run: all choices come from {@link dev.baton.sim.RandomSource},
 * and all time from {@link dev.baton.sim.World}. {@link dev.baton.sim.KernelContract} ensures that
 * the virtual kernel behaves like Linux.
 *
 * <p>Start with {@link dev.baton.sim.Simulation}.
 */
package dev.baton.sim;
