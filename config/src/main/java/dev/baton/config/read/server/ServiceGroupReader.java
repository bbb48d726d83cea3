package dev.baton.config.read.server;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.core.model.ServiceGroup;
import dev.baton.core.model.ServiceGroup.Mark;
import dev.baton.core.model.ServiceGroup.Member;
import dev.baton.core.model.ServiceGroup.Range;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a virtual_server_group: lines of an address, a range of them, or a firewall mark. A range's
 * end is decimal for IPv4 and hexadecimal for IPv6, as keepalived has it.
 */
final class ServiceGroupReader {

  private static final long UINT_MAX = 0xFFFF_FFFFL;
  private static final int PORT_MAX = 65_535;

  private final Diagnostics diagnostics;

  ServiceGroupReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The group; empty if none of its lines is right, which is reported. */
  Optional<ServiceGroup> read(Directive.Section section) {
    var members = new ArrayList<Member>();
    for (Directive.Line line : section.lines()) {
      Optional<? extends Member> member = line.text(0).equals("fwmark") ? mark(line) : range(line);
      if (member.isPresent()) {
        members.add(member.get());
      }
    }
    if (members.isEmpty()) {
      diagnostics.error(
          "empty-group",
          section.span(),
          "virtual server group " + section.name() + " has no entries - removing",
          "write lines of `ADDRESS PORT` or `fwmark N` into it");
      return Optional.empty();
    }
    return Optional.of(new ServiceGroup(section.name(), List.copyOf(members)));
  }

  private Optional<Mark> mark(Directive.Line line) {
    if (line.words().size() < 2) {
      diagnostics.add(
          Diagnostic.error(
                  "missing-word",
                  line.span(),
                  "*** Configuration line starting `fwmark` is missing a parameter after keyword"
                      + " `fwmark` at word position 2")
              .weighing(ExitClass.MISSING_WORD)
              .withHelp("write `fwmark N`"));
      return Optional.empty();
    }
    var number = Quantities.whole(line.text(1), 0, UINT_MAX);
    if (!number.good()) {
      refuse(line, number.fault());
      return Optional.empty();
    }
    String family = line.words().size() > 2 ? line.text(2) : "";
    return switch (family) {
      case "" -> Optional.of(new Mark(number.number(), Optional.empty()));
      case "inet" -> Optional.of(new Mark(number.number(), Optional.of(IpFamily.INET)));
      case "inet6" -> Optional.of(new Mark(number.number(), Optional.of(IpFamily.INET6)));
      default -> {
        refuse(line, "family `" + family + "` is neither inet nor inet6");
        yield Optional.empty();
      }
    };
  }

  private Optional<Range> range(Directive.Line line) {
    Bounds bounds = bounds(line.text(0));
    String fault = bounds.fault;
    int port = 0;
    if (fault.isEmpty() && line.words().size() > 1) {
      var number = Quantities.whole(line.text(1), 0, PORT_MAX);
      fault = number.fault();
      port = (int) number.number();
    }
    if (!fault.isEmpty()) {
      refuse(line, fault);
      return Optional.empty();
    }
    return Optional.of(new Range(bounds.first, bounds.last, port));
  }

  /** The first and the last address of a word, or why it has none. */
  private record Bounds(IpAddress first, IpAddress last, String fault) {

    static Bounds of(IpAddress first, IpAddress last) {
      return new Bounds(first, last, "");
    }

    static Bounds wrong(String fault) {
      return new Bounds(IpAddress.ANY4, IpAddress.ANY4, fault);
    }
  }

  private static Bounds bounds(String word) {
    int slash = word.indexOf('/');
    String bare = slash < 0 ? word : word.substring(0, slash);
    int dash = bare.indexOf('-');
    var first = IpAddress.parse(dash < 0 ? bare : bare.substring(0, dash));
    if (first.isEmpty()) {
      return Bounds.wrong("`" + bare + "` is not an address");
    }
    if (slash >= 0) {
      return network(first.get(), word.substring(slash + 1));
    }
    return dash < 0
        ? Bounds.of(first.get(), first.get())
        : upTo(first.get(), bare.substring(dash + 1));
  }

  private static Bounds network(IpAddress address, String text) {
    int whole = address.family().prefixBitsMax();
    var bits = Quantities.whole(text, 1, whole);
    if (!bits.good()) {
      return Bounds.wrong(bits.fault());
    }
    int free = whole - (int) bits.number();
    long lowMask = free >= 64 ? -1L : (1L << free) - 1;
    long highMask = free <= 64 ? 0 : free == 128 ? -1L : (1L << (free - 64)) - 1;
    if ((address.low() & lowMask) != 0 || (address.high() & highMask) != 0) {
      return Bounds.wrong(address + " has bits beyond the prefix of " + text);
    }
    return Bounds.of(
        address,
        new IpAddress(address.family(), address.high() | highMask, address.low() | lowMask));
  }

  private static Bounds upTo(IpAddress first, String text) {
    Optional<IpAddress> last = IpAddress.parse(text);
    if (last.isPresent()) {
      boolean ordered = last.get().family() == first.family() && last.get().compareTo(first) > 0;
      return ordered
          ? Bounds.of(first, last.get())
          : Bounds.wrong("the range ends before it begins");
    }
    boolean four = first.family() == IpFamily.INET;
    long partMax = four ? 0xFF : 0xFFFF;
    long start = first.low() & partMax;
    long end;
    try {
      end = Long.parseLong(text, four ? 10 : 16);
    } catch (NumberFormatException e) {
      return Bounds.wrong("`" + text + "` is not the end of a range");
    }
    if (end > partMax) {
      return Bounds.wrong("its last part is too large");
    }
    return end <= start
        ? Bounds.wrong("the range ends before it begins")
        : Bounds.of(first, new IpAddress(first.family(), first.high(), first.low() - start + end));
  }

  private void refuse(Directive.Line line, String reason) {
    diagnostics.add(
        Diagnostic.error(
                "service", line.span(), "Invalid virtual server group entry " + line.text(0))
            .because(reason));
  }
}
