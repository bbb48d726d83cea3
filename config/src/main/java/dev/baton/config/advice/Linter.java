package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.Severity;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
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
          new SpareWordLint(),
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
          new ServerLint(),
          new EffectLint());

  /** What harms more or less than its weight in {@code -t} says. */
  private static final Map<String, Severity> HEADS =
      Map.ofEntries(
          Map.entry("glued-quote", Severity.ERROR),
          Map.entry("script-user", Severity.ERROR),
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

  /** What the reading found, headed by the harm, and what the lints find beside it. */
  public static List<Diagnostic> check(Reading reading, HostFacts facts) {
    var subject = new Subject(reading, facts);
    var all = new Diagnostics(reading.files());
    Set<String> spokenOf = new HashSet<>();
    var consequences = new Consequences(reading);
    for (Diagnostic diagnostic : reading.diagnostics()) {
      if (!consequences.isOne(diagnostic)) {
        var fixable = fixable(consequences.standingFor(diagnostic), subject);
        all.add(fromItsDefinition(placed(headed(fixable), subject)));
      }
      spokenOf.add(placed(diagnostic, subject).span().toString());
    }
    for (Diagnostic finding : findings(subject)) {
      if (!finding.span().hasLine() || !spokenOf.contains(finding.span().toString())) {
        all.add(finding.withFittingFix());
      }
    }
    return all.all();
  }

  /** A fix for machines must fit, and make no master of priority 255 where there was none. */
  private static Diagnostic fixable(Diagnostic diagnostic, Subject subject) {
    var fitting = diagnostic.withFittingFix();
    var fix = fitting.fix();
    boolean master = fix.isPresent() && fix.get().edits().getFirst().after().equals("MASTER");
    return master && lacksPriority(fitting.span(), subject)
        ? fitting.fixedBy(fix.get().unsafe())
        : fitting;
  }

  private static boolean lacksPriority(SourceSpan span, Subject subject) {
    boolean lacks = true;
    for (Directive.Section instance : subject.sections("vrrp_instance")) {
      if (instance.span().file().equals(span.file()) && instance.span().line() < span.line()) {
        lacks = !instance.has("priority");
      }
    }
    return lacks;
  }

  private static List<Diagnostic> findings(Subject subject) {
    var found = new ArrayList<Diagnostic>();
    for (Lint lint : LINTS) {
      lint.look(subject, found);
    }
    return found;
  }

  private static Diagnostic headed(Diagnostic diagnostic) {
    var plain = diagnostic.saying(withoutHead(diagnostic.message()));
    if (diagnostic.message().startsWith("Disabling ")) {
      return plain.headed(Severity.ERROR);
    }
    Severity head = HEADS.get(diagnostic.code());
    return head == null ? plain : plain.headed(head);
  }

  /** keepalived's messages without the weight in front of some, which is ours to say. */
  private static String withoutHead(String message) {
    for (String head : List.of("warning - ", "warning: ")) {
      if (message.regionMatches(true, 0, head, 0, head.length())) {
        return message.substring(head.length());
      }
    }
    return message;
  }

  /** Shows where the text was written that a variable put in. */
  private static Diagnostic fromItsDefinition(Diagnostic diagnostic) {
    SourceSpan span = diagnostic.span();
    String line = span.file().line(span.line());
    if (span.column() == 0 || !line.startsWith("$", span.column() - 1)) {
      return diagnostic;
    }
    int definition = definition(span, line.substring(span.column() - 1));
    return definition == 0
        ? diagnostic
        : diagnostic.beside(
            SourceSpan.of(span.file(), meantLine(diagnostic, definition)), "what it stands for");
  }

  /** Of a definition of several lines the one that holds what the diagnostic quotes. */
  private static int meantLine(Diagnostic diagnostic, int definition) {
    var file = diagnostic.span().file();
    String quoted = quoted(diagnostic.cause()) + " " + quoted(diagnostic.message());
    int line = definition;
    while (file.line(line).endsWith("\\")) {
      line++;
      for (String word : file.line(line).replace("\\", " ").strip().split("\\s+", -1)) {
        if (!word.isEmpty() && (quoted + " ").contains(word + " ")) {
          return line;
        }
      }
    }
    return definition;
  }

  /** The first thing between two quotes of a kind. */
  private static String quoted(String sentence) {
    for (char quote : new char[] {'\'', '`'}) {
      int from = sentence.indexOf(quote);
      int to = sentence.indexOf(quote, from + 1);
      if (from >= 0 && to > from) {
        return sentence.substring(from + 1, to);
      }
    }
    return "";
  }

  /** The last line before this use that defines the variable; 0 if there is none in its file. */
  private static int definition(SourceSpan place, String use) {
    for (int line = place.line() - 1; line > 0; line--) {
      String text = place.file().line(line).stripLeading();
      int equals = text.startsWith("$") ? text.indexOf('=') : -1;
      String name = equals < 0 ? "" : text.substring(1, equals);
      if (!name.isEmpty() && uses(use, name)) {
        return line;
      }
    }
    return 0;
  }

  private static boolean uses(String text, String name) {
    if (text.startsWith("${" + name + "}")) {
      return true;
    }
    int end = 1 + name.length();
    boolean ends = text.length() <= end || !Character.isLetterOrDigit(text.charAt(end));
    return text.startsWith("$" + name) && ends && (text.length() <= end || text.charAt(end) != '_');
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
            .because("scripts run with the daemon's rights, and their paths are not checked");
  }
}
