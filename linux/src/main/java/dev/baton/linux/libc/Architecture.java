package dev.baton.linux.libc;

/** The machine's architecture: x86-64 or aarch64, the two for which this module has numbers. */
final class Architecture {

  static final boolean IS_X86 =
      switch (System.getProperty("os.arch")) {
        case "amd64" -> true;
        case "aarch64" -> false;
        default ->
            throw new IllegalStateException(
                "Baton knows the system calls of x86-64 and aarch64, not of "
                    + System.getProperty("os.arch"));
      };

  private Architecture() {}
}
