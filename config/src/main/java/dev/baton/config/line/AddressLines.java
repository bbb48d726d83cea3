package dev.baton.config.line;

import dev.baton.config.diagnose.Consequence;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.text.Numbers;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.OddWord;
import dev.baton.config.tree.Spelling;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/** Reads one line of an address block: an address, and the words of {@code ip address add}. */
public final class AddressLines {

  private static final int IFA_F_NODAD = 0x02;
  private static final int IFA_F_HOMEADDRESS = 0x10;
  private static final int IFA_F_MANAGETEMPADDR = 0x100;
  private static final int IFA_F_NOPREFIXROUTE = 0x200;
  private static final int IFA_F_MCAUTOJOIN = 0x400;

  private static final int LABEL_CHARS_MAX = 15;

  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final boolean interfacesMayBeAbsent;
  private final boolean ofInstance;

  /** Reads with these facts; lines of an instance and static ones differ in a few words. */
  public AddressLines(
      HostFacts facts, Diagnostics diagnostics, boolean interfacesMayBeAbsent, boolean ofInstance) {
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.interfacesMayBeAbsent = interfacesMayBeAbsent;
    this.ofInstance = ofInstance;
  }

  /** What the words of one line say so far. */
  private static final class Draft {
    private final IpPrefix prefix;
    private final boolean prefixGiven;
    private String device;
    private boolean deviceGiven;
    private int scope = -1;
    private String label = "";
    private Optional<IpAddress> broadcast = Optional.empty();
    private Optional<IpPrefix> peer = Optional.empty();
    private int flags;
    private long preferredSeconds;
    private boolean tracked = true;
    private boolean ownMacvlan;
    private boolean refused;

    Draft(IpPrefix prefix, boolean prefixGiven, String device) {
      this.prefix = prefix;
      this.prefixGiven = prefixGiven;
      this.device = device;
      boolean six = prefix.address().family() == IpFamily.INET6;
      this.flags = six ? IFA_F_NODAD : 0;
      this.preferredSeconds = six && prefix.prefixBits() == 128 ? 0 : -1;
    }

    AddressSpec done() {
      return new AddressSpec(
          prefix,
          device,
          scope,
          label,
          broadcast,
          peer,
          flags,
          preferredSeconds,
          tracked,
          ownMacvlan);
    }
  }

  /**
   * The address of a line; empty if it must be ignored, which has been told.
   *
   * @param device the interface that the address goes to unless the line names another
   */
  public Optional<AddressSpec> read(Directive.Line line, String device) {
    Word first = line.words().get(0);
    int slash = first.text().indexOf('/');
    String bare = slash < 0 ? first.text() : first.text().substring(0, slash);
    var address = IpAddress.parse(bare);
    if (address.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  "bad-address",
                  first.span(),
                  "VRRP parsed invalid IP " + first.text() + ". skipping IP...")
              .withHelp(AddressSuggestions.ofAddress(first)));
      return Optional.empty();
    }
    int bits = slash < 0 ? -1 : prefixBits(first, address.get(), slash);
    int whole = address.get().family().prefixBitsMax();
    var draft = new Draft(new IpPrefix(address.get(), bits < 0 ? whole : bits), slash >= 0, device);
    List<Word> words = line.words();
    int at = 1;
    while (at < words.size() && !draft.refused) {
      at = option(draft, words, at);
    }
    return draft.refused ? Optional.empty() : Optional.of(draft.done());
  }

  private int prefixBits(Word word, IpAddress address, int slash) {
    int whole = address.family().prefixBitsMax();
    if (slash + 1 == word.text().length()) {
      return -1;
    }
    var number = Numbers.decimal(word.text().substring(slash + 1));
    if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= whole) {
      return (int) number.getAsLong();
    }
    String given = word.text().substring(slash + 1);
    diagnostics.add(
        Diagnostic.error(
                "bad-prefix",
                word.span(),
                "Invalid address prefix len "
                    + given
                    + " for address "
                    + word.text()
                    + " - using "
                    + whole)
            .because("number '" + given + "' outside range [0, " + whole + "]")
            .withHelp(AddressSuggestions.ofPrefix(word, slash)));
    return -1;
  }

  /** Takes in the option at {@code at}; the index behind it. */
  private int option(Draft draft, List<Word> words, int at) {
    Word word = words.get(at);
    String name = word.text();
    if (name.equals(ofInstance ? "track_group" : "use_vmac")) {
      unknown(word);
      return at + 1;
    }
    switch (name) {
      case "home" -> draft.flags |= IFA_F_HOMEADDRESS;
      case "-nodad" -> draft.flags &= ~IFA_F_NODAD;
      case "mngtmpaddr" -> draft.flags |= IFA_F_MANAGETEMPADDR;
      case "noprefixroute" -> draft.flags |= IFA_F_NOPREFIXROUTE;
      case "autojoin" -> draft.flags |= IFA_F_MCAUTOJOIN;
      case "no_track" -> draft.tracked = false;
      case "use_vmac" -> draft.ownMacvlan = true;
      case "dev", "scope", "brd", "broadcast", "label", "peer", "preferred_lft", "track_group" -> {
        if (at + 1 >= words.size()) {
          refuse(
              draft,
              word,
              "No " + name + " parameter specified for " + draft.prefix.address(),
              AddressSuggestions.ofOption(name));
          return words.size();
        }
        valued(draft, name, words.get(at + 1));
        return at + 2;
      }
      default -> unknown(word);
    }
    return at + 1;
  }

  private void unknown(Word word) {
    diagnostics.add(
        Diagnostic.error(
                "address-option",
                word.span(),
                "Unknown configuration entry '" + word.text() + "' for ip address - ignoring")
            .withHelp(AddressSuggestions.ofOption(word.text()))
            .consequenceOf(new Consequence.OfSameLine()));
  }

  private void refuse(Draft draft, Word word, String message, String help) {
    draft.refused = true;
    diagnostics.error("bad-address", word.span(), message, help);
  }

  private void valued(Draft draft, String name, Word value) {
    switch (name) {
      case "dev" -> device(draft, value);
      case "scope" -> scope(draft, value);
      case "label" -> label(draft, value);
      case "peer" -> peer(draft, value);
      case "preferred_lft" -> lifetime(draft, value);
      case "track_group" -> {}
      default -> broadcast(draft, value);
    }
  }

  private void device(Draft draft, Word value) {
    if (draft.deviceGiven) {
      refuse(
          draft,
          value,
          "Cannot specify ipaddress device more than once for " + draft.prefix.address(),
          "keep one `dev`");
      return;
    }
    draft.deviceGiven = true;
    draft.device = value.text();
    if (facts.networkInterface(value.text()).isEmpty() && !interfacesMayBeAbsent) {
      diagnostics.add(
          absentInterface(
              value.span(),
              "WARNING - interface "
                  + value.text()
                  + " for ip address "
                  + draft.prefix.address()
                  + "/"
                  + draft.prefix.prefixBits()
                  + " doesn't exist",
              facts,
              diagnostics));
      draft.refused = true;
    }
  }

  /**
   * An interface is missing: tells which there are. The daemon does not start with it.
   *
   * @param told what takes it; where nobody will see it, nothing is looked for
   */
  public static Diagnostic absentInterface(
      SourceSpan span, String message, HostFacts facts, Diagnostics told) {
    var diagnostic = Diagnostic.error("absent-interface", span, message).ending();
    if (told.isFull()) {
      return diagnostic;
    }
    int column = span.column() - 1;
    String line = span.file().line(span.line());
    String word = line.substring(Math.clamp(column, 0, line.length()));
    int end = Math.min(word.length(), span.length());
    String hint =
        OddWord.isMark(word.substring(0, end))
            ? "; this looks like a placeholder that was not replaced"
            : "";
    String near = Spelling.nearestName(word.substring(0, end), facts.interfaceNames());
    return diagnostic
        .because("present: " + Spelling.few(facts.interfaceNames()) + hint)
        .withHelp(
            near.isEmpty()
                ? "name one that exists, or write `dynamic_interfaces` in global_defs"
                : "did you mean `" + near + "`?");
  }

  private void scope(Draft draft, Word value) {
    boolean six = draft.prefix.address().family() == IpFamily.INET6;
    if (six && scopeNumber(value.text(), facts) != 0) {
      diagnostics.error(
          "bad-scope",
          value.span(),
          "Cannot specify scope for IPv6 addresses ("
              + draft.prefix.address()
              + ") - ignoring scope",
          "delete the scope: the kernel derives it from the address");
      return;
    }
    int number = scopeNumber(value.text(), facts);
    if (number < 0) {
      diagnostics.error(
          "bad-scope",
          value.span(),
          "Invalid scope '"
              + value.text()
              + "' specified for "
              + draft.prefix.address()
              + " - ignoring",
          "write global, site, link, host or a number from 0 to 255");
      return;
    }
    draft.scope = number;
  }

  /** The number of a scope by name or number; -1 if there is no such scope. */
  static int scopeNumber(String text, HostFacts facts) {
    return switch (text) {
      case "global" -> 0;
      case "site" -> 200;
      case "link" -> 253;
      case "host" -> 254;
      case "nowhere" -> 255;
      default -> {
        var number = Numbers.cNotation(text);
        yield number.isPresent()
            ? number.getAsLong() >= 0 && number.getAsLong() < 256 ? (int) number.getAsLong() : -1
            : facts.routingNumber(RoutingName.SCOPE, text).orElse(-1);
      }
    };
  }

  private void label(Draft draft, Word value) {
    boolean six = draft.prefix.address().family() == IpFamily.INET6;
    if (six || value.text().length() > LABEL_CHARS_MAX) {
      String message =
          six
              ? "Cannot specify label for IPv6 addresses ("
                  + draft.prefix.address()
                  + ") - ignoring label"
              : "Label " + value.text() + " is too long - ignoring label";
      diagnostics.error(
          "bad-label",
          value.span(),
          message,
          six ? "delete the label" : "shorten it to " + LABEL_CHARS_MAX + " characters");
      return;
    }
    draft.label = value.text();
  }

  private void peer(Draft draft, Word value) {
    int slash = value.text().indexOf('/');
    var address = IpAddress.parse(slash < 0 ? value.text() : value.text().substring(0, slash));
    if (address.isEmpty() || address.get().family() != draft.prefix.address().family()) {
      String message =
          address.isEmpty()
              ? "Invalid peer address " + value.text()
              : "Peer address " + value.text() + " does not match address family";
      refuse(draft, value, message, "write an address of that family, or no peer");
      return;
    }
    if (draft.peer.isPresent()) {
      diagnostics.error(
          "bad-peer",
          value.span(),
          "Peer " + value.text() + " - another peer has already been specified",
          "keep one peer");
      return;
    }
    if (draft.prefixGiven) {
      diagnostics.error(
          "bad-peer",
          value.span(),
          "Cannot specify address prefix when specifying peer address - ignoring",
          "write the prefix length after the peer's address");
    }
    int bits =
        slash < 0
            ? address.get().family().prefixBitsMax()
            : prefixBits(value, address.get(), slash);
    int whole = address.get().family().prefixBitsMax();
    draft.peer = Optional.of(new IpPrefix(address.get(), bits < 0 ? whole : bits));
  }

  private void lifetime(Draft draft, Word value) {
    if (value.text().equals("forever")) {
      draft.preferredSeconds = -1;
      return;
    }
    var seconds = Numbers.decimal(value.text());
    if (seconds.isEmpty() || seconds.getAsLong() < 0 || seconds.getAsLong() > 0xFFFF_FFFFL) {
      diagnostics.error(
          "bad-lifetime",
          value.span(),
          "Invalid preferred_lft " + value.text() + " - ignoring",
          "write `forever`, or seconds from 0 to 4294967295");
      return;
    }
    // Of an IPv4 address the kernel keeps no preferred lifetime that means anything to a sender.
    if (draft.prefix.address().family() == IpFamily.INET6) {
      draft.preferredSeconds = seconds.getAsLong();
    }
  }

  private void broadcast(Draft draft, Word value) {
    IpPrefix prefix = draft.prefix;
    boolean four = prefix.address().family() == IpFamily.INET;
    if (four && (value.text().equals("+") || value.text().equals("-"))) {
      if (prefix.prefixBits() > 30) {
        diagnostics.error(
            "bad-broadcast",
            value.span(),
            "Address prefix length " + prefix.prefixBits() + " too long for broadcast",
            "write a prefix of at most 30, or the broadcast address itself");
        return;
      }
      int hostBits = prefix.prefixBits() == 0 ? -1 : (1 << (32 - prefix.prefixBits())) - 1;
      int bits = prefix.address().toInt();
      draft.broadcast =
          Optional.of(
              IpAddress.ofInt(value.text().equals("+") ? bits | hostBits : bits & ~hostBits));
      return;
    }
    var address = IpAddress.parse(value.text());
    if (!four || address.isEmpty() || address.get().family() != IpFamily.INET) {
      refuse(
          draft,
          value,
          "VRRP is trying to assign invalid broadcast " + value.text() + ". skipping VIP...",
          "write an IPv4 address, `+` or `-`");
      return;
    }
    draft.broadcast = address;
  }
}
