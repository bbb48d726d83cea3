package dev.baton.config.read.server;

import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.Checker.Schedule;
import java.util.Optional;

/** A checker among its servers: what it does not say, its real or virtual server may say. */
record Inheritance(
    Directive.Section checker,
    Directive.Section real,
    Directive.Section virtual,
    GlobalScope global) {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long INTERVAL_NANOS = 60 * SECOND_NANOS;
  private static final long TIMEOUT_NANOS = 5 * SECOND_NANOS;

  /** Where nobody says anything, each kind has its own retries, and waits between them. */
  record Defaults(long retries, long retryDelayNanos) {
    static final Defaults NETWORK = new Defaults(1, SECOND_NANOS);
    static final Defaults HTTP = new Defaults(1, 3 * SECOND_NANOS);
    static final Defaults PROGRAM = new Defaults(0, SECOND_NANOS);
  }

  /** The same for a block within the checker. */
  Inheritance within(Directive.Section block) {
    return new Inheritance(block, real, virtual, global);
  }

  /** The setting that counts for that word. */
  Optional<Directive.Setting> setting(String word) {
    return checker.last(word).or(() -> real.last(word)).or(() -> virtual.last(word));
  }

  /** The text that counts for that word; empty if nobody says one. */
  String text(String word) {
    return setting(word).map(Directive.Setting::text).orElse("");
  }

  boolean startsDown() {
    return setting("alpha").map(Directive.Setting::on).orElse(false);
  }

  long intervalNanos() {
    return nanos("delay_loop", INTERVAL_NANOS);
  }

  long timeoutNanos() {
    return nanos("connect_timeout", TIMEOUT_NANOS);
  }

  private long nanos(String word, long otherwise) {
    return setting(word).map(Directive.Setting::nanos).orElse(otherwise);
  }

  Schedule schedule(Defaults defaults) {
    return new Schedule(
        intervalNanos(),
        setting("retry").map(Directive.Setting::number).orElse(defaults.retries),
        nanos("delay_before_retry", defaults.retryDelayNanos),
        nanos("warmup", intervalNanos()),
        startsDown(),
        checker.on("log_all_failures", global.on("checker_log_all_failures")));
  }
}
