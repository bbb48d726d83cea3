import org.jspecify.annotations.NullMarked;

/** The commands for people, beside the daemon: they read, explain, and ask the daemon. */
@NullMarked
module dev.baton.cli {
  requires static org.jspecify;
  requires dev.baton.config;
  requires dev.baton.core;
  requires dev.baton.host;
  requires dev.baton.linux;
  requires info.picocli;
  requires com.fasterxml.jackson.core;
}
