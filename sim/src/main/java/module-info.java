import org.jspecify.annotations.NullMarked;

/** Many hosts on one virtual LAN in virtual time, driven by a seed. */
@NullMarked
module dev.baton.sim {
  requires static org.jspecify;
  requires dev.baton.core;
}
