package dev.baton.linux.host;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Kernel settings that were changed, or are about to be, with their previous values, so that they
 * can be restored.
 *
 * <p>The kernel takes the greater one of an interface's own rp_filter and that of all. Who lowers
 * that of all gives its value to the interfaces first, and takes it back in the end: whatever it
 * was set for stays in force for them.
 */
public final class Settings {

  private static final String CONF = "net/ipv4/conf/";
  private static final String FILTER = "/rp_filter";
  private static final String FILTER_OF_ALL = CONF + "all" + FILTER;

  private final Map<String, String> originals = new HashMap<>();

  /** Each interface's own filter, from before that of all was changed. */
  private final Map<String, String> filters = new HashMap<>();

  /** With nothing to remember yet. */
  public Settings() {}

  /** Changes a setting; 0 or an errno. */
  public int write(String name, String value) {
    int result = remember(name);
    if (result == 0 && name.equals(FILTER_OF_ALL)) {
      spread(originals.getOrDefault(name, value));
    }
    return result == 0 ? -Sysctl.write(name, value) : result;
  }

  /** Somebody else is about to change it, and may not come to restoring it; 0 or an errno. */
  public int remember(String name) {
    try {
      if (!originals.containsKey(name)) {
        originals.put(name, Sysctl.read(name));
        if (name.equals(FILTER_OF_ALL)) {
          rememberFilters();
        }
      }
      return 0;
    } catch (OsException unreadable) {
      return unreadable.errno();
    }
  }

  private void rememberFilters() {
    String[] links = new File("/proc/sys/" + CONF).list();
    for (String link : links == null ? new String[0] : links) {
      // What stays on the host itself has no reverse path.
      if (!link.equals("all") && !link.equals("lo")) {
        read(CONF + link + FILTER).ifPresent(it -> filters.put(CONF + link + FILTER, it));
      }
    }
  }

  /** Empty if it has gone, with its interface. */
  private static Optional<String> read(String name) {
    try {
      return Optional.of(Sysctl.read(name));
    } catch (OsException gone) {
      return Optional.empty();
    }
  }

  private void spread(String ofAll) {
    filters.forEach(
        (name, own) -> {
          if (own.compareTo(ofAll) < 0) {
            Sysctl.write(name, ofAll);
          }
        });
  }

  /** Of an interface that is ours, and takes them along; 0 or the first errno. */
  public int writeOwn(DeviceSpec device) {
    int result = 0;
    for (Map.Entry<String, String> setting : device.settings().entrySet()) {
      String family = setting.getKey().substring(0, setting.getKey().indexOf('/'));
      String word = setting.getKey().substring(family.length());
      int errno =
          -Sysctl.write("net/" + family + "/conf/" + device.name() + word, setting.getValue());
      // A kernel without IPv6 needs it turned off nowhere.
      result = result == 0 && errno != Errno.ENOENT ? errno : result;
    }
    return result;
  }

  /**
   * Puts back what was there before it was first remembered; 0 or an errno.
   *
   * @param ours what we have set; what somebody else has set since is his
   */
  public int restore(String name, String ours) {
    String original = originals.remove(name);
    if (original == null || !read(name).filter(ours::equals).isPresent()) {
      return 0;
    }
    int result = Sysctl.write(name, original);
    if (name.equals(FILTER_OF_ALL)) {
      gather(original);
    }
    // A setting that has gone went with its device.
    return result == -Errno.ENOENT ? 0 : -result;
  }

  private void gather(String ofAll) {
    filters.forEach(
        (name, own) -> {
          if (own.compareTo(ofAll) < 0 && read(name).filter(ofAll::equals).isPresent()) {
            Sysctl.write(name, own);
          }
        });
    filters.clear();
  }
}
