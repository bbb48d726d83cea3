package dev.baton.supervisor.script;

import dev.baton.config.facts.RootOnly;
import dev.baton.core.model.Command;
import dev.baton.host.PathWalk;
import java.util.Optional;

/**
 * Looks again, right before a command is started, whether root alone can change what would run: the
 * host may have changed since the configuration was judged. What passes stays as it is until the
 * start, since only root could change it in between ({@link RootOnly}).
 *
 * <p>It asks the file system, so it is not for the loop's thread: a network file system may wait.
 */
public final class ScriptSafety {

  private ScriptSafety() {}

  /** Why the command must not be started; empty if it may be. */
  public static String fault(Command command) {
    if (command.guarded().isEmpty()) {
      return "";
    }
    Optional<RootOnly.Fault> fault =
        RootOnly.faultOfProgram(command.guarded(), PathWalk::way, ScriptSafety::search);
    return fault.isPresent() ? "insecure, " + fault.get() : "";
  }

  /** Scripts have the daemon's. */
  private static String search() {
    String search = System.getenv("PATH");
    return search == null ? "" : search;
  }
}
