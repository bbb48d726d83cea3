package dev.baton.host;

import dev.baton.linux.host.NetworkNamespace;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a daemon's control socket is. As with pid files, the network namespace and the {@code
 * instance} of the configuration distinguish daemons of one host:
 *
 * <pre>
 * /run/baton/control.sock
 * /run/baton/control_INSTANCE.sock
 * /run/baton/NAMESPACE/control.sock
 * /run/baton/NAMESPACE/control_INSTANCE.sock
 * </pre>
 *
 * @param root the directory, without a trailing slash
 * @param namespace the network namespace's name; empty for the host's
 * @param instance the daemon's name; empty for none
 */
public record ControlPlace(String root, String namespace, String instance) {

  /** Of all daemons of the host. */
  public static final String ROOT = "/run/baton";

  private static final String STEM = "control";
  private static final String EXTENSION = ".sock";

  /** The directory of the socket, without a trailing slash. */
  public String directory() {
    return namespace.isEmpty() ? root : root + "/" + namespace;
  }

  /** The socket. */
  public String socket() {
    return stem() + EXTENSION;
  }

  /** A file whose lock says that the socket's daemon lives, with its pid. */
  public String lock() {
    return stem() + ".pid";
  }

  private String stem() {
    return directory() + "/" + STEM + (instance.isEmpty() ? "" : "_" + instance);
  }

  /** Whether the names can be parts of a path: no path of their own. */
  public boolean isUsable() {
    return isUsable(namespace) && isUsable(instance);
  }

  private static boolean isUsable(String name) {
    return name.indexOf('/') < 0 && name.indexOf('\0') < 0 && !name.startsWith(".");
  }

  /** The one of a daemon that neither option nor configuration has named, run here. */
  public static ControlPlace ofThisNamespace(String root) {
    return new ControlPlace(root, NetworkNamespace.ownName(), "");
  }

  /** All whose socket is there, whether its daemon lives or not, by path. */
  public static List<ControlPlace> all(String root) {
    var places = new ArrayList<>(in(root, ""));
    String[] names = new File(root).list();
    for (String name : names == null ? new String[0] : sorted(names)) {
      places.addAll(in(root, name));
    }
    return List.copyOf(places);
  }

  private static List<ControlPlace> in(String root, String namespace) {
    var places = new ArrayList<ControlPlace>();
    String[] names = new File(new ControlPlace(root, namespace, "").directory()).list();
    for (String name : names == null ? new String[0] : sorted(names)) {
      if (name.startsWith(STEM) && name.endsWith(EXTENSION)) {
        String middle = name.substring(STEM.length(), name.length() - EXTENSION.length());
        if (middle.isEmpty() || middle.startsWith("_")) {
          String instance = middle.isEmpty() ? "" : middle.substring(1);
          places.add(new ControlPlace(root, namespace, instance));
        }
      }
    }
    return places;
  }

  private static String[] sorted(String[] names) {
    Arrays.sort(names);
    return names;
  }
}
