package dev.baton.it.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process that keeps a user namespace alive, and a network that belongs to it. */
final class UserNamespace implements AutoCloseable {

  /** It ends with its input, so it does not outlive the test. */
  private static final String HOLD = "echo; exec cat";

  private final Process holder;

  /** Root is root in it, too, and nobody else is anybody. */
  UserNamespace() {
    var words = List.of("unshare", "--user", "--map-root-user", "--net", "sh", "-c", HOLD);
    try {
      holder = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = holder.inputReader(StandardCharsets.UTF_8).readLine();
      if (!"".equals(said)) {
        throw new AssertionError("no user namespace: " + said);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  long pid() {
    return holder.pid();
  }

  @Override
  public void close() {
    holder.destroy();
  }
}
