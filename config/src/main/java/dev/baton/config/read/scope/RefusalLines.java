package dev.baton.config.read.scope;

import dev.baton.config.facts.PathFact;
import dev.baton.config.tree.Spelling;
import dev.baton.core.model.Command.Identity;

/** Why a script is refused: for people, and as the line that keepalived's log has first. */
final class RefusalLines {

  private RefusalLines() {}

  /** There is no such file, or something else stands there. */
  static String notFound(String program, PathFact path) {
    if (program.indexOf('/') < 0) {
      return "Cannot find script " + program + " in path - disabling";
    }
    if (path.exists()) {
      return "Wrong file type found in script path '" + program + "'.";
    }
    String why = endsAtFile(path) ? "Not a directory" : "No such file or directory";
    return "Script " + program + " cannot be accessed - " + why;
  }

  /** Whether its way would lead on from something that is no directory. */
  private static boolean endsAtFile(PathFact path) {
    return !path.steps().isEmpty() && path.last().kind() == PathFact.Kind.FILE;
  }

  /** Who would run it may not. */
  static String notExecutable(String program, Identity identity) {
    return "WARNING - script '%s' is not executable for uid:gid %d:%d - disabling."
        .formatted(program, Math.max(0, identity.uid()), Math.max(0, identity.gid()));
  }

  /** Others could change what root runs. */
  static String insecure(String program) {
    return "Unsafe permissions found for script '" + program + "' - disabling.";
  }

  /** The same as {@link #notFound}, for people. */
  static String absence(String program, PathFact path) {
    if (path.exists()) {
      return program
          + (path.kind() == PathFact.Kind.DIRECTORY ? " is a directory" : " is no regular file");
    }
    String odd = Spelling.oddLetter(program);
    if (!odd.isEmpty()) {
      return "there is no file " + program + "; " + odd;
    }
    return "there is no file "
        + program
        + (program.indexOf('"') < 0
            ? ""
            : "; a backslash before a quote makes it part of the name, and does not belong there");
  }
}
