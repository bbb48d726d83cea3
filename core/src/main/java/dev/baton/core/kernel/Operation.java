package dev.baton.core.kernel;

/** One change of what the kernel holds. Idempotent: it may be carried out twice. */
public sealed interface Operation {

  /** What it is about. */
  Resource resource();

  /** The kernel shall hold it. */
  record Set(Resource resource) implements Operation {}

  /** The kernel shall hold it no longer; by whatever attributes it holds it now. */
  record Remove(Resource resource) implements Operation {}
}
