package dev.baton.supervisor.script;

import dev.baton.core.model.Command;
import dev.baton.linux.process.SpawnRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command of the configuration as a process to be started. */
final class CommandLine {

  private static final String SHELL = "/bin/sh";

  private CommandLine() {}

  /** The request for a command that is not a connection, as the daemon itself would run it. */
  static SpawnRequest of(ScriptJob job) {
    List<String> words = words(job.command(), job.moreWords());
    // A session of its own: in the daemon's, a script of another user could open the terminal from
    // which the daemon was started, and type into root's shell there (tty_ioctl(4), TIOCSTI).
    boolean newSession = true;
    return new SpawnRequest(
        words.getFirst(), words, job.environment(), Optional.empty(), List.of(), newSession, false);
  }

  private static List<String> words(Command command, List<String> moreWords) {
    return switch (command.kind()) {
      case Command.Direct(List<String> own) -> {
        var words = new ArrayList<String>(own);
        words.addAll(moreWords);
        yield words;
      }
      case Command.Shell(String line) -> List.of(SHELL, "-c", line + quoted(moreWords));
      case Command.Connect _ -> throw new IllegalArgumentException("a connection has no process");
    };
  }

  /** As words of a shell's line, each in single quotes. */
  private static String quoted(List<String> words) {
    var text = new StringBuilder();
    for (String word : words) {
      text.append(" '").append(word.replace("'", "'\\''")).append('\'');
    }
    return text.toString();
  }

  /**
   * The environment of scripts: the daemon's, without what would make a program of another user
   * load foreign code, and without what the launcher and the start set for our own processes.
   */
  static List<String> environment(Map<String, String> daemons) {
    var environment = new ArrayList<String>(daemons.size());
    for (Map.Entry<String, String> variable : daemons.entrySet()) {
      switch (variable.getKey()) {
        case "IFS", "LD_PRELOAD", "LD_LIBRARY_PATH" -> {}
        case "MALLOC_ARENA_MAX", "_JAVA_SR_SIGNUM", "BATON_READY_FD" -> {}
        case NotifyScripts.CAUSE_VARIABLE -> {}
        default -> environment.add(variable.getKey() + "=" + variable.getValue());
      }
    }
    return environment;
  }
}
