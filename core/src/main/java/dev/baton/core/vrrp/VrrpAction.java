package dev.baton.core.vrrp;

import dev.baton.core.log.LogLine;

/** What the daemon must do after a step of the machine, in the order given. */
public sealed interface VrrpAction {

  /**
   * Send one advert with this priority, now; 0 says that the master leaves. Its {@link Count}s are
   * actions of their own.
   */
  record SendAdvert(int priority) implements VrrpAction {}

  /** Set all addresses, and announce them as a new master does. */
  record TakeAddresses() implements VrrpAction {}

  /** Remove all addresses, and drop announcements that are still queued. */
  record GiveUpAddresses() implements VrrpAction {}

  /** Announce the addresses again. */
  record Announce(Reason reason) implements VrrpAction {
    /** Which of the garp_* settings apply. */
    public enum Reason {
      /** A lower router spoke: garp_lower_prio_*. */
      LOWER_PRIORITY,
      /** Two masters were possible for a while: as after becoming master. */
      DOUBT
    }
  }

  /** The state changed, for notify scripts and observers. */
  record Entered(Cause cause) implements VrrpAction {}

  /** A master heard a lower advert: notify_master_rx_lower_pri. */
  record LowerPriorityHeard() implements VrrpAction {}

  /** A peer makes its checksums for the group: ours are to be made so, too. */
  record UseOldChecksum() implements VrrpAction {}

  /** Say this to the operator. */
  record Say(LogLine line) implements VrrpAction {}

  /** Add one to a counter. */
  record Count(VrrpCounter counter) implements VrrpAction {}

  /**
   * Why a transition happened.
   *
   * @param text in words, for the causal log: "3 adverts missed from 10.9.0.2"
   */
  record Cause(String text) {}
}
