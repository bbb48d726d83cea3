/**
 * Many hosts on one virtual LAN in virtual time, with faults that a seed chooses.
 *
 * <p>Each {@link dev.baton.sim.VirtualHost} runs the unchanged {@code core.node.Node} between a
 * virtual loop, virtual worker and a virtual kernel ({@link dev.baton.sim.SimulatedRouter}, {@link
 * dev.baton.sim.VirtualKernel}); {@link dev.baton.sim.VirtualLan} carries its packets. A {@link
 * dev.baton.sim.Scenario} chooses hosts and configurations, a {@link dev.baton.sim.FaultPlan} what
 * goes wrong and when.
 *
 * <p>Invariants are checked after every event ({@link dev.baton.sim.Judge}, {@link
 * dev.baton.sim.SingleMasterRule}, {@link dev.baton.sim.CauseRule}), and whenever nothing has been
 * wrong for a while the hosts must agree ({@link dev.baton.sim.Convergence}). What should be is
 * worked out from configuration, wire and kernel, never by asking the core.
 *
 * <p>The same seed tells the same story every time: all choices come from {@link
 * dev.baton.sim.RandomSource}, all time from {@link dev.baton.sim.World}. {@link
 * dev.baton.sim.KernelContract} keeps the virtual kernel from drifting away from Linux.
 *
 * <p>Start with {@link dev.baton.sim.Simulation}.
 */
package dev.baton.sim;
