import org.jspecify.annotations.NullMarked;

/** Every decision of the daemon, as pure functions of configuration, state, event and time. */
@NullMarked
module dev.baton.core {
  requires static transitive org.jspecify;

  exports dev.baton.core.announce;
  exports dev.baton.core.bfd;
  exports dev.baton.core.kernel;
  exports dev.baton.core.log;
  exports dev.baton.core.model;
  exports dev.baton.core.net;
  exports dev.baton.core.node;
  exports dev.baton.core.track;
  exports dev.baton.core.vrrp;
  exports dev.baton.core.wire;
}
