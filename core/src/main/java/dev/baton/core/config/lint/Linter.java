package dev.baton.core.config.lint;

import dev.baton.core.config.ConfigReader.Reading;
import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.Diagnostics;
import dev.baton.core.config.diagnose.Severity;
import dev.baton.core.config.diagnose.SourceSpan;
import dev.baton.core.config.host.HostFacts;
import dev.baton.core.config.parse.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that there is to say about one node's configuration, for {@code baton check}. */
public final class Linter {

  private static final List<Lint> LINTS =
      List.of(
          new WordLint(),
          new ElectionLint(),
          new AddressLint(),
          new PeerLint(),
          new ScriptLint(),
          new SecurityLint(),
          new FileLint(),
          new MailLint(),
          new GroupLint(),
          new OrderLint(),
          new DefaultLint(),
          new EffectLint());

  /** What harms more or less than its weight in {@code -t} says. */
  private static final Map<String, Severity> HEADS =
      Map.ofEntries(
          Map.entry("glued-quote", Severity.ERROR),
          Map.entry("auth-pass-comment", Severity.WARNING),
          Map.entry("script-security", Severity.WARNING),
          Map.entry("small-group", Severity.WARNING),
          Map.entry("own-interface", Severity.WARNING),
          Map.entry("empty-email", Severity.WARNING),
          Map.entry("retired", Severity.WARNING),
          Map.entry("auth-pass", Severity.WARNING),
          Map.entry("strict-state", Severity.WARNING),
          Map.entry("nopreempt", Severity.WARNING),
          Map.entry("preempt-delay", Severity.WARNING),
          Map.entry("repeated-address", Severity.WARNING),
          Map.entry("repeated-tracker", Severity.WARNING),
          Map.entry("path-lookup", Severity.NOTE),
          Map.entry("connect", Severity.NOTE));

  private Linter() {}

  /** What is missing only because the line that should give it is wrong, and that line's word. */
  private static final Map<String, String> CONSEQUENCES =
      Map.of(
          "virtual-router-id", "virtual_router_id",
          "interface", "interface",
          "no-script", "script",
          "no-address", "");

  /** What the reading found, headed by the harm, and what the lints find beside it. */
  public static List<Diagnostic> check(Reading reading, HostFacts facts) {
    var subject = new Subject(reading, facts);
    var all = new Diagnostics(reading.files());
    Set<String> spokenOf = new HashSet<>();
    for (Diagnostic diagnostic : reading.diagnostics()) {
      if (isConsequence(diagnostic, reading.diagnostics())) {
        continue;
      }
      Diagnostic told = placed(headed(diagnostic), subject);
      spokenOf.add(told.span().toString());
      all.add(told);
    }
    for (Diagnostic finding : findings(subject)) {
      if (!finding.span().hasLine() || !spokenOf.contains(finding.span().toString())) {
        all.add(finding);
      }
    }
    return all.all();
  }

  private static List<Diagnostic> findings(Subject subject) {
    var found = new ArrayList<Diagnostic>();
    for (Lint lint : LINTS) {
      lint.look(subject, found);
    }
    return found;
  }

  private static Diagnostic headed(Diagnostic diagnostic) {
    Severity head = HEADS.get(diagnostic.code());
    return head == null ? diagnostic : diagnostic.headed(head);
  }

  private static boolean isConsequence(Diagnostic diagnostic, List<Diagnostic> all) {
    String word = CONSEQUENCES.get(diagnostic.code());
    if (word == null) {
      // What is wrong with the script stands where it is defined.
      return diagnostic.code().equals("removed-script");
    }
    for (Diagnostic other : all) {
      boolean behind =
          other.span().file().equals(diagnostic.span().file())
              && other.span().line() > diagnostic.span().line();
      String line = other.span().file().line(other.span().line()).strip();
      boolean address =
          other.code().equals("bad-address") || other.code().equals("absent-interface");
      if (behind && (word.isEmpty() ? address : line.startsWith(word))) {
        return true;
      }
    }
    return false;
  }

  /** Gives a place to what is about the whole and yet has some. */
  private static Diagnostic placed(Diagnostic diagnostic, Subject subject) {
    return switch (diagnostic.code()) {
      case "script-security" -> atFirstScript(diagnostic, subject);
      case "repeated-vrid" -> diagnostic.atItsLastPlace();
      default -> diagnostic;
    };
  }

  private static Diagnostic atFirstScript(Diagnostic diagnostic, Subject subject) {
    var scripts = new ArrayList<SourceSpan>();
    subject.eachSetting(
        setting -> {
          boolean regex = setting.keyword().name().equals("regex");
          if (setting.value() instanceof Value.CommandText && !regex) {
            scripts.add(setting.argumentSpan());
          }
        });
    return scripts.isEmpty()
        ? diagnostic
        : diagnostic
            .at(scripts.get(0))
            .because("scripts run with the daemon's rights, and their paths are not judged");
  }
}
