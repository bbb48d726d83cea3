package dev.baton.core.config.lint;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.parse.Node;
import dev.baton.core.config.parse.ServerHeads;
import dev.baton.core.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** Virtual servers that are right by every rule and yet can serve nobody. */
final class ServerLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    for (Node.Section server : subject.sections("virtual_server")) {
      for (Node.Section real : server.sections("real_server")) {
        itself(server, real, found);
        paths(real, found);
      }
    }
  }

  /** A packet for the service would be handed to the service again. */
  private static void itself(Node.Section server, Node.Section real, List<Diagnostic> found) {
    Optional<IpAddress> address = ServerHeads.address(server.words().get(1).text());
    if (address.isPresent()
        && address.equals(ServerHeads.address(real.words().get(1).text()))
        && server.words().size() > 2) {
      found.add(
          Diagnostic.warning(
                  "own-server",
                  real.words().get(1).span(),
                  "real server " + address.get() + " is the virtual server's own address")
              .because("that address leads to this host, not to one that serves")
              .mendedBy("write the server's own address")
              .beside(server.words().get(1).span(), "the virtual server"));
    }
  }

  private static void paths(Node.Section real, List<Diagnostic> found) {
    for (String checker : List.of("HTTP_GET", "SSL_GET")) {
      for (Node.Section section : real.sections(checker)) {
        for (Node.Section url : section.sections("url")) {
          url.last("path").ifPresent(path -> path(path, found));
        }
      }
    }
  }

  private static void path(Node.Setting path, List<Diagnostic> found) {
    if (!path.text().startsWith("/")) {
      found.add(
          Diagnostic.warning(
                  "checker-path",
                  path.argumentSpan(),
                  "`" + path.text() + "` does not begin with `/`")
              .because("it is sent as it is, and a server refuses such a request")
              .mendedBy("write `path /" + path.text() + "`"));
    }
  }
}
