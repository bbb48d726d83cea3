package dev.baton.core.node;

import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.vrrp.VrrpState;

/**
 * The current state of one instance of a node. It is meant for code that needs it after every
 * event: a {@link NodeSnapshot} copies everything.
 */
public sealed interface InstanceView permits Instance {

  /** Its name in the configuration. */
  String name();

  /** Its state. */
  VrrpState state();

  /** How often this has happened since it began, or since the counters were cleared. */
  long count(VrrpCounter counter);
}
