package dev.baton.core.node;

/** What the calling thread has allocated, for tests that bound a cost. */
final class Allocations {

  private Allocations() {}

  /** In bytes since its start. By reflection: this module does not read the one that knows. */
  static long bytes() {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      return (long)
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes")
              .invoke(threads);
    } catch (ReflectiveOperationException unknown) {
      throw new LinkageError("no thread statistics", unknown);
    }
  }
}
