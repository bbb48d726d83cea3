package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.facts.PathFact;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Spelling;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Command.Identity;
import dev.baton.core.model.ScriptConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Commands that cannot do what they say, scripts that cannot be reached, scripts for nothing. */
final class ScriptLint implements Lint {

  /** Among more names than that, something always looks alike. */
  private static final int STRAYED_MAX = 100;

  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh");

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    subject.eachSetting(setting -> shellSyntax(setting, found));
    var scripts = new HashMap<String, ScriptConfig>();
    for (ScriptConfig script : subject.reading().configuration().scripts()) {
      scripts.put(script.name(), script);
    }
    for (Directive.Section section : subject.sections("vrrp_script")) {
      ScriptConfig script = scripts.get(section.name());
      if (script != null) {
        entry(subject, script, section, found);
        timeout(script, section, found);
      }
    }
    unused(subject, found);
  }

  /** Words that only a shell understands, or an end of command glued to one. */
  private static void shellSyntax(Directive.Setting setting, List<Diagnostic> found) {
    boolean command = !setting.keyword().name().equals("regex");
    if (!command
        || !(setting.value() instanceof Value.CommandText text)
        || text.words().isEmpty()
        || text.text().startsWith("<")) {
      return;
    }
    String program = text.words().get(0);
    if (SHELLS.contains(program.substring(program.lastIndexOf('/') + 1))) {
      return;
    }
    for (String word : text.words()) {
      String odd = shellWord(word);
      if (!odd.isEmpty()) {
        found.add(
            Diagnostic.warning(
                    "shell-syntax",
                    setting.argumentSpan(),
                    "no shell runs this command: `" + odd + "` means nothing to " + program)
                .because("it is passed on unchanged")
                .withHelp("put the command line into a script, or write sh -c '…'"));
        return;
      }
    }
  }

  private static String shellWord(String word) {
    for (String sign : List.of("$(", "`", "&&", "||", "2>&1", ">/dev/", "&>")) {
      if (word.contains(sign)) {
        return sign;
      }
    }
    boolean ends = word.length() > 1 && word.endsWith(";");
    return switch (word) {
      case "|", "&", ";", ">", ">>", "<" -> word;
      default -> ends ? ";" : "";
    };
  }

  /** Whether the script's user comes as far as the script. */
  private static void entry(
      Subject subject, ScriptConfig script, Directive.Section section, List<Diagnostic> found) {
    Identity identity = script.command().identity();
    var setting = section.last("script");
    if (identity.uid() <= 0
        || setting.isEmpty()
        || !(setting.get().value() instanceof Value.CommandText text)
        || text.words().isEmpty()) {
      return;
    }
    for (PathFact.Step step : subject.facts().path(text.words().get(0)).steps()) {
      if (step.kind() == PathFact.Kind.DIRECTORY && !mayEnter(step, identity)) {
        found.add(
            Diagnostic.warning(
                    "script-entry",
                    setting.get().argumentSpan(),
                    "the script's user may not enter " + step.path())
                .because("the script runs as uid " + identity.uid() + ", and will fail each time")
                .withHelp("move the script to where that user may go, such as /etc/keepalived"));
        return;
      }
    }
  }

  private static boolean mayEnter(PathFact.Step directory, Identity identity) {
    int mode = directory.mode();
    if (directory.uid() == identity.uid()) {
      return (mode & 0100) != 0;
    }
    boolean member =
        directory.gid() == identity.gid() || identity.supplementaryGids().contains(directory.gid());
    return (mode & (member ? 010 : 01)) != 0;
  }

  private static void timeout(
      ScriptConfig script, Directive.Section section, List<Diagnostic> found) {
    var timeout = section.last("timeout");
    var interval = section.last("interval");
    if (timeout.isPresent() && script.timeoutNanos() > script.intervalNanos()) {
      var diagnostic =
          Diagnostic.note(
                  "long-timeout",
                  timeout.get().argumentSpan(),
                  "the script may take longer than its interval")
              .because("a run that hangs delays the next ones until the timeout");
      found.add(
          interval.isPresent()
              ? diagnostic.beside(interval.get().argumentSpan(), "the interval")
              : diagnostic);
    }
  }

  private static void unused(Subject subject, List<Diagnostic> found) {
    var used = new HashSet<String>();
    for (String owner : List.of("vrrp_instance", "vrrp_sync_group")) {
      for (Directive.Section section : subject.sections(owner)) {
        for (Directive.Section block : section.sections("track_script")) {
          block.lines().forEach(line -> used.add(line.text(0)));
        }
      }
    }
    boolean routers = !subject.sections("vrrp_instance").isEmpty();
    List<Directive.Section> scripts = subject.sections("vrrp_script");
    var strayed = new HashSet<>(used);
    scripts.forEach(script -> strayed.remove(script.name()));
    for (Directive.Section script : scripts) {
      // A tracked name that is nobody's may be this one, misspelt; that is reported already.
      boolean meant =
          strayed.size() < STRAYED_MAX && !Spelling.nearest(script.name(), strayed).isEmpty();
      if (routers && !meant && !used.contains(script.name())) {
        found.add(
            Diagnostic.warning(
                    "unused-script",
                    script.words().get(1).span(),
                    "nothing tracks script " + script.name())
                .because("it runs, but no instance uses its result")
                .withHelp("write `track_script { " + script.name() + " }` in the instance"));
      }
    }
  }
}
