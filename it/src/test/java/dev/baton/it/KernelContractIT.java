package dev.baton.it;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Operation;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.NodeEvent;
import dev.baton.linux.OsException;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.host.Sysctl;
import dev.baton.linux.route.ChangeBatch;
import dev.baton.linux.route.RouteClient;
import dev.baton.linux.route.RouteEvent;
import dev.baton.linux.route.RouteMonitor;
import dev.baton.sim.HostUnderTest;
import dev.baton.sim.KernelContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The real kernel keeps the contract that the simulated one is written to. */
final class KernelContractIT {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  @TestFactory
  Stream<DynamicTest> realKernel() {
    return KernelContract.checks().entrySet().stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.getKey(),
                    () -> {
                      // A thread of its own, because it goes into the namespace for good.
                      var done = new CompletableFuture<Boolean>();
                      Thread.ofPlatform()
                          .start(
                              () -> {
                                try (var host = new Real()) {
                                  check.getValue().accept(host);
                                  done.complete(true);
                                } catch (OsException | RuntimeException | AssertionError failed) {
                                  done.completeExceptionally(failed);
                                }
                              });
                      done.get();
                    }));
  }

  private static final class Real implements HostUnderTest {

    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final String PEER = "-peer";

    private final String namespace =
        "baton-ct-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
    private final RouteClient client;
    private final RouteMonitor monitor;

    Real() throws OsException {
      run("ip netns add " + namespace);
      NetworkNamespace.enter(namespace);
      client = RouteClient.open();
      monitor = RouteMonitor.open(1 << 20);
    }

    private static long deadline() {
      return System.nanoTime() + PATIENCE_NANOS;
    }

    private static void run(String command) {
      output(command);
    }

    private static String output(String command) {
      try {
        var process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new AssertionError(command + ": " + text);
        }
        return text;
      } catch (IOException failed) {
        throw new AssertionError(failed);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stopped);
      }
    }

    private void ip(String words) {
      run("ip -n " + namespace + " " + words);
    }

    private Optional<Link> link(int index) {
      try {
        return client.links(deadline()).stream().filter(link -> link.index() == index).findFirst();
      } catch (OsException failed) {
        throw new AssertionError(failed);
      }
    }

    @Override
    public int createLink(String name) {
      ip("link add " + name + " type veth peer name " + name + PEER);
      sysctl("net/ipv6/conf/" + name + "/accept_dad", "0");
      ip("link set " + name + PEER + " up");
      ip("link set " + name + " up");
      try {
        return client.links(deadline()).stream()
            .filter(link -> link.name().equals(name))
            .findFirst()
            .orElseThrow()
            .index();
      } catch (OsException failed) {
        throw new AssertionError(failed);
      }
    }

    @Override
    public void deleteLink(String name) {
      ip("link delete " + name);
    }

    @Override
    public void setUp(String name, boolean up) {
      ip("link set " + name + (up ? " up" : " down"));
    }

    @Override
    public int apply(Operation operation) {
      List<RefusedEntry> refusals = client.apply(ChangeBatch.of(List.of(operation)), deadline());
      return refusals.isEmpty() ? 0 : refusals.getFirst().errno();
    }

    @Override
    public List<String> routes() {
      String shown = output("ip -n " + namespace + " -4 route show table all proto keepalived");
      return shown.lines().map(Real::routeOf).toList();
    }

    private static String routeOf(String line) {
      List<String> words = List.of(line.strip().split(" +"));
      var text = new StringBuilder(words.getFirst());
      for (String word : List.of("via", "src", "metric")) {
        int at = words.indexOf(word);
        if (at > 0) {
          text.append(' ').append(word).append(' ').append(words.get(at + 1));
        }
      }
      return text.toString();
    }

    @Override
    public void addForeign(String link, IpPrefix prefix) {
      ip("address add " + prefix + " dev " + link);
    }

    @Override
    public void deleteForeign(String link, IpPrefix prefix) {
      ip("address delete " + prefix + " dev " + link);
    }

    @Override
    public void promoteSecondaries(String link, boolean on) {
      sysctl("net/ipv4/conf/" + link + "/promote_secondaries", on ? "1" : "0");
      sysctl("net/ipv4/conf/all/promote_secondaries", "0");
    }

    private static void sysctl(String path, String value) {
      int result = Sysctl.write(path, value);
      if (result != 0) {
        throw new AssertionError("cannot write " + path + ": " + result);
      }
    }

    @Override
    public List<InterfaceAddress> addresses(IpFamily family, int linkIndex) {
      try {
        return client.addresses(deadline()).stream()
            .filter(address -> address.linkIndex() == linkIndex && isOf(family, address))
            .toList();
      } catch (OsException failed) {
        throw new AssertionError(failed);
      }
    }

    private static boolean isOf(IpFamily family, InterfaceAddress address) {
      return address.prefix().address().family() == family;
    }

    @Override
    public boolean isUp(int linkIndex) {
      return link(linkIndex).orElseThrow().up();
    }

    @Override
    public boolean isRunning(int linkIndex) {
      // The kernel works a change of carrier off in its own time (linkwatch).
      long deadlineNanos = deadline();
      var link = link(linkIndex).orElseThrow();
      while (link.up() != link.running() && System.nanoTime() - deadlineNanos < 0) {
        Thread.onSpinWait();
        link = link(linkIndex).orElseThrow();
      }
      return link.running();
    }

    @Override
    public List<NodeEvent> notifications(IpFamily family) {
      List<NodeEvent> told = new ArrayList<>();
      int result = monitor.read(event -> nodeEvent(family, event).ifPresent(told::add));
      if (result != 0) {
        throw new AssertionError("monitor: " + result);
      }
      return told;
    }

    private Optional<NodeEvent> nodeEvent(IpFamily family, RouteEvent event) {
      return switch (event) {
        case RouteEvent.AddressChanged(var address, var port) when isOf(family, address) ->
            Optional.of(new NodeEvent.AddressAdded(address, port == client.portId()));
        case RouteEvent.AddressRemoved(var address, var port) when isOf(family, address) ->
            Optional.of(new NodeEvent.AddressRemoved(address, port == client.portId()));
        case RouteEvent.LinkRemoved(var link, _) when !link.name().endsWith(PEER) ->
            Optional.of(new NodeEvent.LinkGone(link.index()));
        case RouteEvent.AddressChanged _,
            RouteEvent.AddressRemoved _,
            RouteEvent.LinkChanged _,
            RouteEvent.LinkRemoved _,
            RouteEvent.Overrun _ ->
            Optional.empty();
      };
    }

    @Override
    public void close() {
      monitor.close();
      client.close();
      run("ip netns delete " + namespace);
    }
  }
}
