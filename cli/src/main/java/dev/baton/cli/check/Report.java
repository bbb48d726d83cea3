package dev.baton.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.Label;
import dev.baton.config.diagnose.Palette;
import dev.baton.config.diagnose.Secrets;
import dev.baton.config.diagnose.Severity;
import dev.baton.config.diagnose.SourceSpan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What was found, for people or for programs. */
final class Report {

  /** It rises when a field changes its meaning or goes; new fields may come without. */
  private static final int SCHEMA = 1;

  private final List<Diagnostic> found;
  private final List<String> paths;

  Report(List<Diagnostic> found, List<String> paths) {
    this.found = found;
    this.paths = paths;
  }

  int errors() {
    return count(Severity.ERROR);
  }

  int warnings() {
    return count(Severity.WARNING);
  }

  private int count(Severity severity) {
    return (int) found.stream().filter(told -> told.severity() == severity).count();
  }

  private int fixable() {
    return (int)
        found.stream().filter(told -> told.fix().isPresent() && told.fix().get().safe()).count();
  }

  /** One after the other, and a last line that sums them up. */
  String text(Palette palette) {
    var out = new StringBuilder(4096);
    for (Diagnostic diagnostic : found) {
      out.append(DiagnosticRenderer.render(diagnostic, palette)).append('\n');
    }
    out.append(palette.strong(String.join(", ", paths) + ": ")).append(summary(palette));
    int fixable = fixable();
    if (fixable > 0) {
      out.append("; --fix fixes ").append(fixable);
    }
    return out.append('\n').toString();
  }

  private String summary(Palette palette) {
    var parts = new ArrayList<String>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      int count = count(severity);
      if (count > 0) {
        String text = count + " " + severity.text() + (count == 1 ? "" : "s");
        parts.add(palette.severity(severity, text));
      }
    }
    return parts.isEmpty() ? palette.help("no mistakes found") : String.join(", ", parts);
  }

  /** One object; its fields stand in the manual. */
  String json() {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      json.writeArrayFieldStart("files");
      for (String path : paths) {
        json.writeString(path);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("diagnostics");
      for (Diagnostic diagnostic : found) {
        diagnostic(json, diagnostic);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("summary");
      json.writeNumberField("errors", errors());
      json.writeNumberField("warnings", warnings());
      json.writeNumberField("notes", count(Severity.NOTE));
      json.writeNumberField("fixable", fixable());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return text + "\n";
  }

  private static void diagnostic(JsonGenerator json, Diagnostic told) throws IOException {
    json.writeStartObject();
    json.writeStringField("severity", told.severity().text());
    json.writeStringField("code", told.code());
    json.writeStringField("message", Secrets.hiddenSaid(told.span(), told.message()));
    place(json, told.span());
    if (!told.cause().isEmpty()) {
      json.writeStringField("cause", Secrets.hiddenSaid(told.span(), told.cause()));
    }
    if (!told.help().isEmpty()) {
      json.writeStringField("help", Secrets.hiddenSaid(told.span(), told.help()));
    }
    if (!told.labels().isEmpty()) {
      json.writeArrayFieldStart("labels");
      for (Label label : told.labels()) {
        json.writeStartObject();
        place(json, label.span());
        json.writeStringField("text", Secrets.hiddenSaid(told.span(), label.text()));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (told.fix().isPresent()) {
      fix(json, told.fix().get());
    }
    json.writeEndObject();
  }

  /** Fields that are not known are left out. */
  private static void place(JsonGenerator json, SourceSpan span) throws IOException {
    if (!span.file().path().isEmpty()) {
      json.writeStringField("file", span.file().path());
    }
    if (span.hasLine()) {
      json.writeNumberField("line", span.line());
    }
    if (span.column() > 0) {
      json.writeNumberField("column", span.column());
      json.writeNumberField("length", span.length());
    }
  }

  private static void fix(JsonGenerator json, Fix fix) throws IOException {
    json.writeObjectFieldStart("fix");
    json.writeBooleanField("safe", fix.safe());
    json.writeArrayFieldStart("edits");
    for (Fix.Edit edit : fix.edits()) {
      json.writeStartObject();
      place(json, edit.span());
      json.writeStringField("before", Secrets.hidden(edit.before()));
      json.writeStringField("after", Secrets.hidden(edit.after()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
