package dev.baton.supervisor.control;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.diagnose.Secrets;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.supervisor.observe.JsonWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** How a reload ended, as JSON: the answer to {@link Request.Reload}. */
public final class ReloadAnswer {

  /** A file of nothing but mistakes has a million; people read the first. */
  private static final int DIAGNOSTICS_MAX = 200;

  private ReloadAnswer() {}

  /**
   * It is in force.
   *
   * @param changed whether any file said something else than before
   * @param found what is wrong with it all the same
   */
  public static String done(String path, boolean changed, List<Diagnostic> found) {
    JsonWriter json = begin("reloaded").member("file", path).member("changed", changed);
    return end(json, found, List.of());
  }

  /**
   * It is not, and all is as before.
   *
   * @param decisive those among {@code found} that decided it, if it was that
   */
  public static String refused(String reason, List<Diagnostic> found, List<Diagnostic> decisive) {
    return end(begin("refused").member("reason", reason), found, decisive);
  }

  private static JsonWriter begin(String result) {
    return new JsonWriter().beginObject().member("schema", Schema.VERSION).member("result", result);
  }

  private static String end(JsonWriter json, List<Diagnostic> found, List<Diagnostic> decisive) {
    json.member("diagnostic_count", found.size()).name("diagnostics").beginArray();
    // Those that decided it come first: they must not be cut off.
    for (Diagnostic each : decisive.stream().limit(DIAGNOSTICS_MAX).toList()) {
      put(json, each, true);
    }
    Set<Diagnostic> told = Collections.newSetFromMap(new IdentityHashMap<>());
    told.addAll(decisive);
    int room = Math.max(0, DIAGNOSTICS_MAX - decisive.size());
    for (Diagnostic each : found.stream().filter(it -> !told.contains(it)).limit(room).toList()) {
      put(json, each, false);
    }
    return json.endArray().endObject() + "\n";
  }

  /** With the fields of {@code baton check --json}, and the text as people read it. */
  private static void put(JsonWriter json, Diagnostic told, boolean decisive) {
    SourceSpan span = told.span();
    json.beginObject().member("severity", told.severity().text()).member("code", told.code());
    json.member("decisive", decisive);
    json.member("message", Secrets.hiddenSaid(span, told.message()));
    if (!span.file().path().isEmpty()) {
      json.member("file", span.file().path());
    }
    if (span.hasLine()) {
      json.member("line", span.line());
    }
    if (span.column() > 0) {
      json.member("column", span.column()).member("length", span.length());
    }
    if (!told.cause().isEmpty()) {
      json.member("cause", Secrets.hiddenSaid(span, told.cause()));
    }
    if (!told.help().isEmpty()) {
      json.member("help", Secrets.hiddenSaid(span, told.help()));
    }
    json.member("rendered", DiagnosticRenderer.render(told)).endObject();
  }
}
