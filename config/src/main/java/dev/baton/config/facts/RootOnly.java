package dev.baton.config.facts;

import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether root alone can change what stands at a path, and so what runs when root runs it.
 *
 * <p>Everything that the kernel meets on the way must belong to root: the directories of the path
 * as given, each symbolic link, the directories of its target, and the file. None of it may be
 * writable by its group, be that root's own, or by everyone. There is one excuse: a directory that
 * is root's and sticky, as /tmp is, since nobody there can rename or remove what is root's; and the
 * entry in it must be root's like everything else. What is missing is judged by the directories
 * that are there, in which somebody may put it.
 *
 * <p>The mode tells all: where there is an access control list, the group's bits are its mask, and
 * nobody but the owner has a right that the mask lacks (acl(5)).
 *
 * <p>Who passes all this stays safe: each step is decided by a directory that root alone can
 * change. Links of /proc are refused, since they lead elsewhere in another process.
 *
 * <p>For a program the same is asked of the interpreter that its first line names, of that one's
 * own, and of the program that env(1) finds as such: there each directory of PATH counts that is
 * searched before. What a program reads or loads is not looked at, nor are its arguments.
 */
public final class RootOnly {

  /** The kernel gives up earlier; env starts again. */
  private static final int INTERPRETERS_MAX = 8;

  private static final int WORLD_WRITABLE = 02;
  private static final int GROUP_WRITABLE = 020;
  private static final int ANY_EXECUTE = 0111;

  /** Why somebody else can change it, as a sentence of two parts: what, and what is wrong. */
  public record Fault(String what, String wrong) {
    @Override
    public String toString() {
      return what + " " + wrong;
    }
  }

  private final Function<String, PathFact> paths;
  private final Supplier<String> search;
  private int interpreters;

  private RootOnly(Function<String, PathFact> paths, Supplier<String> search) {
    this.paths = paths;
    this.search = search;
  }

  /** The first thing on the way that another user can change; empty if there is none. */
  public static Optional<Fault> fault(PathFact path) {
    for (Step step : path.steps()) {
      String wrong = wrong(step);
      if (!wrong.isEmpty()) {
        return Optional.of(new Fault(step.path(), wrong));
      }
    }
    return Optional.empty();
  }

  private static String wrong(Step step) {
    if (step.uid() != 0) {
      return step.kind() == Kind.LINK
          ? "is a symbolic link that does not belong to root"
          : "does not belong to root";
    }
    if (step.kind() == Kind.LINK) {
      return step.path().startsWith("/proc/") ? "leads elsewhere in another process" : "";
    }
    if (step.kind() == Kind.DIRECTORY && step.sticky()) {
      return "";
    }
    if ((step.mode() & WORLD_WRITABLE) != 0) {
      return "is writable by everyone";
    }
    return (step.mode() & GROUP_WRITABLE) != 0
        ? "is writable by its group, or by users that an access control list names"
        : "";
  }

  /**
   * The same for a program, with all that runs in its place.
   *
   * @param path absolute
   * @param paths what stands at a path
   * @param search the directories of PATH that the program will get
   */
  public static Optional<Fault> faultOfProgram(
      String path, Function<String, PathFact> paths, Supplier<String> search) {
    return new RootOnly(paths, search).program(path);
  }

  private Optional<Fault> program(String path) {
    PathFact program = paths.apply(path);
    Optional<Fault> fault = fault(program);
    if (fault.isPresent() || program.interpreter().isEmpty()) {
      return fault;
    }
    interpreters++;
    if (interpreters > INTERPRETERS_MAX) {
      return Optional.of(new Fault(path, "is run by an endless chain of interpreters"));
    }
    int blank = blank(program.interpreter(), 0);
    String interpreter = program.interpreter().substring(0, blank);
    if (!interpreter.startsWith("/")) {
      return Optional.of(new Fault(path, "needs the full path of its interpreter"));
    }
    fault = program(interpreter);
    boolean env = interpreter.endsWith("/env");
    return fault.isPresent() || !env
        ? fault
        : foundByEnv(path, withoutBlanks(program.interpreter().substring(blank)));
  }

  /** The place of the next blank, or the end. */
  private static int blank(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
      at++;
    }
    return at;
  }

  private static String withoutBlanks(String text) {
    int at = 0;
    while (at < text.length() && blank(text, at) == at) {
      at++;
    }
    return text.substring(at);
  }

  /** The kernel hands everything behind the interpreter over as one word, which -S divides. */
  private Optional<Fault> foundByEnv(String script, String argument) {
    String searched = search.get();
    if (!argument.startsWith("-S")) {
      return found(script, argument, searched);
    }
    String rest = withoutBlanks(argument.substring(2));
    while (!rest.isEmpty()) {
      String word = rest.substring(0, blank(rest, 0));
      rest = withoutBlanks(rest.substring(word.length()));
      int equals = word.indexOf('=');
      if (equals < 0 || !isPlain(word)) {
        return found(script, word, searched);
      }
      searched = word.startsWith("PATH=") ? word.substring(equals + 1) : searched;
    }
    return Optional.empty();
  }

  private Optional<Fault> found(String script, String name, String searched) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!isPlain(name)) {
      return Optional.of(new Fault(script, "needs a plain name after env, not " + name));
    }
    if (name.indexOf('/') >= 0) {
      return name.startsWith("/")
          ? program(name)
          : Optional.of(new Fault(script, "needs the full path of its interpreter"));
    }
    for (String directory : searched.split(":", -1)) {
      if (!directory.startsWith("/")) {
        return Optional.of(new Fault(script, "is run by env, and PATH has a relative directory"));
      }
      String candidate = directory + "/" + name;
      PathFact there = paths.apply(candidate);
      if (there.kind() == Kind.FILE && (there.last().mode() & ANY_EXECUTE) != 0) {
        return program(candidate);
      }
      // It is passed over today; that must not be another user's choice.
      Optional<Fault> fault = fault(there);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** Whether env takes the word as it stands, and for a program's name. */
  private static boolean isPlain(String name) {
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c < ' ' || c == '"' || c == '\'' || c == '\\' || c == '$' || c == '#') {
        return false;
      }
    }
    return !name.startsWith("-");
  }
}
