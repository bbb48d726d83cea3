package dev.baton.config.read.scope;

import dev.baton.config.diagnose.Consequence;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.HostQuestions;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.RootOnly;
import dev.baton.config.text.Numbers;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Spelling;
import dev.baton.config.tree.Value.CommandText;
import dev.baton.core.model.Command;
import dev.baton.core.model.Command.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a script may run, as whom and how: directly, through a shell, or as a connect.
 *
 * <p>What runs with root's rights must be root's alone ({@link RootOnly}), or another user could
 * put his own program in its place. With enable_script_security it is refused otherwise, and looked
 * at again before each start; without, it is told of. keepalived also refuses, always, what is
 * reached through a link among the directories, unless use_symlink_paths is on; so do we.
 */
public final class CommandJudge {

  private static final String DEFAULT_USER = "keepalived_script";
  private static final String OWN_IT =
      "make root the owner of it and all directories above it, and the only writer";

  private static final List<String> INTERPRETERS =
      List.of("bash", "dash", "ash", "zsh", "ksh", "python", "perl", "ruby", "php", "lua", "node");

  private static final int SET_USER_OR_GROUP = 06000;

  private final HostQuestions host;
  private final GlobalScope global;
  private final Diagnostics diagnostics;
  private boolean anyRunnable;
  private boolean anyStartup;

  public CommandJudge(HostQuestions host, GlobalScope global, Diagnostics diagnostics) {
    this.host = host;
    this.global = global;
    this.diagnostics = diagnostics;
  }

  /** What a script is for: keepalived weighs a bad one by that. */
  public enum Purpose {
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
  public record Candidate(
      CommandText text, Purpose purpose, String name, SourceSpan span, SourceSpan userSpan) {

    /** A script whose user stands in its own line. */
    public Candidate(CommandText text, Purpose purpose, String name, SourceSpan span) {
      this(text, purpose, name, span, span);
    }

    /** The same for the user that another line names. */
    public Candidate runBy(List<Word> words, SourceSpan place) {
      String user = words.size() > 1 ? named(words.get(1)) : "";
      String group = words.size() > 2 ? named(words.get(2)) : "";
      var run = new CommandText(text.text(), text.words(), user, group);
      return new Candidate(run, purpose, name, span, place);
    }

    /** An empty name is one that nobody has, other than none. */
    private static String named(Word word) {
      return word.text().isEmpty() ? "\"\"" : word.text();
    }
  }

  /** The command to run; empty if it has no user or is disabled, which has been told. */
  public Optional<Command> judge(Candidate candidate) {
    Optional<Identity> identity = identity(candidate);
    return identity.isPresent() ? judge(candidate, identity.get()) : Optional.empty();
  }

  /** The command to run; empty if it is disabled, which has been told. */
  public Optional<Command> judge(Candidate candidate, Identity identity) {
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
                .withHelp("write the full path"));
        program = found;
      }
    }
    PathFact path = host.path(program, candidate.span());
    if (path.kind() != PathFact.Kind.FILE) {
      disable(
          candidate,
          "not found/accessible",
          RefusalLines.absence(program, path),
          RefusalLines.notFound(program, path));
      return Optional.empty();
    }
    if (!isExecutable(path, identity)) {
      String cause = program + " is not executable for its user";
      disable(candidate, "not executable", cause, RefusalLines.notExecutable(program, identity));
      return Optional.empty();
    }
    anyRunnable |= candidate.purpose() != Purpose.STARTUP;
    anyStartup |= candidate.purpose() == Purpose.STARTUP;
    boolean privileged = isPrivileged(path, identity);
    if (privileged && isUnsafe(candidate, path)) {
      return Optional.empty();
    }
    Command.Kind kind = kind(path, program, text.words());
    if (kind instanceof Command.Direct) {
      tellOfShellSyntax(candidate);
      if (privileged) {
        tellOfUnsafeArgument(candidate);
      }
    }
    boolean guarded = privileged && global.has("enable_script_security");
    return Optional.of(new Command(text.text(), kind, identity, guarded ? program : ""));
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
                .withHelp("put the command line into a script, or write sh -c '…'"));
        return;
      }
    }
  }

  /** An interpreter that is root's runs what it is given; whether it is a program is its affair. */
  private void tellOfUnsafeArgument(Candidate candidate) {
    List<String> words = candidate.text().words();
    if (!isInterpreter(words.get(0))) {
      return;
    }
    for (String word : words.subList(1, words.size())) {
      if (word.startsWith("-")) {
        continue;
      }
      PathFact file = host.path(word, candidate.span());
      Optional<RootOnly.Fault> fault = RootOnly.fault(file);
      if (file.exists() && fault.isPresent()) {
        diagnostics.add(
            Diagnostic.warning(
                    "unsafe-argument",
                    candidate.span(),
                    words.get(0) + " runs, with root's rights, a file that another user can change")
                .because(fault.get().toString())
                .withHelp(OWN_IT));
      }
      return;
    }
  }

  private static boolean isInterpreter(String program) {
    String name = program.substring(program.lastIndexOf('/') + 1);
    for (String interpreter : INTERPRETERS) {
      // With a version behind it, perhaps: python3.11.
      if (name.startsWith(interpreter)) {
        return true;
      }
    }
    return name.equals("sh");
  }

  private Optional<Command> redirection(Candidate candidate, Identity identity) {
    String text = candidate.text().text();
    if (candidate.purpose() == Purpose.NOTIFY) {
      disable(candidate, "not found/accessible", "a redirection is not a program", "");
      return Optional.empty();
    }
    Optional<Command.Connect> connect = connect(text.substring(1).strip());
    if (connect.isPresent()) {
      String host = connect.get().host() + ":" + connect.get().port();
      diagnostics.add(
          Diagnostic.warning(
              "connect", candidate.span(), "`" + text + "` becomes a TCP connection to " + host));
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

  private static boolean isMisquoted(Candidate candidate) {
    String program = candidate.text().words().get(0);
    return program.indexOf('"') >= 0 || !Spelling.oddLetter(program).isEmpty();
  }

  private void disable(Candidate candidate, String reason, String cause, String herald) {
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
            .consequenceOf(new Consequence.OfSameCause())
            .weighing(counts ? ExitClass.ORDINARY : ExitClass.NOTE)
            .heraldedBy(herald)
            .because(cause)
            .withHelp(
                isMisquoted(candidate)
                    ? "write the command in plain double quotes"
                    : "create it and make it executable, or correct the path"));
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

  private static boolean isPrivileged(PathFact path, Identity identity) {
    PathFact.Step file = path.last();
    boolean setId = (file.mode() & SET_USER_OR_GROUP) != 0 && (file.uid() == 0 || file.gid() == 0);
    return setId
        || identity.uid() <= 0
        || identity.gid() == 0
        || identity.supplementaryGids().contains(0);
  }

  /** Whether it must not run, which is told; what may run all the same is told, too. */
  private boolean isUnsafe(Candidate candidate, PathFact path) {
    Optional<RootOnly.Fault> link = linkedDirectory(path);
    if (link.isPresent()) {
      unsafe(
          candidate,
          link.get(),
          "write the path without links, or `use_symlink_paths` in global_defs");
      return true;
    }
    Optional<RootOnly.Fault> fault =
        RootOnly.faultOfProgram(
            path.path(),
            asked -> host.path(asked, candidate.span()),
            () -> host.environment("PATH"));
    if (fault.isEmpty()) {
      return false;
    }
    if (global.has("enable_script_security")) {
      unsafe(candidate, fault.get(), OWN_IT);
      return true;
    }
    diagnostics.add(
        Diagnostic.warning(
                "unsafe-script",
                candidate.span(),
                "Unsafe permissions found for script '" + candidate.text().text() + "'")
            .consequenceOf(new Consequence.OfSameCause())
            .because(fault.get().toString()));
    return false;
  }

  /** A link among the directories of the path; the program's own is none. */
  private Optional<RootOnly.Fault> linkedDirectory(PathFact path) {
    if (global.on("use_symlink_paths")) {
      return Optional.empty();
    }
    for (PathFact.Step step : path.steps()) {
      if (step.kind() == PathFact.Kind.LINK && path.path().startsWith(step.path() + "/")) {
        return Optional.of(new RootOnly.Fault(step.path(), "is a symbolic link"));
      }
    }
    return Optional.empty();
  }

  private void unsafe(Candidate candidate, RootOnly.Fault fault, String help) {
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
            .consequenceOf(new Consequence.OfSameCause())
            .weighing(counts ? ExitClass.ORDINARY : ExitClass.NOTE)
            .heraldedBy(RefusalLines.insecure(candidate.text().words().get(0)))
            .because(fault.toString())
            .withHelp(help));
  }

  /**
   * Whom a script runs as: its own user, else script_user, else keepalived_script if there is such
   * a user, else the daemon's. Empty, and told, if that user or group does not exist.
   */
  public Optional<Identity> identity(Candidate candidate) {
    String user = candidate.text().user();
    String group = candidate.text().group();
    boolean unknownScriptUser = false;
    if (!user.isEmpty()) {
      Optional<Identity> named = named(user, group, candidate.userSpan());
      if (named.isEmpty()) {
        boolean counts = candidate.purpose() != Purpose.NOTIFY;
        boolean sameLine = candidate.userSpan().equals(candidate.span());
        diagnostics.add(
            Diagnostic.error(
                    "script-user",
                    candidate.userSpan(),
                    "Unable to set uid/gid for script '" + candidate.text().text() + "'")
                .consequenceOf(new Consequence.OfSameCause())
                .weighing(counts ? ExitClass.ORDINARY : ExitClass.NOTE)
                .because(
                    (sameLine ? "the words after a command are its user and group; " : "")
                        + missing(user, group, candidate.userSpan()))
                .withHelp(
                    sameLine
                        ? "put the command and its arguments into quotes"
                        : "create it, or name another"));
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
      unknownScriptUser = true;
    }
    Optional<UserFact> standard = host.user(DEFAULT_USER, candidate.span());
    if (standard.isPresent()) {
      return Optional.of(identity(standard.get(), standard.get().gid()));
    }
    if (!global.has("enable_script_security")) {
      return Optional.of(Identity.DAEMON);
    }
    if (unknownScriptUser) {
      // That is told where the user is named; what else is wrong with the script, here.
      judge(candidate, Identity.DAEMON);
      return Optional.empty();
    }
    diagnostics.add(
        Diagnostic.error(
                "script-user", candidate.span(), "Unable to set default user for script - removing")
            .consequenceOf(new Consequence.OfSameCause())
            .because("there is no script_user, and no user " + DEFAULT_USER)
            .withHelp("write `script_user NAME` in global_defs"));
    return Optional.empty();
  }

  private String missing(String user, String group, SourceSpan span) {
    return host.user(user, span).isEmpty()
        ? "there is no user `" + user + "`"
        : "there is no group `" + group + "`";
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
  public void tellOfMissingSecurity() {
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
            .withHelp("write `enable_script_security` and `script_user NAME` in global_defs"));
  }
}
