import org.jspecify.annotations.NullMarked;

/** Tests of the shipped image on real kernels, and of the architecture itself. */
@NullMarked
module dev.baton.it {
  requires static org.jspecify;
}
