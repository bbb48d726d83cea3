package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Statement;
import dev.baton.config.text.Word;
import dev.baton.core.model.VirtualServer;
import dev.baton.core.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * The heads of virtual_server and real_server blocks: an address and a port, a firewall mark, or
 * the name of a group.
 */
public final class ServerHeads {

  private static final int PORT_MAX = 65_535;
  private static final long MARK_MAX = 0xFFFF_FFFFL;

  private final ValueParser parser;

  ServerHeads(ValueParser parser) {
    this.parser = parser;
  }

  /** The address of a server; a prefix after it counts for nothing. */
  public static Optional<IpAddress> address(String text) {
    int slash = text.indexOf('/');
    return IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
  }

  /** The service that the head of a virtual_server names, which is right. */
  public static VirtualServer.Service service(List<Word> words) {
    String first = words.get(1).text();
    return switch (first) {
      case "group" -> new VirtualServer.Group(words.get(2).text());
      case "fwmark" ->
          new VirtualServer.Mark(Quantities.whole(words.get(2).text(), 0, MARK_MAX).number());
      default -> {
        Value.Endpoint endpoint = endpoint(words);
        yield new VirtualServer.Endpoint(endpoint.address(), endpoint.port());
      }
    };
  }

  /** The address and the port that the head of a block names, which are right. */
  public static Value.Endpoint endpoint(List<Word> words) {
    long port = words.size() > 2 ? Quantities.whole(words.get(2).text(), 0, PORT_MAX).number() : 0;
    return new Value.Endpoint(address(words.get(1).text()).orElseThrow(), (int) port);
  }

  /** Whether the words after the keyword name a server; tells if they do not. */
  boolean isRight(Keyword keyword, Statement statement) {
    List<Word> words = statement.words();
    if (words.size() < 2) {
      parser.missingWord(statement, 1, Usage.of(keyword));
      return false;
    }
    boolean virtual = keyword.name().equals("virtual_server");
    String first = words.get(1).text();
    if (virtual && (first.equals("group") || first.equals("fwmark"))) {
      return byName(statement, first);
    }
    String title = virtual ? "virtual server" : "real server";
    String port = words.size() > 2 ? words.get(2).text() : "";
    if (address(first).isEmpty()) {
      parser.tell(
          Diagnostic.error(
                  "server-address",
                  words.get(1).span(),
                  "Invalid " + title + " IP address " + first + " - skipping")
              .because(
                  first.indexOf('.') > 0 && first.indexOf(':') > 0
                      ? "the port is a separate word"
                      : "it is not an IPv4 or IPv6 address, and names are not looked up")
              .withHelp(mendOfAddress(keyword, first)));
      return false;
    }
    if (!port.isEmpty() && !Quantities.whole(port, 0, PORT_MAX).good()) {
      parser.tell(
          Diagnostic.error(
                  "server-port",
                  words.get(2).span(),
                  "Invalid " + title + " IP address/port " + first + "/" + port + " - skipping")
              .because("a port is a number from 1 to 65535; its name is not looked up")
              .withHelp("write `" + keyword.name() + " " + first + " 80 {`, with its own port"));
      return false;
    }
    return true;
  }

  private static String mendOfAddress(Keyword keyword, String text) {
    int colon = text.lastIndexOf(':');
    String address = colon < 0 ? "" : text.substring(0, colon).replace("[", "").replace("]", "");
    return IpAddress.parse(address).isPresent()
        ? "write `" + keyword.name() + " " + address + " " + text.substring(colon + 1) + " {`"
        : "write an address, such as 192.0.2.1 or 2001:db8::1, a space and the port";
  }

  /** keepalived crashes on a group without a name; we tell. */
  private boolean byName(Statement statement, String kind) {
    List<Word> words = statement.words();
    if (words.size() < 3) {
      if (kind.equals("group")) {
        parser.error(
            "server-group",
            words.get(1).span(),
            "virtual_server group must have a name - skipping",
            "write `virtual_server group NAME {`");
      } else {
        parser.missingWord(statement, 2, "fwmark <INT 0-4294967295> {");
      }
      return false;
    }
    if (kind.equals("fwmark")) {
      var mark = Quantities.whole(words.get(2).text(), 0, MARK_MAX);
      if (!mark.good() || mark.number() == 0) {
        parser.error(
            "server-fwmark",
            words.get(2).span(),
            "Invalid virtual server fwmark " + words.get(2).text() + " - skipping",
            "write a number from 1 to 4294967295");
        return false;
      }
    }
    return true;
  }
}
