import org.jspecify.annotations.NullMarked;

/** The real-time process: VRRP on its sockets, addresses in its kernel, and nothing else. */
@NullMarked
module dev.baton.router {
  requires static org.jspecify;
  requires dev.baton.config;
  requires dev.baton.core;
  requires dev.baton.linux;
}
