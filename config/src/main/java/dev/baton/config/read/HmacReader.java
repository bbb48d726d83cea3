package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.vrrp.HmacKey;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer.AntiReplay;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the blocks auth_hmac of an instance, of which a later one goes on with the first. */
final class HmacReader {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long WINDOW_SECONDS_MIN = 5;

  private final Directive.Section section;
  private final List<Directive.Section> blocks;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private boolean unusable;

  HmacReader(Directive.Section section, BlockScope scope) {
    this.section = section;
    this.blocks = section.sections("auth_hmac");
    this.facts = scope.facts();
    this.diagnostics = scope.diagnostics();
  }

  /**
   * How adverts are signed; empty if they are not, or cannot be, which has been told.
   *
   * @param intervalNanos of adverts, which the default of the window follows
   */
  Optional<Trailer> read(long intervalNanos) {
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    var ids = new HashSet<Integer>();
    var keys = new ArrayList<HmacKey>();
    for (Directive.Section block : blocks) {
      for (Directive node : block.body()) {
        if (node instanceof Directive.Setting setting) {
          key(setting, ids).ifPresent(keys::add);
        }
      }
    }
    int active = activeKey(ids);
    unusable = keys.stream().noneMatch(key -> key.id() == active);
    long windowSeconds =
        Math.max(WINDOW_SECONDS_MIN, Math.ceilDiv(3 * intervalNanos, SECOND_NANOS));
    return unusable
        ? Optional.empty()
        : Optional.of(
            new Trailer(
                List.copyOf(keys),
                active,
                last("time_window").map(Directive.Setting::number).orElse(windowSeconds),
                last("anti_replay").filter(it -> it.text().equals("monotonic")).isPresent()
                    ? AntiReplay.MONOTONIC
                    : AntiReplay.TIME,
                mode()));
  }

  /** Whether adverts shall be signed, and there is no key to do it with. */
  boolean isUnusable() {
    return unusable;
  }

  private Mode mode() {
    return switch (last("mode").map(Directive.Setting::text).orElse("enforce")) {
      case "permissive" -> Mode.PERMISSIVE;
      case "receive-only" -> Mode.RECEIVE_ONLY;
      default -> Mode.ENFORCE;
    };
  }

  private Optional<Directive.Setting> last(String word) {
    Optional<Directive.Setting> found = Optional.empty();
    for (Directive.Section block : blocks) {
      var here = block.last(word);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  private int activeKey(Set<Integer> ids) {
    var active = last("active_key");
    if (active.isEmpty()) {
      diagnostics.error(
          "hmac",
          blocks.getFirst().span(),
          "(" + section.name() + ") auth_hmac has no active_key, disabling extension",
          "write `active_key N` with the number of one of its keys");
      return 0;
    }
    int id = (int) active.get().number();
    if (!ids.contains(id)) {
      error(
          active.get(),
          "active_key " + id + " is not defined, disabling extension",
          "write the number of one of its keys");
    }
    return id;
  }

  /** A key that counts; of one number the first does. */
  private Optional<HmacKey> key(Directive.Setting setting, Set<Integer> ids) {
    return switch (setting.value()) {
      case Value.Key(HmacKey key) ->
          isFirst(setting, key.id(), ids) ? Optional.of(key) : Optional.empty();
      case Value.KeyFile(int id, String path) -> {
        boolean first = isFirst(setting, id, ids);
        Optional<HmacKey> key = inFile(setting, id, path);
        yield first ? key : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private boolean isFirst(Directive.Setting setting, int id, Set<Integer> ids) {
    boolean first = ids.add(id);
    if (!first) {
      error(setting, "key " + id + " is duplicated", "give each key a number of its own");
    }
    return first;
  }

  /** Who may not read the file, as a check by an ordinary user, does not judge what is in it. */
  private Optional<HmacKey> inFile(Directive.Setting setting, int id, String path) {
    if (facts.path(path).kind() != Kind.FILE) {
      error(setting, "key " + id + " file cannot be read", "name a file that root can read");
      return Optional.empty();
    }
    Optional<byte[]> secret = facts.keyFile(path).map(HexFormat.of()::parseHex);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    int length = secret.get().length;
    if (length < HmacKey.BYTES_MIN || length > HmacKey.BYTES_MAX) {
      diagnostics.error(
          "hmac-key-length",
          setting.words().get(2).span(),
          "("
              + section.name()
              + ") auth_hmac key "
              + id
              + " length "
              + length
              + " not in range [32, 64]",
          "write 32 to 64 octets into the file");
      return Optional.empty();
    }
    return Optional.of(new HmacKey(id, secret.get()));
  }

  private void error(Directive.Setting setting, String message, String help) {
    diagnostics.error(
        "hmac", setting.argumentSpan(), "(" + section.name() + ") auth_hmac " + message, help);
  }
}
