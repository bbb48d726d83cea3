import org.jspecify.annotations.NullMarked;

/** Measurements of the image and of keepalived, side by side in one run. */
@NullMarked
module dev.baton.bench {
  requires static org.jspecify;
}
