import org.jspecify.annotations.NullMarked;

/** The outside of a configuration: files and facts of this host. */
@NullMarked
module dev.baton.host {
  requires static org.jspecify;
  requires transitive dev.baton.config;
  requires dev.baton.linux;

  exports dev.baton.host;
}
