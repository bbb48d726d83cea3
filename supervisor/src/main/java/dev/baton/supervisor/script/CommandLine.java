package dev.baton.supervisor.script;

import dev.baton.core.config.Command;
import dev.baton.linux.host.Credentials;
import dev.baton.linux.process.SpawnRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command of the configuration as a process to be started. */
final class CommandLine {

  private static final String SHELL = "/bin/sh";

  private CommandLine() {}

  /** The request for a command that is no connection, with words behind its own. */
  static SpawnRequest of(Command command, List<String> environment, List<String> moreWords) {
    List<String> words = words(command, moreWords);
    return new SpawnRequest(
        words.getFirst(),
        words,
        environment,
        Optional.empty(),
        List.of(),
        credentials(command.identity()),
        false,
        false);
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

  /** None for what runs as the daemon itself, which needs no change of credentials. */
  private static Optional<Credentials> credentials(Command.Identity identity) {
    boolean root = identity.uid() == 0 && identity.gid() == 0;
    if (identity.uid() < 0 || (root && identity.supplementaryGids().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Credentials(identity.uid(), identity.gid(), identity.supplementaryGids()));
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
        default -> environment.add(variable.getKey() + "=" + variable.getValue());
      }
    }
    return environment;
  }
}
