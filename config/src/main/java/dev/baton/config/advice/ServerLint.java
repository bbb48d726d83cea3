package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.ServerHeads;
import dev.baton.core.net.IpAddress;
import java.util.List;
import java.util.Optional;

/** Virtual servers that are right by every rule and yet can serve nobody. */
final class ServerLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    for (Directive.Section server : subject.sections("virtual_server")) {
      for (Directive.Section real : server.sections("real_server")) {
        itself(server, real, found);
        paths(real, found);
      }
    }
  }

  /** A packet for the service would be handed to the service again. */
  private static void itself(
      Directive.Section server, Directive.Section real, List<Diagnostic> found) {
    Optional<IpAddress> address = ServerHeads.address(server.words().get(1).text());
    if (address.isPresent()
        && address.equals(ServerHeads.address(real.words().get(1).text()))
        && server.words().size() > 2) {
      found.add(
          Diagnostic.warning(
                  "own-server",
                  real.words().get(1).span(),
                  "real server " + address.get() + " is the virtual server's own address")
              .because("that address leads to this host, not to a server")
              .withHelp("write the server's own address")
              .beside(server.words().get(1).span(), "the virtual server"));
    }
  }

  private static void paths(Directive.Section real, List<Diagnostic> found) {
    for (String checker : List.of("HTTP_GET", "SSL_GET")) {
      for (Directive.Section section : real.sections(checker)) {
        for (Directive.Section url : section.sections("url")) {
          url.last("path").ifPresent(path -> path(path, found));
        }
      }
    }
  }

  private static void path(Directive.Setting path, List<Diagnostic> found) {
    if (!path.text().startsWith("/")) {
      found.add(
          Diagnostic.warning(
                  "checker-path",
                  path.argumentSpan(),
                  "`" + path.text() + "` does not begin with `/`")
              .because("it is sent unchanged, and servers refuse such a request")
              .withHelp("write `path /" + path.text() + "`"));
    }
  }
}
