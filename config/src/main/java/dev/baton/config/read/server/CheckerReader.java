package dev.baton.config.read.server;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.scope.CommandJudge.Candidate;
import dev.baton.config.read.scope.CommandJudge.Purpose;
import dev.baton.config.read.server.Inheritance.Defaults;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Checker;
import dev.baton.core.model.Checker.Target;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one checker of a real server; an old SMTP_CHECK with hosts is several. */
final class CheckerReader {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int REPLY_BYTES_DEFAULT = 255;
  private static final long DNS_RETRIES = 3;

  private final Inheritance inherited;
  private final Directive.Section checker;
  private final Value.Endpoint server;
  private final ServerScope around;
  private final Diagnostics diagnostics;

  /** Reads with these; the checker asks the server there unless it names another. */
  CheckerReader(Inheritance inherited, Value.Endpoint server, ServerScope around) {
    this.inherited = inherited;
    this.checker = inherited.checker();
    this.server = server;
    this.around = around;
    this.diagnostics = around.scope().diagnostics();
  }

  /** The checkers of the block; none if it must be ignored, which has been told. */
  List<Checker> read() {
    return switch (checker.keyword().name()) {
      case "MISC_CHECK" -> program().map(List::of).orElse(List.of());
      case "FILE_CHECK" -> file().map(List::of).orElse(List.of());
      case "BFD_CHECK" -> session().map(List::of).orElse(List.of());
      default -> {
        tellOfTarget();
        yield network();
      }
    };
  }

  private List<Checker> network() {
    var schedule = inherited.schedule(Defaults.NETWORK);
    return switch (checker.keyword().name()) {
      case "TCP_CHECK" -> List.of(new Checker.Tcp(target(inherited), schedule));
      case "PING_CHECK" -> List.of(new Checker.Ping(target(inherited), schedule));
      case "UDP_CHECK" ->
          List.of(new Checker.Udp(target(inherited), schedule, hex("payload"), reply()));
      case "SMTP_CHECK" -> mail();
      case "DNS_CHECK" -> List.of(names());
      default ->
          new HttpReader(inherited, diagnostics)
              .read(target(inherited))
              .map(List::<Checker>of)
              .orElse(List.of());
    };
  }

  private void tell(String message, String help) {
    diagnostics.error("checker", checker.span(), message, help);
  }

  private Target target(Inheritance block) {
    Directive.Section own = block.checker();
    return new Target(
        address(own, "connect_ip").orElse(server.address()),
        (int) own.number("connect_port", server.port()),
        address(own, "bindto"),
        (int) own.number("bind_port", 0),
        own.text("bind_if", ""),
        own.number("fwmark", 0),
        block.timeoutNanos());
  }

  private static Optional<IpAddress> address(Directive.Section section, String word) {
    var setting = section.last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Address(var address)
        ? Optional.of(address)
        : Optional.empty();
  }

  private void tellOfTarget() {
    for (String word : List.of("connect_ip", "bindto")) {
      var setting = checker.last(word);
      Optional<IpAddress> named = address(checker, word);
      if (setting.isPresent() && named.isPresent() && needsInterface(named.get())) {
        tellOfInterface(setting.get());
      }
    }
    if (!checker.has("connect_ip") && needsInterface(server.address())) {
      tell(
          "Checker link local address " + server.address() + " requires a bind_if",
          "write `bind_if INTERFACE`");
    }
    var bound = checker.last("bindto");
    var from = address(checker, "bindto");
    IpAddress to = address(checker, "connect_ip").orElse(server.address());
    if (bound.isPresent() && from.isPresent() && to.family() != from.get().family()) {
      diagnostics.error(
          "bindto",
          bound.get().argumentSpan(),
          "bindto address "
              + from.get()
              + " does not match address family of connect_ip - skipping",
          "write an address of that family");
    }
  }

  private boolean needsInterface(IpAddress address) {
    return address.isLinkLocal() && address.family() == IpFamily.INET6 && !checker.has("bind_if");
  }

  private void tellOfInterface(Directive.Setting setting) {
    diagnostics.add(
        Diagnostic.error(
                "bind-if",
                setting.argumentSpan(),
                "link-local address " + setting.words().get(1).text() + " requires bind_if")
            .because("it does not say on which interface it is valid")
            .withHelp("write `bind_if INTERFACE`"));
  }

  private List<Checker> mail() {
    String name = checker.text("helo_name", "smtpchecker.keepalived.org");
    List<Directive.Section> hosts = checker.sections("host");
    var blocks = hosts.isEmpty() ? List.of(checker) : hosts;
    var checkers = new ArrayList<Checker>();
    for (Directive.Section block : blocks) {
      Inheritance own = inherited.within(block);
      checkers.add(new Checker.Smtp(target(own), own.schedule(Defaults.NETWORK), name));
    }
    return checkers;
  }

  private Checker names() {
    var defaults = new Defaults(DNS_RETRIES, inherited.intervalNanos());
    return new Checker.Dns(
        target(inherited),
        inherited.schedule(defaults),
        checker.text("type", "SOA"),
        checker.text("name", "."));
  }

  private String hex(String word) {
    var setting = checker.last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Hex(String digits)
        ? digits
        : "";
  }

  private Optional<Checker.Reply> reply() {
    long least = checker.number("min_reply_length", 0);
    long most = checker.number("max_reply_length", REPLY_BYTES_DEFAULT);
    if (least > most) {
      tell(
          "UDP_CHECK min_reply_length " + least + " exceeds max_reply_length " + most,
          "write a smaller min_reply_length");
    }
    return checker.has("require_reply")
        ? Optional.of(new Checker.Reply(hex("require_reply"), (int) least, (int) most))
        : Optional.empty();
  }

  private Optional<Checker> program() {
    var path = checker.last("misc_path");
    if (path.isEmpty()
        || !(path.get().value() instanceof Value.CommandText text)
        || text.words().isEmpty()) {
      tell(
          "No script path has been specified for MISC_CHECKER - skipping",
          "write `misc_path \"COMMAND\"`");
      return Optional.empty();
    }
    SourceSpan span = path.get().argumentSpan();
    var user = checker.last("user");
    List<Word> words = user.map(Directive.Setting::words).orElse(List.of());
    var candidate =
        new Candidate(text, Purpose.CHECK, "misc_path", span)
            .runBy(words, user.map(Directive.Setting::argumentSpan).orElse(span));
    // The virtual server's own interval, and no other, is the limit of a run that has none.
    long seconds = checker.number("misc_timeout", 0);
    long limitNanos =
        seconds > 0
            ? seconds * SECOND_NANOS
            : inherited.within(inherited.virtual()).intervalNanos();
    return around
        .scope()
        .judge()
        .judge(candidate)
        .map(
            command ->
                new Checker.Misc(
                    command,
                    inherited.schedule(Defaults.PROGRAM),
                    limitNanos,
                    checker.has("misc_dynamic")));
  }

  private Optional<Checker> file() {
    var setting = checker.last("track_file");
    if (setting.isEmpty()) {
      tell("FILE_CHECK has no track_file specified - ignoring", "write `track_file NAME`");
      return Optional.empty();
    }
    String name = setting.get().text();
    if (around.scope().definitions().tracker("track_file", name).isEmpty()) {
      diagnostics.error(
          "not-found",
          setting.get().argumentSpan(),
          "track_file " + name + " not found",
          "name a `track_file` that is defined before");
      return Optional.empty();
    }
    var given = checker.last("weight");
    Optional<Weight> weight =
        given.isPresent()
                && given.get().value() instanceof Value.Weighted(int points, boolean reverse)
            ? Optional.of(new Weight(points, reverse))
            : Optional.empty();
    return Optional.of(new Checker.TrackedFile(name, weight));
  }

  private Optional<Checker> session() {
    var setting = checker.last("name");
    if (setting.isEmpty()) {
      tell(
          "(["
              + inherited.real().name()
              + "]) No name has been specified for BFD_CHECKER - skipping",
          "write `name BFD_INSTANCE`");
      return Optional.empty();
    }
    String name = setting.get().text();
    if (!around.sessions().contains(name)) {
      diagnostics.error(
          "not-found",
          setting.get().argumentSpan(),
          "BFD_CHECK - BFD " + name + " not configured",
          "name a `bfd_instance` that is defined before");
      return Optional.empty();
    }
    return Optional.of(new Checker.BfdSession(name, inherited.startsDown()));
  }
}
