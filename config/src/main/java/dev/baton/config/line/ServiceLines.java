package dev.baton.config.line;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.Optional;

/**
 * Reads one line of a virtual_server_group: an address, a range of them, or a firewall mark. A
 * range's end is decimal for IPv4 and hexadecimal for IPv6, as keepalived has it.
 */
public final class ServiceLines {

  private static final long UINT_MAX = 0xFFFF_FFFFL;

  private final Diagnostics diagnostics;

  /** Tells these of mistakes. */
  public ServiceLines(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether the line is right; tells if it is not. */
  public boolean isRight(Directive.Line line) {
    return line.text(0).equals("fwmark") ? mark(line) : addresses(line);
  }

  private boolean mark(Directive.Line line) {
    if (line.words().size() < 2) {
      diagnostics.add(
          Diagnostic.error(
                  "missing-word",
                  line.span(),
                  "*** Configuration line starting `fwmark` is missing a parameter after keyword"
                      + " `fwmark` at word position 2")
              .weighing(ExitClass.MISSING_WORD));
      return false;
    }
    var number = Quantities.whole(line.text(1), 0, UINT_MAX);
    String family = line.words().size() > 2 ? line.text(2) : "inet";
    if (!number.good() || !(family.equals("inet") || family.equals("inet6"))) {
      refuse(
          line,
          number.good() ? "family `" + family + "` is neither inet nor inet6" : number.fault());
      return false;
    }
    return true;
  }

  private boolean addresses(Directive.Line line) {
    String word = line.text(0);
    String fault = fault(word);
    if (fault.isEmpty() && line.words().size() > 1) {
      fault = Quantities.whole(line.text(1), 0, 65_535).fault();
    }
    if (!fault.isEmpty()) {
      refuse(line, fault);
    }
    return fault.isEmpty();
  }

  private static String fault(String word) {
    int slash = word.indexOf('/');
    String bare = slash < 0 ? word : word.substring(0, slash);
    int dash = bare.indexOf('-');
    var first = IpAddress.parse(dash < 0 ? bare : bare.substring(0, dash));
    if (first.isEmpty()) {
      return "`" + bare + "` is no address";
    }
    if (slash >= 0) {
      return prefixFault(first.get(), word.substring(slash + 1));
    }
    return dash < 0 ? "" : rangeFault(first.get(), bare.substring(dash + 1));
  }

  private static String prefixFault(IpAddress address, String text) {
    int whole = address.family().prefixBitsMax();
    var bits = Quantities.whole(text, 1, whole);
    if (!bits.good()) {
      return bits.fault();
    }
    return isNetwork(address, (int) bits.number())
        ? ""
        : address + " has bits beyond the prefix of " + text;
  }

  private static boolean isNetwork(IpAddress address, int bits) {
    int free = address.family().prefixBitsMax() - bits;
    long lowMask = free >= 64 ? -1L : (1L << free) - 1;
    long highMask = free <= 64 ? 0 : free == 128 ? -1L : (1L << (free - 64)) - 1;
    return (address.low() & lowMask) == 0 && (address.high() & highMask) == 0;
  }

  private static String rangeFault(IpAddress first, String text) {
    Optional<IpAddress> last = IpAddress.parse(text);
    if (last.isPresent()) {
      boolean ordered = last.get().family() == first.family() && last.get().compareTo(first) > 0;
      return ordered ? "" : "the range ends before it begins";
    }
    boolean four = first.family() == IpFamily.INET;
    long start = four ? first.low() & 0xFF : first.low() & 0xFFFF;
    long end;
    try {
      end = Long.parseLong(text, four ? 10 : 16);
    } catch (NumberFormatException e) {
      return "`" + text + "` is no end of a range";
    }
    if (end > (four ? 255 : 0xFFFF)) {
      return "the range ends beyond its last part";
    }
    return end <= start ? "the range ends before it begins" : "";
  }

  private void refuse(Directive.Line line, String reason) {
    diagnostics.add(
        Diagnostic.error(
                "service", line.span(), "Invalid virtual server group entry " + line.text(0))
            .because(reason));
  }
}
