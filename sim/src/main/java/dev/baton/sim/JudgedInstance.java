package dev.baton.sim;

import dev.baton.core.node.InstanceView;
import dev.baton.core.vrrp.VrrpState;

/**
 * One instance of a running process, with what it was configured as and what the judge knows of it.
 */
record JudgedInstance(InstanceView instance, RouterSettings settings, RouterMemory memory) {

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
