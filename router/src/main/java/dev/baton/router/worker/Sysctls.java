package dev.baton.router.worker;

import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.host.Sysctl;
import java.util.HashMap;
import java.util.Map;

/** Kernel settings that were changed, with their previous values, so that they can be restored. */
final class Sysctls {

  private final Map<String, String> originals = new HashMap<>();

  /** Changes a setting; 0 or an errno. */
  int write(String name, String value) {
    try {
      originals.putIfAbsent(name, Sysctl.read(name));
      return -Sysctl.write(name, value);
    } catch (OsException unreadable) {
      return unreadable.errno();
    }
  }

  /** Puts back what was there before the first {@link #write}; 0 or an errno. */
  int restore(String name) {
    String original = originals.remove(name);
    int result = original == null ? 0 : Sysctl.write(name, original);
    // A setting that has gone went with its device.
    return result == -Errno.ENOENT ? 0 : -result;
  }
}
