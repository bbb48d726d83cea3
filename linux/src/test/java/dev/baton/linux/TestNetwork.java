package dev.baton.linux;

import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.host.Sysctl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two hosts on a wire: network namespaces {@code left} and {@code right}, joined by a veth pair
 * whose ends are both called {@code eth0}. Needs root. Names are unique to this process; closing
 * removes all, and so does the end of the virtual machine.
 */
public final class TestNetwork implements AutoCloseable {

  private static final AtomicInteger COUNTER = new AtomicInteger();

  public final String left;
  public final String right;
  private final Thread atExit = new Thread(this::delete);

  public TestNetwork() {
    String prefix = "baton-t%d-%d".formatted(ProcessHandle.current().pid(), COUNTER.addAndGet(1));
    left = prefix + "l";
    right = prefix + "r";
    Runtime.getRuntime().addShutdownHook(atExit);
    run("ip", "netns", "add", left);
    run("ip", "netns", "add", right);
    ip(left, "link add eth0 type veth peer name eth0 netns " + right);
    for (String host : List.of(left, right)) {
      // No duplicate address detection: an address is usable at once.
      in(host, () -> Sysctl.write("net/ipv6/conf/eth0/accept_dad", "0"));
      ip(host, "link set lo up");
      ip(host, "link set eth0 up");
    }
    ip(left, "address add 192.0.2.1/24 dev eth0");
    ip(right, "address add 192.0.2.2/24 dev eth0");
  }

  /** {@code ip} inside one of the two, with arguments divided by spaces. */
  public static void ip(String host, String arguments) {
    run(("ip -n " + host + " " + arguments).split(" "));
  }

  /** What a command prints; it must succeed. */
  public static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(String.join(" ", command), failed);
    }
  }

  /** What a call gives on a thread that is in a namespace; sockets it opens stay there. */
  public static <T> T in(String host, Callable<T> call) {
    var task =
        new FutureTask<T>(
            () -> {
              NetworkNamespace.enter(host);
              return call.call();
            });
    Thread.ofPlatform().name("in " + host).start(task);
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("in " + host, failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void delete() {
    for (String host : List.of(left, right)) {
      try {
        new ProcessBuilder("ip", "netns", "delete", host).start().waitFor();
      } catch (IOException | InterruptedException leftBehind) {
        System.err.println("not deleted: " + host + ": " + leftBehind);
      }
    }
  }

  @Override
  public void close() {
    delete();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
