package dev.baton.config.diagnose;

import dev.baton.core.net.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One mistake in a configuration, or one remark about it.
 *
 * @param exitClass what it costs in {@code -t}
 * @param severity how it is headed
 * @param code a short name that never changes, for machines: {@code unknown-keyword}
 * @param message what keepalived says, without its place
 * @param cause why, in a sentence; empty if the message says it all
 * @param help what to write instead; empty if nobody can know
 * @param ends the daemon cannot start with it, whatever it costs in {@code -t}
 * @param labels further places that belong to it
 * @param fix the fix for machines, if there is one
 * @param consequence what it may be no more than another way to say
 * @param herald a line without a place that goes before it in the log, as in keepalived's; empty
 *     for none
 */
public record Diagnostic(
    ExitClass exitClass,
    Severity severity,
    String code,
    SourceSpan span,
    String message,
    String cause,
    String help,
    boolean ends,
    List<Label> labels,
    Optional<Fix> fix,
    Consequence consequence,
    String herald) {

  private static final Consequence OF_NOTHING = new Consequence.OfNothing();

  /** A mistake that the rest of the configuration survives. */
  public static Diagnostic error(String code, SourceSpan span, String message) {
    return of(ExitClass.ORDINARY, Severity.ERROR, code, span, message);
  }

  /** A remark that costs nothing in {@code -t}. */
  public static Diagnostic warning(String code, SourceSpan span, String message) {
    return of(ExitClass.NOTE, Severity.WARNING, code, span, message);
  }

  /** A warning that only {@code baton check} gives; {@code -t} and the daemon are silent. */
  public static Diagnostic advice(String code, SourceSpan span, String message) {
    return of(ExitClass.ADVICE, Severity.WARNING, code, span, message);
  }

  /** Something worth knowing. */
  public static Diagnostic note(String code, SourceSpan span, String message) {
    return of(ExitClass.NOTE, Severity.NOTE, code, span, message);
  }

  private static Diagnostic of(
      ExitClass exitClass, Severity severity, String code, SourceSpan span, String message) {
    return new Diagnostic(
        exitClass,
        severity,
        code,
        span,
        message,
        "",
        "",
        false,
        List.of(),
        Optional.empty(),
        OF_NOTHING,
        "");
  }

  /** The same in other words. */
  public Diagnostic saying(String text) {
    return new Diagnostic(
        exitClass, severity, code, span, text, cause, help, ends, labels, fix, consequence, herald);
  }

  /** The same with a cause. */
  public Diagnostic because(String reason) {
    return new Diagnostic(
        exitClass,
        severity,
        code,
        span,
        message,
        reason,
        help,
        ends,
        labels,
        fix,
        consequence,
        herald);
  }

  /** The same with a way to fix it. */
  public Diagnostic withHelp(String advice) {
    return new Diagnostic(
        exitClass,
        severity,
        code,
        span,
        message,
        cause,
        advice,
        ends,
        labels,
        fix,
        consequence,
        herald);
  }

  /** The same with another weight, and headed accordingly. */
  public Diagnostic weighing(ExitClass weight) {
    Severity head = weight == ExitClass.NOTE ? Severity.WARNING : Severity.ERROR;
    return new Diagnostic(
        weight, head, code, span, message, cause, help, ends, labels, fix, consequence, herald);
  }

  /** The same, headed otherwise; it costs what it cost. */
  public Diagnostic headed(Severity head) {
    return new Diagnostic(
        exitClass, head, code, span, message, cause, help, ends, labels, fix, consequence, herald);
  }

  /** The same, but the daemon cannot start with it. */
  public Diagnostic ending() {
    return new Diagnostic(
        exitClass,
        severity,
        code,
        span,
        message,
        cause,
        help,
        true,
        labels,
        fix,
        consequence,
        herald);
  }

  /** The same at another place. */
  public Diagnostic at(SourceSpan place) {
    return new Diagnostic(
        exitClass,
        severity,
        code,
        place,
        message,
        cause,
        help,
        ends,
        labels,
        fix,
        consequence,
        herald);
  }

  /** The same at the last of its further places, which is none of those any more. */
  public Diagnostic atItsLastPlace() {
    List<Label> others = labels.subList(0, labels.size() - 1);
    SourceSpan place = labels.getLast().span();
    return new Diagnostic(
        exitClass,
        severity,
        code,
        place,
        message,
        cause,
        help,
        ends,
        others,
        fix,
        consequence,
        herald);
  }

  /** The same with one more place. */
  public Diagnostic beside(SourceSpan place, String text) {
    var all = new ArrayList<>(labels);
    all.add(new Label(place, text));
    return new Diagnostic(
        exitClass,
        severity,
        code,
        span,
        message,
        cause,
        help,
        ends,
        List.copyOf(all),
        fix,
        consequence,
        herald);
  }

  /** The same with a fix that a machine can make. */
  public Diagnostic fixedBy(Fix change) {
    return new Diagnostic(
        exitClass,
        severity,
        code,
        span,
        message,
        cause,
        help,
        ends,
        labels,
        Optional.of(change),
        consequence,
        herald);
  }

  /** The same, which is not worth saying if it follows from that. */
  public Diagnostic consequenceOf(Consequence reason) {
    return new Diagnostic(
        exitClass, severity, code, span, message, cause, help, ends, labels, fix, reason, herald);
  }

  /** The same with a line that goes before it in the log. */
  public Diagnostic heraldedBy(String line) {
    return new Diagnostic(
        exitClass,
        severity,
        code,
        span,
        message,
        cause,
        help,
        ends,
        labels,
        fix,
        consequence,
        line);
  }

  /** The same of a block that lacks what a line that begins with one of these words would give. */
  public Diagnostic consequenceOfLine(String... words) {
    return consequenceOf(new Consequence.OfLine(List.of(words), Set.of()));
  }

  /** The same of a block that lacks what a line with one of these mistakes would give. */
  public Diagnostic consequenceOfMistake(String... codes) {
    return consequenceOf(new Consequence.OfLine(List.of(), Set.of(codes)));
  }

  /** The same without a fix for machines, if that does not fit the text. */
  public Diagnostic withFittingFix() {
    return fix.isEmpty() || fix.get().fits()
        ? this
        : new Diagnostic(
            exitClass,
            severity,
            code,
            span,
            message,
            cause,
            help,
            ends,
            labels,
            Optional.empty(),
            consequence,
            herald);
  }

  /**
   * The same, fixed by taking its line out, unless that holds a brace.
   *
   * @param statement the line without its comment
   */
  public Diagnostic fixedByDeleting(String statement) {
    boolean braces = statement.indexOf('{') >= 0 || statement.indexOf('}') >= 0;
    return braces ? this : fixedBy(Fix.deletingLine(span, statement.strip()));
  }

  /** The line that goes to the log, with its place in keepalived's manner. */
  public String logLine() {
    String shown = Secrets.hiddenSaid(span, message);
    return Printable.of(
        span.hasLine() ? "(" + span.file().path() + ": Line " + span.line() + ") " + shown : shown);
  }
}
