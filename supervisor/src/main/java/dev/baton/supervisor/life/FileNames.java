package dev.baton.supervisor.life;

import dev.baton.core.model.GlobalConfig;
import dev.baton.host.ControlPlace;
import dev.baton.supervisor.option.Options;
import java.util.function.Supplier;

/**
 * The paths of the daemon's files. The names are keepalived's, so that units, monitoring and habits
 * keep working. If several daemons run on one host, the namespace and the instance distinguish
 * their files.
 *
 * @param temporaryDirectory the directory for dumps, without a trailing slash
 */
record FileNames(Options options, GlobalConfig global, String temporaryDirectory) {

  private static final String RUN = "/run/";
  private static final String PID_DIRECTORY = "/run/keepalived/";

  /** TMPDIR if it is absolute, else /tmp. */
  static String temporaryDirectory(String tmpdir) {
    if (!tmpdir.startsWith("/")) {
      return "/tmp";
    }
    int end = tmpdir.length();
    while (end > 0 && tmpdir.charAt(end - 1) == '/') {
      end--;
    }
    return tmpdir.substring(0, end);
  }

  /** The pid file of the main process. */
  String pidFile() {
    return options.pidFile().isEmpty() ? pidFile("keepalived") : options.pidFile();
  }

  /** The pid file of the router. */
  String routerPidFile() {
    return options.routerPidFile().isEmpty() ? pidFile("vrrp") : options.routerPidFile();
  }

  /** The second file of the router, which keepalived's BFD process would have. */
  String bfdPidFile() {
    return options.bfdPidFile().isEmpty() ? pidFile("bfd") : options.bfdPidFile();
  }

  /** The directory that default pid files need and that may be missing; empty if none. */
  String pidDirectory() {
    if (!usesPidDirectory()) {
      return "";
    }
    String namespace = namespace();
    return namespace.isEmpty() ? PID_DIRECTORY : PID_DIRECTORY + namespace + "/";
  }

  /** The one of these that bears the namespace's name; empty if none. */
  String ownPidDirectory() {
    return namespace().isEmpty() ? "" : pidDirectory();
  }

  private String pidFile(String process) {
    String instance = global.instance().isEmpty() ? "" : "_" + global.instance();
    return (usesPidDirectory() ? pidDirectory() : RUN) + process + instance + ".pid";
  }

  private boolean usesPidDirectory() {
    return global.usePidDirectory() || !global.instance().isEmpty() || !namespace().isEmpty();
  }

  /** The network namespace that the daemon has entered; empty for none. */
  String namespace() {
    return options.netNamespace().isEmpty() ? global.netNamespace() : options.netNamespace();
  }

  /**
   * Where the control socket is.
   *
   * @param ownNamespace the name of the network namespace that the daemon was started in
   */
  ControlPlace controlPlace(Supplier<String> ownNamespace) {
    String entered = namespace();
    return new ControlPlace(
        ControlPlace.ROOT, entered.isEmpty() ? ownNamespace.get() : entered, global.instance());
  }

  /** The router's dump. */
  String data() {
    return dump("", ".data");
  }

  /** The dump of the BFD sessions. */
  String bfdData() {
    return dump("_bfd", ".data");
  }

  /** The main process's dump. */
  String parentData() {
    return dump("_parent", ".data");
  }

  /** The counters. */
  String statistics() {
    return temporaryDirectory + "/keepalived" + distinction() + ".stats";
  }

  /** The JSON dump. */
  String json() {
    return temporaryDirectory + "/keepalived" + distinction() + ".json";
  }

  private String dump(String process, String extension) {
    String template = global.stateDumpFile();
    if (template.isEmpty()) {
      return temporaryDirectory + "/keepalived" + process + distinction() + extension;
    }
    int dot = template.lastIndexOf('.');
    boolean dotted = dot > template.lastIndexOf('/');
    String stem = dotted ? template.substring(0, dot) : template;
    return stem + process + distinction() + (dotted ? template.substring(dot) : "");
  }

  private String distinction() {
    if (!global.dataUseInstance()) {
      return "";
    }
    String namespace = namespace();
    return (namespace.isEmpty() ? "" : "." + namespace)
        + (global.instance().isEmpty() ? "" : "_" + global.instance());
  }
}
