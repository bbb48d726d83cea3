import org.jspecify.annotations.NullMarked;

/** The main process: command line, files, children, signals, scripts and logs. */
@NullMarked
module dev.baton.supervisor {
  requires static org.jspecify;
  requires dev.baton.config;
  requires dev.baton.core;
  requires dev.baton.host;
  requires dev.baton.linux;
}
