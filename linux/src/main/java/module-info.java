import org.jspecify.annotations.NullMarked;

/** The Linux kernel as typed calls: the only module with native access. */
@NullMarked
module dev.baton.linux {
  requires static org.jspecify;
  requires dev.baton.core;
}
