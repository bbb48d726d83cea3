package dev.baton.supervisor.life;

import dev.baton.linux.Fd;
import dev.baton.linux.process.SpawnRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process of this image. It uses the same runtime under the name of the process, and takes its
 * Java options from a file of the image. The runtime is in {@code lib/runtime}, the options are in
 * {@code lib/baton}.
 */
enum ImageProgram {
  SUPERVISOR("", "supervisor.flags", "dev.baton.supervisor.Main"),
  ROUTER("_vrrp", "router.flags", "dev.baton.router.Main");

  private static final String OWN_NAME = "baton";

  /** By which name the launcher was called: {@code baton} or {@code keepalived}. */
  private static final String NAME_PROPERTY = "baton.name";

  private final String suffix;
  private final String flags;
  private final String mainClass;

  ImageProgram(String suffix, String flags, String mainClass) {
    this.suffix = suffix;
    this.flags = flags;
    this.mainClass = mainClass;
  }

  /**
   * The process's name, as ps(1), pidof(8) and killall(1) know it. All of keepalived's processes
   * have one name, which scripts look for.
   */
  String processName() {
    String called = System.getProperty(NAME_PROPERTY, OWN_NAME);
    return called.equals(OWN_NAME) ? OWN_NAME + suffix : called;
  }

  /** Where this very process's runtime is. */
  static String home() {
    return System.getProperty("java.home", "");
  }

  /**
   * A process with these words and descriptors. It inherits the blocked signals, which it reads
   * from a queue as this process does.
   */
  SpawnRequest request(List<String> words, List<Fd> descriptors, List<String> environment) {
    String folder = home() + "/bin";
    var command = new ArrayList<String>();
    if (this == ROUTER) {
      command.addAll(ReducedRights.command(folder));
    }
    command.add(folder + "/" + processName());
    command.add("@" + home() + "/../baton/" + flags);
    if (this == SUPERVISOR) {
      command.add("-D" + NAME_PROPERTY + "=" + processName());
    }
    command.add(mainClass);
    command.addAll(words);
    boolean leavesTerminal = this == SUPERVISOR;
    return new SpawnRequest(
        command.getFirst(),
        command,
        environment,
        leavesTerminal ? Optional.of("/") : Optional.empty(),
        descriptors,
        leavesTerminal,
        true);
  }

  /** This process's environment, as a child takes it. */
  static List<String> environment() {
    var environment = new ArrayList<String>();
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (!variable.getKey().equals(Daemonised.READY_VARIABLE)) {
        environment.add(variable.getKey() + "=" + variable.getValue());
      }
    }
    return environment;
  }
}
