package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;

/**
 * What can happen to one virtual router. A discarded packet is not an event: it changes nothing.
 */
public sealed interface VrrpEvent {

  /**
   * The router may begin: its interface and trackers are known and nothing is at fault. Once more
   * when the startup delay, which it still waits for, ends at another time: the timers start again.
   *
   * @param delayNanos what is left of {@code vrrp_startup_delay}, by which every timer begins
   *     later. While it lasts, adverts are thrown away before they become events.
   */
  record Start(long delayNanos) implements VrrpEvent {

    /** Begin at once. */
    public Start() {
      this(0);
    }
  }

  /**
   * An advert that passed every check of the receiver.
   *
   * @param source its sender
   * @param local the address that we send from, for equal priorities
   */
  record Heard(VrrpPacket packet, IpAddress source, IpAddress local) implements VrrpEvent {}

  /** The state's deadline may have come. */
  record TimePassed() implements VrrpEvent {}

  /**
   * The loop woke late by {@code gapNanos} (a stopped process, a paused machine). It comes before
   * anything else of its turn, so that nobody acts on what it could not hear.
   */
  record Stalled(long gapNanos) implements VrrpEvent {}

  /** The first reason not to serve has come up. */
  record Faulted(String cause) implements VrrpEvent {}

  /**
   * The last reason not to serve has gone; in Init: the last script awaited has succeeded.
   *
   * @param claims whether an owner is master at once, or listens first like anybody else
   */
  record Recovered(boolean claims) implements VrrpEvent {

    /** An owner is master at once. */
    public Recovered() {
      this(true);
    }
  }

  /** Trackers made another effective priority of the base priority. */
  record PriorityChanged(int priority) implements VrrpEvent {}

  /** Somebody else deleted an address that we hold as master. */
  record AddressTaken(String cause) implements VrrpEvent {}

  /** Every member of the sync group is ready, or master. */
  record GroupBecomesMaster() implements VrrpEvent {}

  /**
   * Another member of the sync group is master no more.
   *
   * @param resigning nobody has taken over from it yet: others are to hear of it at once
   */
  record GroupLeavesMaster(boolean resigning, String cause) implements VrrpEvent {}

  /**
   * The configuration changed in a way that keeps the virtual router what it is. The step is given
   * the new one; a new effective priority comes as {@link PriorityChanged} before this.
   */
  record Reconfigured(VrrpConfig previous) implements VrrpEvent {}

  /** The daemon stops, or the instance has gone from the configuration. */
  record Stop() implements VrrpEvent {}
}
