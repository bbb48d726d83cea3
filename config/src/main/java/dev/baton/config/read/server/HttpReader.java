package dev.baton.config.read.server;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.read.server.Inheritance.Defaults;
import dev.baton.config.text.Numbers;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Checker;
import dev.baton.core.model.Checker.BodyPattern;
import dev.baton.core.model.Checker.Page;
import dev.baton.core.model.Checker.StatusRange;
import dev.baton.core.model.Checker.Target;
import dev.baton.core.model.Checker.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an HTTP_GET or SSL_GET block. */
final class HttpReader {

  private static final StatusRange SUCCESS = new StatusRange(200, 299);

  private final Inheritance inherited;
  private final Directive.Section checker;
  private final Diagnostics diagnostics;

  HttpReader(Inheritance inherited, Diagnostics diagnostics) {
    this.inherited = inherited;
    this.checker = inherited.checker();
    this.diagnostics = diagnostics;
  }

  /** The checker; empty if it has no page to ask for, which is reported. */
  Optional<Checker.Http> read(Target target) {
    var pages = new ArrayList<Page>();
    for (Directive.Section url : checker.sections("url")) {
      if (url.has("path")) {
        pages.add(page(url));
      } else {
        tell(url, "HTTP/SSL_GET checker url has no path - ignoring", "write `path /`");
      }
    }
    if (pages.isEmpty()) {
      tell(
          checker,
          "HTTP/SSL_GET checker has no urls specified - ignoring",
          "write `url { path / }`, each word on a line of its own");
      return Optional.empty();
    }
    String protocol = checker.text("http_protocol", "1.0");
    return Optional.of(
        new Checker.Http(
            target,
            inherited.schedule(Defaults.HTTP),
            protocol.toLowerCase(Locale.ROOT),
            tls(),
            checker.on("fast_recovery", false),
            List.copyOf(pages)));
  }

  private void tell(Directive.Section place, String message, String help) {
    diagnostics.error("checker", place.span(), message, help);
  }

  private Optional<Tls> tls() {
    if (!checker.keyword().name().equals("SSL_GET")) {
      return Optional.empty();
    }
    var name = checker.last("sni_name");
    boolean named = name.isPresent() && name.get().value() instanceof Value.Text;
    boolean sends = name.isPresent() || checker.on("enable_sni", false);
    return Optional.of(new Tls(sends, named ? name.get().text() : ""));
  }

  private Page page(Directive.Section url) {
    var codes = new ArrayList<StatusRange>();
    for (Directive node : url.body()) {
      if (node instanceof Directive.Setting setting
          && setting.value() instanceof Value.StatusCodes(var ranges)) {
        codes.addAll(ranges);
      }
    }
    return new Page(
        url.text("path", ""),
        url.text("virtualhost", inherited.text("virtualhost")),
        codes.isEmpty() ? List.of(SUCCESS) : List.copyOf(codes),
        url.text("digest", "").toLowerCase(Locale.ROOT),
        body(url),
        url.on("tls_compliant", checker.on("tls_compliant", false)));
  }

  private static Optional<BodyPattern> body(Directive.Section url) {
    var setting = url.last("regex");
    if (setting.isEmpty() || !(setting.get().value() instanceof Value.CommandText pattern)) {
      return Optional.empty();
    }
    return Optional.of(
        new BodyPattern(
            pattern.text(),
            url.has("regex_no_match"),
            words(url, "regex_options"),
            offset(url, "regex_min_offset", 0),
            offset(url, "regex_max_offset", -1),
            words(url, "regex_stack")));
  }

  /** The words of all settings of that word. */
  private static List<String> words(Directive.Section url, String word) {
    var words = new ArrayList<String>();
    for (Directive node : url.body()) {
      if (node instanceof Directive.Setting setting
          && setting.keyword().name().equals(word)
          && setting.value() instanceof Value.Texts(var more)) {
        words.addAll(more);
      }
    }
    return List.copyOf(words);
  }

  private static long offset(Directive.Section url, String word, long otherwise) {
    var setting = url.last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Text(String text)
        ? Numbers.decimal(text).orElse(otherwise)
        : otherwise;
  }
}
