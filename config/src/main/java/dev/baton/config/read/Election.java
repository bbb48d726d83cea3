package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.Utf8;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.List;
import java.util.Optional;

/**
 * The election's part of an instance: version, priority, state, intervals, preemption and
 * authentication, and what keepalived does where two of them contradict each other.
 */
final class Election {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long CENTISECOND_NANOS = 10_000_000L;
  private static final long V3_INTERVAL_NANOS_MAX = 4_095 * CENTISECOND_NANOS;
  private static final int PASSWORD_BYTES_MAX = 8;

  private final Directive.Section section;
  private final String name;
  private final GlobalScope global;
  private final Diagnostics diagnostics;

  Election(Directive.Section section, GlobalScope global, Diagnostics diagnostics) {
    this.section = section;
    this.name = section.name();
    this.global = global;
    this.diagnostics = diagnostics;
  }

  /** Whether the instance holds its addresses by right: priority 255, or MASTER without any. */
  static boolean isOwner(Directive.Section section) {
    var state = section.last("state");
    boolean master = state.isPresent() && state.get().text().equals("MASTER");
    return section.number("priority", master ? 255 : 100) == VrrpConfig.OWNER_PRIORITY;
  }

  /** Whether the instance keeps to the letter of the RFC. */
  boolean strict() {
    return on("strict_mode", global.on("vrrp_strict"));
  }

  /**
   * Whether packets to the addresses are answered (Accept_Mode; RFC 9568, section 6.1). The last
   * word counts; strict mode has it off, and version 2 does not know it.
   */
  boolean accepts(VrrpVersion version) {
    boolean accepts = !strict();
    for (Directive node : section.body()) {
      switch (node.keyword().name()) {
        case "accept" -> accepts = version == VrrpVersion.V3 || !strict();
        case "no_accept" -> accepts = false;
        default -> {}
      }
    }
    return accepts;
  }

  private boolean on(String word, boolean otherwise) {
    return section.on(word, otherwise);
  }

  /** The protocol's version: the first that is named here, else the global one; 3 for IPv6. */
  VrrpVersion version(IpFamily family) {
    long number = 0;
    boolean six = false;
    long deduced = 0;
    for (Directive node : section.body()) {
      six |= saysSix(node);
      deduced = node.keyword().name().equals("native_ipv6") ? 3 : deduced;
      if (!(node instanceof Directive.Setting setting)
          || !setting.keyword().name().equals("version")) {
        continue;
      }
      boolean late = number == 0 && (six || deduced == 3) && setting.number() == 2;
      if (number == 0 && !late) {
        number = setting.number();
      } else if (number != setting.number()) {
        error(
            "version",
            setting,
            "vrrp_version "
                + setting.number()
                + " conflicts with configured or deduced version "
                + (number == 0 ? deduced : number)
                + "; ignoring.",
            "keep one version; IPv6 needs 3");
      }
    }
    if (number == 0) {
      number = family == IpFamily.INET6 ? 3 : global.number("vrrp_version", 2);
    }
    return number == 3 ? VrrpVersion.V3 : VrrpVersion.V2;
  }

  /** Whether a node shows that the instance is of IPv6, with which version 2 does not go. */
  private static boolean saysSix(Directive node) {
    return switch (node.keyword().name()) {
      case "unicast_src_ip", "mcast_src_ip" ->
          node instanceof Directive.Setting setting
              && setting.value() instanceof Value.Address(var address)
              && address.family() == IpFamily.INET6;
      case "unicast_peer", "virtual_ipaddress" ->
          node instanceof Directive.Section block
              && !block.lines().isEmpty()
              && block.lines().getFirst().text(0).indexOf(':') >= 0;
      default -> false;
    };
  }

  private void error(String code, Directive.Setting setting, String message, String help) {
    diagnostics.error(code, setting.argumentSpan(), "(" + name + ") " + message, help);
  }

  /** The election's configuration. */
  VrrpConfig read(
      IpFamily family, VrrpVersion version, List<IpAddress> addresses, HmacReader hmac) {
    Optional<Boolean> saysMaster = saysMaster();
    long given = section.number("priority", 0);
    int priority = given != 0 ? (int) given : saysMaster.orElse(false) ? 255 : 100;
    boolean owner = priority == VrrpConfig.OWNER_PRIORITY;
    boolean wantsMaster = saysMaster.orElse(owner);
    Preemption preemption = preemption(owner, saysMaster.orElse(false));
    boolean strict = strict();
    if (strict && wantsMaster != owner) {
      SourceSpan span =
          section.has("state") ? section.last("state").get().argumentSpan() : section.span();
      diagnostics.add(
          Diagnostic.error(
                  "strict-state",
                  span,
                  "(" + name + ") State MASTER must match being address owner")
              .because("in strict mode only priority 255 starts as MASTER, and it always does")
              .withHelp(owner ? "write `state MASTER`" : "write `state BACKUP`"));
      wantsMaster = owner;
    }
    long intervalNanos = intervalNanos(version);
    VrrpAuthentication authentication =
        signed(authentication(version, strict, owner), hmac, intervalNanos);
    // Who begins as master has heard no sequence number that it must send above.
    boolean begins = owner || !(authentication instanceof VrrpAuthentication.Header);
    return new VrrpConfig(
        name,
        (int) section.number("virtual_router_id", 0),
        version,
        family,
        priority,
        wantsMaster && begins,
        intervalNanos,
        (int) section.number("down_timer_adverts", global.number("vrrp_down_timer_adverts", 3)),
        preemption.preempt,
        preemption.delayNanos,
        strict || on("lower_prio_no_advert", globally("vrrp_lower_prio_no_advert", false)),
        on("higher_prio_send_advert", globally("vrrp_higher_prio_send_advert", false)) && !strict,
        // RFC 9568, section 7.1: the address owner discards all adverts. Strict mode holds to it.
        owner && (strict || on("owner_ignore_adverts", global.on("vrrp_owner_ignore_adverts"))),
        on("skip_check_adv_addr", global.on("vrrp_skip_check_adv_addr")),
        false,
        on("v3_checksum_as_v2", global.has("v3_checksum_as_v2")),
        authentication,
        addresses);
  }

  private boolean globally(String word, boolean otherwise) {
    return global.on(word, otherwise);
  }

  /** What {@code state} says; BACKUP after MASTER is refused. */
  private Optional<Boolean> saysMaster() {
    Optional<Boolean> master = Optional.empty();
    for (Directive node : section.body()) {
      if (!(node instanceof Directive.Setting setting)
          || !setting.keyword().name().equals("state")) {
        continue;
      }
      boolean says = setting.text().equals("MASTER");
      if (master.orElse(false) && !says) {
        error(
            "state",
            setting,
            "state previously set as MASTER - ignoring BACKUP",
            "keep one of the lines");
      } else {
        master = Optional.of(says);
      }
    }
    return master;
  }

  private record Preemption(boolean preempt, long delayNanos) {}

  private Preemption preemption(boolean owner, boolean saysMaster) {
    boolean preempt = true;
    Optional<Directive.Setting> refusal = Optional.empty();
    for (Directive node : section.body()) {
      if (node instanceof Directive.Setting setting) {
        String word = setting.keyword().name();
        if (word.equals("preempt") || word.equals("nopreempt")) {
          preempt = word.equals("preempt");
          refusal = preempt ? Optional.empty() : Optional.of(setting);
        }
      }
    }
    if (refusal.isPresent() && owner) {
      error(
          "nopreempt",
          refusal.get(),
          "nopreempt is incompatible with priority 255. resetting nopreempt",
          "delete `nopreempt`: priority 255 always preempts");
      preempt = true;
    } else if (refusal.isPresent() && saysMaster) {
      diagnostics.add(
          Diagnostic.error(
                  "nopreempt",
                  refusal.get().span(),
                  "("
                      + name
                      + ") Warning - nopreempt will not work with initial state MASTER - clearing")
              .because("MASTER claims the addresses at startup, which nopreempt forbids")
              .withHelp("nopreempt needs `state BACKUP` on both nodes; it is being ignored"));
      preempt = true;
    }
    return new Preemption(preempt, preemptDelayNanos(preempt, saysMaster || owner));
  }

  private long preemptDelayNanos(boolean preempt, boolean saysMaster) {
    var setting = section.last("preempt_delay");
    if (setting.isEmpty() || setting.get().nanos() == 0 || strict()) {
      return 0;
    }
    if (!preempt) {
      error(
          "preempt-delay",
          setting.get(),
          "preempt_delay is incompatible with nopreempt mode - resetting",
          "delete one of the two");
      return 0;
    }
    if (saysMaster) {
      diagnostics.add(
          Diagnostic.error(
                  "preempt-delay",
                  setting.get().argumentSpan(),
                  "("
                      + name
                      + ") Warning - preempt delay will not work with initial state MASTER -"
                      + " clearing")
              .because("MASTER claims the addresses at startup; the delay is for a backup")
              .withHelp("write `state BACKUP`, or delete the delay"));
      return 0;
    }
    return setting.get().nanos();
  }

  private long intervalNanos(VrrpVersion version) {
    var setting = section.last("advert_int");
    if (setting.isEmpty()) {
      return SECOND_NANOS;
    }
    long nanos = setting.get().nanos();
    if (version == VrrpVersion.V2) {
      if (nanos % SECOND_NANOS != 0) {
        error(
            "advert-int",
            setting.get(),
            "VRRPv2 advertisement interval " + seconds(nanos) + "s must be an integer. rounding",
            "write whole seconds, or `version 3`");
      }
      return Math.max(1, (nanos + SECOND_NANOS / 2) / SECOND_NANOS) * SECOND_NANOS;
    }
    if (nanos > V3_INTERVAL_NANOS_MAX) {
      long hundredths = (nanos + CENTISECOND_NANOS / 2) / CENTISECOND_NANOS;
      String text = hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
      error(
          "advert-int",
          setting.get(),
          "VRRPv3 advertisement interval "
              + text
              + "s is out of range. Must be less than 40.96s. Setting to 40.95s",
          "write at most 40.95");
      return V3_INTERVAL_NANOS_MAX;
    }
    if (nanos % CENTISECOND_NANOS != 0) {
      error(
          "advert-int",
          setting.get(),
          "VRRPv3 advertisement interval "
              + seconds(nanos)
              + "s must be in units of 10ms - rounding",
          "write at most two decimals");
    }
    return Math.max(1, (nanos + CENTISECOND_NANOS / 2) / CENTISECOND_NANOS) * CENTISECOND_NANOS;
  }

  private static String seconds(long nanos) {
    String micros = Long.toString(nanos / 1_000 % 1_000_000);
    return nanos / SECOND_NANOS + "." + "0".repeat(6 - micros.length()) + micros;
  }

  private Optional<Directive.Setting> authenticationWord(String word) {
    Optional<Directive.Setting> found = Optional.empty();
    for (Directive.Section block : section.sections("authentication")) {
      var here = block.last(word);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  /** A signature is the stronger of two. */
  private VrrpAuthentication signed(VrrpAuthentication plain, HmacReader hmac, long intervalNanos) {
    Optional<Trailer> trailer = hmac.read(intervalNanos);
    if (trailer.isEmpty()) {
      return plain;
    }
    if (!plain.equals(VrrpAuthentication.NONE)) {
      error(
          "authentication",
          authenticationWord("auth_type").orElseThrow(),
          "authentication cannot be used with auth_hmac. Ignoring authentication.",
          "delete the block `authentication`");
    }
    return trailer.get();
  }

  private VrrpAuthentication authentication(VrrpVersion version, boolean strict, boolean owner) {
    var type = authenticationWord("auth_type");
    var password = authenticationWord("auth_pass");
    String text = password.isPresent() ? cut(password.get()) : "";
    if (type.isEmpty()) {
      return VrrpAuthentication.NONE;
    }
    if (version == VrrpVersion.V3 || strict) {
      error(
          "authentication",
          type.get(),
          version == VrrpVersion.V3
              ? "VRRP version 3 does not support authentication. Ignoring."
              : "Strict mode does not support authentication. Ignoring.",
          version == VrrpVersion.V3
              ? "delete the block `authentication`, or write `version 2`"
              : "delete the block `authentication`");
      return VrrpAuthentication.NONE;
    }
    if (text.isEmpty()) {
      error(
          "authentication",
          type.get(),
          "Authentication specified but no password given. Ignoring",
          "write `auth_pass PASSWORD` on a line of its own");
      return VrrpAuthentication.NONE;
    }
    boolean plain = type.get().text().equals("PASS");
    var state = section.last("state");
    if (!plain && !owner && state.isPresent() && state.get().text().equals("MASTER")) {
      error(
          "authentication",
          state.get(),
          "Initial state master is incompatible with AH authentication - clearing",
          "write `state BACKUP`");
    }
    return plain ? new VrrpAuthentication.Password(text) : new VrrpAuthentication.Header(text);
  }

  /** A comment character glued to the password cuts it short, which nobody means. */
  private void tellOfComment(Directive.Setting password) {
    SourceSpan span = password.argumentSpan();
    String line = span.file().line(span.line());
    int end = span.column() - 1 + span.length();
    boolean glued = end > 0 && end < line.length() && "!#".indexOf(line.charAt(end)) >= 0;
    if (glued) {
      diagnostics.add(
          Diagnostic.warning(
                  "auth-pass-comment", span, "auth_pass ends before `" + line.charAt(end) + "`")
              .because("`" + line.charAt(end) + "` starts a comment")
              .withHelp("put the password into double quotes if the rest belongs to it"));
    }
  }

  /** The first eight bytes of the password: more does not go onto the wire. */
  private String cut(Directive.Setting password) {
    tellOfComment(password);
    byte[] bytes = Utf8.encode(password.text());
    if (bytes.length <= PASSWORD_BYTES_MAX) {
      return password.text();
    }
    String text = Utf8.decode(bytes, 0, PASSWORD_BYTES_MAX);
    diagnostics.add(
        Diagnostic.error(
                "auth-pass", password.argumentSpan(), "Truncating auth_pass to 8 characters")
            .because("only the first 8 of its " + bytes.length + " characters are sent")
            .withHelp("write a password of at most 8 characters, the same on all nodes"));
    return text;
  }
}
