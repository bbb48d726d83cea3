import org.jspecify.annotations.NullMarked;

/** The Linux kernel as typed calls: the only module with native access. */
@NullMarked
@SuppressWarnings("module") // Those to whom faults are exported are compiled after this one.
module dev.baton.linux {
  requires static org.jspecify;
  requires transitive dev.baton.core;

  exports dev.baton.linux;
  exports dev.baton.linux.fault to
      dev.baton.it,
      dev.baton.router,
      dev.baton.supervisor;
  exports dev.baton.linux.firewall;
  exports dev.baton.linux.host;
  exports dev.baton.linux.poll;
  exports dev.baton.linux.process;
  exports dev.baton.linux.route;
  exports dev.baton.linux.socket;
}
