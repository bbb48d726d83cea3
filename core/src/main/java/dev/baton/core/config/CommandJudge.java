package dev.baton.core.config;

import dev.baton.core.config.Command.Identity;
import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.diagnose.ExitClass;
import dev.baton.core.config.diagnose.SourceSpan;
import dev.baton.core.config.host.HostFacts.UserFact;
import dev.baton.core.config.host.HostQuestions;
import dev.baton.core.config.host.PathFact;
import dev.baton.core.config.parse.Value.CommandText;
import dev.baton.core.config.text.Numbers;
import dev.baton.core.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a script may run, as whom and how: directly, through a shell, or as a connect.
 *
 * <p>A script that would run as root is followed component by component: each must belong to root
 * and be writable by nobody else, or another user could put his own program in its place.
 */
final class CommandJudge {

  private static final String DEFAULT_USER = "keepalived_script";
  private static final int WORLD_WRITABLE = 02;
  private static final int GROUP_WRITABLE = 020;
  private static final int SET_USER_OR_GROUP = 06000;

  private final HostQuestions host;
  private final GlobalScope global;
  private final Diagnostics diagnostics;
  private boolean anyRunnable;
  private boolean anyStartup;

  CommandJudge(HostQuestions host, GlobalScope global, Diagnostics diagnostics) {
    this.host = host;
    this.global = global;
    this.diagnostics = diagnostics;
  }

  /** What a script is for: keepalived weighs a bad one by that. */
  enum Purpose {
    TRACK,
    CHECK,
    NOTIFY,
    STARTUP
  }

  /**
   * A script to judge: its text, with the user that it asks for, and where the two stand.
   *
   * @param name the script's name, or the keyword that asks for it
   */
  record Candidate(
      CommandText text, Purpose purpose, String name, SourceSpan span, SourceSpan userSpan) {

    /** A script whose user stands in its own line. */
    Candidate(CommandText text, Purpose purpose, String name, SourceSpan span) {
      this(text, purpose, name, span, span);
    }

    /** The same for the user that another line names. */
    Candidate runBy(List<Word> words, SourceSpan place) {
      String user = words.size() > 1 ? words.get(1).text() : "";
      String group = words.size() > 2 ? words.get(2).text() : "";
      var run = new CommandText(text.text(), text.words(), user, group);
      return new Candidate(run, purpose, name, span, place);
    }
  }

  /** The command to run; empty if it has no user or is disabled, which has been told. */
  Optional<Command> judge(Candidate candidate) {
    Optional<Identity> identity = identity(candidate);
    return identity.isPresent() ? judge(candidate, identity.get()) : Optional.empty();
  }

  /** The command to run; empty if it is disabled, which has been told. */
  Optional<Command> judge(Candidate candidate, Identity identity) {
    CommandText text = candidate.text();
    if (text.words().isEmpty()) {
      return Optional.empty();
    }
    if (text.text().startsWith("<")) {
      return redirection(candidate, identity);
    }
    String program = text.words().get(0);
    if (program.indexOf('/') < 0) {
      String found = host.program(program, candidate.span());
      if (!found.isEmpty()) {
        diagnostics.add(
            Diagnostic.warning(
                    "path-lookup",
                    candidate.span(),
                    "script `" + program + "` is found in PATH as " + found)
                .mendedBy("write the whole path"));
        program = found;
      }
    }
    PathFact path = host.path(program, candidate.span());
    if (path.kind() != PathFact.Kind.FILE) {
      disable(candidate, "not found/accessible", "there is no file " + program);
      return Optional.empty();
    }
    if (!isExecutable(path, identity)) {
      disable(candidate, "not executable", program + " is not executable for its user");
      return Optional.empty();
    }
    anyRunnable |= candidate.purpose() != Purpose.STARTUP;
    anyStartup |= candidate.purpose() == Purpose.STARTUP;
    if (isUnsafe(candidate, path, identity)) {
      return Optional.empty();
    }
    Command.Kind kind = kind(path, program, text.words());
    if (kind instanceof Command.Direct) {
      tellOfShellSyntax(candidate);
    }
    return Optional.of(new Command(text.text(), kind, identity));
  }

  private static Command.Kind kind(PathFact path, String program, List<String> words) {
    var all = new ArrayList<String>(words);
    all.set(0, program);
    if (path.head() != PathFact.Head.OTHER) {
      return new Command.Direct(all);
    }
    var line = new StringBuilder();
    for (String word : all) {
      line.append(line.isEmpty() ? "'" : " '").append(word.replace("'", "'\\''")).append('\'');
    }
    return new Command.Shell(line.toString());
  }

  /** Words that only a shell understands reach the program as they are. */
  private void tellOfShellSyntax(Candidate candidate) {
    List<String> words = candidate.text().words();
    for (String word : words.subList(1, words.size())) {
      boolean shell =
          switch (word) {
            case "|", "||", "&&", "&", ";", ">", ">>", "<", "2>&1" -> true;
            default -> word.startsWith(">") || word.startsWith("2>") || word.startsWith("&>");
          };
      if (shell) {
        diagnostics.add(
            Diagnostic.warning(
                    "shell-syntax",
                    candidate.span(),
                    "`" + word + "` is passed as an argument to " + words.get(0))
                .because("no shell runs this command")
                .mendedBy("put the command line into a script, or write sh -c '…'"));
        return;
      }
    }
  }

  private Optional<Command> redirection(Candidate candidate, Identity identity) {
    String text = candidate.text().text();
    if (candidate.purpose() == Purpose.NOTIFY) {
      disable(candidate, "not found/accessible", "a redirection is no program");
      return Optional.empty();
    }
    Optional<Command.Connect> connect = connect(text.substring(1).strip());
    if (connect.isPresent()) {
      String host = connect.get().host() + ":" + connect.get().port();
      diagnostics.add(
          Diagnostic.warning(
              "connect", candidate.span(), "`" + text + "` is done as a connect to " + host));
      return Optional.of(new Command(text, connect.get(), identity));
    }
    return Optional.of(new Command(text, new Command.Shell(text), identity));
  }

  /** The connect that a redirection from bash's pseudo devices means. */
  private static Optional<Command.Connect> connect(String path) {
    boolean udp = path.startsWith("/dev/udp/");
    if (!udp && !path.startsWith("/dev/tcp/")) {
      return Optional.empty();
    }
    String rest = path.substring("/dev/tcp/".length());
    int slash = rest.indexOf('/');
    if (slash < 1) {
      return Optional.empty();
    }
    var port = Numbers.decimal(rest.substring(slash + 1));
    if (port.isEmpty() || port.getAsLong() < 1 || port.getAsLong() > 65_535) {
      return Optional.empty();
    }
    return Optional.of(new Command.Connect(udp, rest.substring(0, slash), (int) port.getAsLong()));
  }

  private void disable(Candidate candidate, String reason, String cause) {
    boolean counts = candidate.purpose() == Purpose.TRACK;
    String what =
        switch (candidate.purpose()) {
          case TRACK -> "Disabling track script " + candidate.name() + " since " + reason;
          case CHECK, NOTIFY, STARTUP ->
              "Disabling "
                  + candidate.name()
                  + " script "
                  + candidate.text().text()
                  + " since "
                  + reason;
        };
    diagnostics.add(
        Diagnostic.error("script-disabled", candidate.span(), what)
            .weighing(counts ? ExitClass.ORDINARY : ExitClass.NOTE)
            .because(cause)
            .mendedBy("make it, and executable; or correct the path"));
  }

  private static boolean isExecutable(PathFact path, Identity identity) {
    PathFact.Step file = path.last();
    int mode = file.mode();
    if (identity.uid() <= 0) {
      return (mode & 0111) != 0;
    }
    if (file.uid() == identity.uid()) {
      return (mode & 0100) != 0;
    }
    return file.gid() == identity.gid() ? (mode & 010) != 0 : (mode & 01) != 0;
  }

  private boolean isUnsafe(Candidate candidate, PathFact path, Identity identity) {
    PathFact.Step file = path.last();
    boolean privileged =
        identity.uid() <= 0
            || identity.gid() == 0
            || ((file.mode() & SET_USER_OR_GROUP) != 0 && (file.uid() == 0 || file.gid() == 0));
    if (!privileged) {
      return false;
    }
    for (PathFact.Step step : path.steps()) {
      String fault = fault(step);
      boolean link = step.kind() == PathFact.Kind.LINK;
      // Links among the directories count; where the program's own link leads is walked, too.
      boolean own = link && step.path().equals(path.path());
      if (fault.isEmpty() || own || (link && global.on("use_symlink_paths"))) {
        continue;
      }
      boolean secure = global.has("enable_script_security");
      if (secure || link) {
        unsafe(candidate, step, fault);
        return true;
      }
      diagnostics.add(
          Diagnostic.warning(
                  "unsafe-script",
                  candidate.span(),
                  "Unsafe permissions found for script '" + candidate.text().text() + "'")
              .because(step.path() + " " + fault));
      return false;
    }
    return false;
  }

  private void unsafe(Candidate candidate, PathFact.Step step, String fault) {
    String what =
        candidate.purpose() == Purpose.TRACK
            ? "Disabling track script " + candidate.name() + " due to insecure"
            : "Disabling "
                + candidate.name()
                + " script "
                + candidate.text().text()
                + " due to insecure";
    boolean counts = candidate.purpose() == Purpose.TRACK;
    diagnostics.add(
        Diagnostic.error("unsafe-script", candidate.span(), what)
            .weighing(counts ? ExitClass.ORDINARY : ExitClass.NOTE)
            .because(step.path() + " " + fault)
            .mendedBy(
                step.kind() == PathFact.Kind.LINK
                    ? "write the path without links, or `use_symlink_paths` in global_defs"
                    : "let it and all directories above it belong to root, writable by root only"));
  }

  /** What makes a component unsafe; empty if it is safe. */
  private static String fault(PathFact.Step step) {
    if (step.kind() == PathFact.Kind.LINK) {
      return "is a symbolic link";
    }
    if (step.kind() == PathFact.Kind.DIRECTORY && step.sticky()) {
      return "";
    }
    if (step.uid() != 0) {
      return "does not belong to root";
    }
    if ((step.mode() & WORLD_WRITABLE) != 0) {
      return "is writable by everyone";
    }
    return (step.mode() & GROUP_WRITABLE) != 0 && step.gid() != 0 ? "is writable by its group" : "";
  }

  /**
   * Whom a script runs as: its own user, else script_user, else keepalived_script if there is such
   * a user, else the daemon's. Empty, and told, if that user or group does not exist.
   */
  Optional<Identity> identity(Candidate candidate) {
    String user = candidate.text().user();
    String group = candidate.text().group();
    if (!user.isEmpty()) {
      Optional<Identity> named = named(user, group, candidate.userSpan());
      if (named.isEmpty()) {
        boolean counts = candidate.purpose() != Purpose.NOTIFY;
        diagnostics.add(
            Diagnostic.error(
                    "script-user",
                    candidate.userSpan(),
                    "Unable to set uid/gid for script '" + candidate.text().text() + "'")
                .weighing(counts ? ExitClass.ORDINARY : ExitClass.NOTE)
                .because("user `" + user + "` or group `" + group + "` does not exist")
                .mendedBy("create the user, or name another"));
      }
      return named;
    }
    var scriptUser = global.last("script_user");
    if (scriptUser.isPresent()) {
      var words = scriptUser.get().words();
      String scriptGroup = words.size() > 2 ? words.get(2).text() : "";
      var named = named(words.get(1).text(), scriptGroup, scriptUser.get().argumentSpan());
      if (named.isPresent()) {
        return named;
      }
    }
    Optional<UserFact> standard = host.user(DEFAULT_USER, candidate.span());
    if (standard.isPresent()) {
      return Optional.of(identity(standard.get(), standard.get().gid()));
    }
    if (global.has("enable_script_security")) {
      diagnostics.add(
          Diagnostic.error(
                  "script-user",
                  candidate.span(),
                  "Unable to set default user for script - removing")
              .because("there is no script_user, and no user " + DEFAULT_USER)
              .mendedBy("write `script_user NAME` in global_defs"));
      return Optional.empty();
    }
    return Optional.of(Identity.DAEMON);
  }

  private Optional<Identity> named(String user, String group, SourceSpan span) {
    Optional<UserFact> known = host.user(user, span);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    String bare = group.startsWith(":") ? group.substring(1) : group;
    if (bare.isEmpty()) {
      return Optional.of(identity(known.get(), known.get().gid()));
    }
    var gid = host.group(bare, span);
    return gid.isEmpty() ? Optional.empty() : Optional.of(identity(known.get(), gid.getAsInt()));
  }

  private Identity identity(UserFact user, int gid) {
    boolean groups = global.on("set_supplementary_groups");
    return new Identity(user.uid(), gid, groups ? user.supplementaryGids() : List.of());
  }

  /** Tells, once, if scripts run although nobody asked for their safety. */
  void tellOfMissingSecurity() {
    if (global.has("enable_script_security")) {
      return;
    }
    if (anyStartup) {
      tellOfMissingSecurity("start/shutdown scripts");
    }
    if (anyRunnable) {
      tellOfMissingSecurity("scripts");
    }
  }

  private void tellOfMissingSecurity(String which) {
    diagnostics.add(
        Diagnostic.error(
                "script-security",
                SourceSpan.NONE,
                "SECURITY VIOLATION - "
                    + which
                    + " are being executed but script_security not enabled.")
            .weighing(ExitClass.SECURITY)
            .mendedBy("write `enable_script_security` and `script_user NAME` in global_defs"));
  }
}
