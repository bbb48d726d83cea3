package dev.baton.config.check;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.List;
import java.util.Optional;

/** Checks the health checkers of a real server. */
final class CheckerChecks {

  private static final long REPLY_BYTES_DEFAULT = 255;

  private final Diagnostics diagnostics;
  private final TrackerChecks trackers;

  CheckerChecks(Diagnostics diagnostics, TrackerChecks trackers) {
    this.diagnostics = diagnostics;
    this.trackers = trackers;
  }

  void check(Directive.Section checker, Directive.Section real) {
    switch (checker.keyword().name()) {
      case "HTTP_GET", "SSL_GET" -> urls(checker);
      case "MISC_CHECK" -> {
        if (noCommand(checker)) {
          tell(checker, "No script path has been specified for MISC_CHECKER - skipping");
        }
      }
      case "FILE_CHECK" ->
          reference(
              checker,
              "track_file",
              "track_file",
              "FILE_CHECK has no track_file specified - ignoring");
      case "BFD_CHECK" ->
          reference(
              checker,
              "name",
              "bfd_instance",
              "(["
                  + real.words().get(1).text()
                  + "]) No name has been specified for BFD_CHECKER - skipping");
      case "UDP_CHECK" -> replies(checker);
      default -> {}
    }
    connection(checker);
    binding(checker, real);
    boolean connects =
        switch (checker.keyword().name()) {
          case "MISC_CHECK", "FILE_CHECK", "BFD_CHECK" -> false;
          default -> !checker.has("connect_ip") && !checker.has("bind_if");
        };
    var address = ServerChecks.address(real).filter(IpAddress::isLinkLocal);
    if (connects && address.isPresent() && address.get().family() == IpFamily.INET6) {
      tell(checker, "Checker link local address " + address.get() + " requires a bind_if");
    }
  }

  private void tell(Directive.Section checker, String message) {
    diagnostics.error("checker", checker.span(), message);
  }

  private static boolean noCommand(Directive.Section checker) {
    var path = checker.last("misc_path");
    return path.isEmpty()
        || !(path.get().value() instanceof Value.CommandText text)
        || text.words().isEmpty();
  }

  private void urls(Directive.Section checker) {
    boolean any = false;
    for (Directive.Section url : checker.sections("url")) {
      if (url.has("path")) {
        any = true;
      } else {
        tell(url, "HTTP/SSL_GET checker url has no path - ignoring");
      }
    }
    if (!any) {
      tell(checker, "HTTP/SSL_GET checker has no urls specified - ignoring");
    }
  }

  private void reference(Directive.Section checker, String word, String kind, String missing) {
    var setting = checker.last(word);
    if (setting.isEmpty()) {
      tell(checker, missing);
      return;
    }
    String name = setting.get().text();
    if (!trackers.names(kind).contains(name)
        || trackers.names(kind + " of instances").contains(name)) {
      diagnostics.error(
          "not-found",
          setting.get().argumentSpan(),
          kind.equals("track_file")
              ? "track_file " + name + " not found"
              : "BFD_CHECK - BFD " + name + " not configured");
    }
  }

  private void replies(Directive.Section checker) {
    long least = checker.number("min_reply_length", 0);
    long most = checker.number("max_reply_length", REPLY_BYTES_DEFAULT);
    if (least > most) {
      tell(checker, "UDP_CHECK min_reply_length " + least + " exceeds max_reply_length " + most);
    }
  }

  /** The own address must be able to reach the server's. */
  private void binding(Directive.Section checker, Directive.Section real) {
    var bound = checker.last("bindto");
    if (bound.isEmpty()) {
      return;
    }
    var target = checker.last("connect_ip");
    Optional<IpAddress> to =
        target.isPresent() ? ServerChecks.addressOf(target.get()) : ServerChecks.address(real);
    Optional<IpAddress> from = ServerChecks.addressOf(bound.get());
    if (to.isPresent() && from.isPresent() && to.get().family() != from.get().family()) {
      diagnostics.error(
          "bindto",
          bound.get().argumentSpan(),
          "bindto address "
              + from.get()
              + " does not match address family of connect_ip - skipping");
    }
  }

  private void connection(Directive.Section checker) {
    for (String word : List.of("connect_ip", "bindto")) {
      var setting = checker.last(word);
      if (setting.isPresent()
          && ServerChecks.addressOf(setting.get()).filter(a -> a.isLinkLocal()).isPresent()
          && setting.get().words().get(1).text().indexOf(':') >= 0
          && !checker.has("bind_if")) {
        diagnostics.add(
            Diagnostic.error(
                    "bind-if",
                    setting.get().argumentSpan(),
                    "link-local address "
                        + setting.get().words().get(1).text()
                        + " requires bind_if")
                .because("it says nothing of the interface that it is valid on")
                .withHelp("write `bind_if INTERFACE`"));
      }
    }
  }
}
