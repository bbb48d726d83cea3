package dev.baton.sim;

import dev.baton.core.node.InstanceView;
import dev.baton.core.vrrp.VrrpState;

/**
 * One instance of a running process, with what it was configured as and what the judge knows of it.
 */
record Seat(InstanceView instance, RouterSettings settings, Ledger ledger) {

  String name() {
    return settings.name();
  }

  VrrpState state() {
    return instance.state();
  }

  boolean isMaster() {
    return instance.state() instanceof VrrpState.Master;
  }
}
