package dev.baton.supervisor.option;

import dev.baton.core.model.Configuration;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param argument the log file of a configuration test, or the name of a signal; empty for none
 * @param configFile as given by -f; empty for the default
 * @param vrrp whether the router is wanted (not with -C alone)
 * @param pidFile where the main process writes its number; empty for the default
 * @param routerPidFile the same for the router
 * @param bfdPidFile where the router writes its number again if it runs BFD; empty for the default
 * @param umask as given by -u, or -1
 * @param keepAddresses addresses stay when the daemon stops (-V)
 * @param withoutBfd no session is run (-B)
 * @param tellAddresses every address that others add or remove is logged (-a)
 * @param configId who we are for {@code @ID} lines; empty for the host's name
 * @param remarks what was strange about the command line without stopping it
 * @param mistaken a remark counts as a mistake of the configuration, for -t
 * @param unbuilt options, by their long names, whose parts this version does not have
 */
public record Options(
    Action action,
    String argument,
    String configFile,
    boolean vrrp,
    boolean foreground,
    Logging logging,
    String pidFile,
    String routerPidFile,
    String bfdPidFile,
    int umask,
    boolean keepAddresses,
    boolean withoutBfd,
    boolean tellAddresses,
    boolean respawn,
    boolean dumpConfiguration,
    String netNamespace,
    boolean coreDumps,
    String corePattern,
    String configId,
    boolean allConfig,
    boolean ignoreSigint,
    List<String> remarks,
    boolean mistaken,
    List<String> unbuilt) {

  /** Whether there is something for a router to do. */
  public boolean needsRouter(Configuration configuration) {
    return vrrp && (configuration.hasVrrp() || runsBfd(configuration));
  }

  /** Whether a router runs BFD. */
  public boolean runsBfd(Configuration configuration) {
    return vrrp && !withoutBfd && !configuration.sessions().isEmpty();
  }

  /** What the program is to do. */
  public enum Action {
    RUN,
    TEST,
    PRINT_SIGNAL,
    PRINT_VERSION,
    PRINT_HELP
  }

  /**
   * Where log lines go.
   *
   * @param detail 0, or how often -D was given
   * @param facility syslog's number of the facility
   * @param file empty for none
   */
  public record Logging(boolean console, int detail, int facility, String file, boolean syslog) {}
}
