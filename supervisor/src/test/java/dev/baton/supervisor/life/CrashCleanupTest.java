package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.ResourceText;
import dev.baton.core.model.Configuration;
import dev.baton.linux.OsException;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.host.Settings;
import dev.baton.linux.process.Capabilities;
import dev.baton.linux.route.ChangeBatch;
import dev.baton.linux.route.RouteClient;
import dev.baton.supervisor.option.OptionReader;
import dev.baton.supervisor.option.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed after a router's death, in a network namespace of the test's own. */
final class CrashCleanupTest {

  private static final int LOOPBACK_INDEX = 1;

  private final String namespace = "batonleft" + ProcessHandle.current().pid();
  @TempDir Path directory;

  @BeforeEach
  void make() throws Exception {
    ip("netns", "add", namespace);
    ip("-n", namespace, "link", "set", "lo", "up");
  }

  @AfterEach
  void remove() throws Exception {
    ip("netns", "del", namespace);
  }

  private static String ip(String... words) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("ip"));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private void assign(String address) throws Exception {
    ip("-n", namespace, "addr", "add", address, "dev", "lo");
  }

  private String left() throws Exception {
    return ip("-n", namespace, "addr", "show", "dev", "lo");
  }

  @Test
  void onlyOurAddressesGo() throws Exception {
    for (String address :
        List.of("192.0.2.7/24", "198.51.100.8/24", "192.0.2.9/32", "fd00::7/64")) {
      assign(address);
    }
    // Two that are there, one that is not, and one with another prefix than the one that is there.
    var configuration = configured("192.0.2.7/24\n192.0.2.9\n192.0.2.10/24\n198.51.100.8/25", "");
    List<String> removed = removed(List.of(configuration), List.of());
    assertEquals(List.of("192.0.2.7/24", "192.0.2.9/32"), removed);
    String left = left();
    assertTrue(!left.contains("192.0.2.7") && !left.contains("192.0.2.9"), left);
    assertTrue(left.contains("198.51.100.8/24") && left.contains("fd00::7/64"), left);
  }

  /** It died between being given a reload and saying that it has it: it may have had either. */
  @Test
  void whatEitherOfTwoConfigurationsSetGoes() throws Exception {
    assign("192.0.2.7/24");
    assign("192.0.2.8/24");
    var before = configured("192.0.2.7/24", "");
    var after = configured("192.0.2.8/24", "");
    assertEquals(
        List.of("192.0.2.7/24", "192.0.2.8/24"), removed(List.of(before, after), List.of(before)));
    assertTrue(!left().contains("192.0.2."));
  }

  @Test
  void whatStaysIsTold() throws Exception {
    assign("192.0.2.7/24");
    var served = List.of(configured("192.0.2.7/24\n192.0.2.9", ""));
    CrashCleanup.Outcome outcome =
        inNamespace(
            left -> {
              // Of this thread alone.
              assertEquals(0, Capabilities.keepOnly(Set.of()));
              return left.remove(served, List.of());
            });
    assertEquals(List.of(), outcome.removed());
    assertEquals(
        List.of("192.0.2.7/24 1"),
        outcome.refused().stream()
            .map(it -> ResourceText.name(it.resource()) + " " + it.errno())
            .toList());
    assertTrue(left().contains("192.0.2.7/24"));
  }

  /** Of the next router nobody else has any, so they may as well stay. */
  @Test
  void staticAddressesStayForTheNextRouter() throws Exception {
    var old = configured("192.0.2.9", "198.51.100.8/24\n198.51.100.9/24");
    var next = configured("192.0.2.9", "198.51.100.8/24");
    List<String> ours = List.of("198.51.100.8/24", "198.51.100.9/24");
    assertEquals(List.of("198.51.100.9/24"), removed(List.of(old), List.of(next), ours));
    assertTrue(left().contains("198.51.100.8/24"));
    assertEquals(ours, removed(List.of(old), List.of(), ours));
    assertTrue(!left().contains("198.51.100."));
  }

  /** Such as one that the host's own configuration names, too: our mark is not on it. */
  @Test
  void aStaticAddressThatWasThereBeforeUsStays() throws Exception {
    assign("198.51.100.8/24");
    var served = configured("192.0.2.9", "198.51.100.8/24");
    assertEquals(List.of(), removed(List.of(served), List.of()));
    assertTrue(left().contains("198.51.100.8/24"));
  }

  /** Virtual addresses and static ones, all on lo. */
  private Configuration configured(String addresses, String statics) throws IOException {
    String text =
        ConfigTestTest.INSTANCE.replace("none9", "lo").replace("192.0.2.7/24", addresses)
            + "static_ipaddress {\n"
            + statics.replaceAll("(?m)$", " dev lo").replaceAll("(?m)^ dev lo", "")
            + "\n}\n";
    Path file = Files.writeString(directory.resolve("conf"), text);
    Options options = ((OptionReader.Accepted) OptionReader.read("-f", file.toString())).options();
    return LoadedConfiguration.of(options).configuration();
  }

  private List<String> removed(List<Configuration> served, List<Configuration> next)
      throws Exception {
    return removed(served, next, List.of());
  }

  /** With these set before, by us. */
  private List<String> removed(
      List<Configuration> served, List<Configuration> next, List<String> ours) throws Exception {
    var specs = configured("192.0.2.9", String.join("\n", ours)).staticAddresses();
    inNamespace(
        _ -> {
          if (!specs.isEmpty()) {
            set(specs.stream().<Operation>map(CrashCleanupTest::setting).toList());
          }
          return new CrashCleanup.Outcome(List.of(), List.of());
        });
    return inNamespace(left -> left.remove(served, next)).removed().stream()
        .map(ResourceText::name)
        .toList();
  }

  private static Operation setting(AddressSpec spec) {
    return new Operation.Set(new Resource.Address(spec, LOOPBACK_INDEX));
  }

  private static void set(List<Operation> operations) throws OsException {
    try (var client = RouteClient.open()) {
      client.apply(ChangeBatch.of(operations), System.nanoTime() + 5_000_000_000L);
    }
  }

  private interface Work {
    CrashCleanup.Outcome with(CrashCleanup left) throws OsException;
  }

  private CrashCleanup.Outcome inNamespace(Work work) throws Exception {
    var done = new CompletableFuture<CrashCleanup.Outcome>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                NetworkNamespace.enter(namespace);
                try (CrashCleanup left = CrashCleanup.survey(new Settings())) {
                  done.complete(work.with(left));
                }
              } catch (OsException | RuntimeException | AssertionError failed) {
                done.completeExceptionally(failed);
              }
            });
    return done.get();
  }
}
