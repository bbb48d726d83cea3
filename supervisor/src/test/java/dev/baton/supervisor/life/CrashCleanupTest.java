package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.InstanceConfig;
import dev.baton.linux.OsException;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.supervisor.option.OptionReader;
import dev.baton.supervisor.option.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed after a router's death, in a network namespace of the test's own. */
final class CrashCleanupTest {

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

  @Test
  void onlyOurAddressesGo() throws Exception {
    for (String address :
        List.of("192.0.2.7/24", "198.51.100.8/24", "192.0.2.9/32", "fd00::7/64")) {
      ip("-n", namespace, "addr", "add", address, "dev", "lo");
    }
    List<String> removed = inNamespace(configured());
    assertEquals(List.of("192.0.2.7/24", "192.0.2.9/32"), removed);
    String left = ip("-n", namespace, "addr", "show", "dev", "lo");
    assertTrue(!left.contains("192.0.2.7") && !left.contains("192.0.2.9"), left);
    assertTrue(left.contains("198.51.100.8/24") && left.contains("fd00::7/64"), left);
  }

  /**
   * Two that are there, one that is not, and one with another prefix than the one that is there.
   */
  private List<InstanceConfig> configured() throws IOException {
    String text =
        ConfigTestTest.INSTANCE
            .replace("none9", "lo")
            .replace("192.0.2.7/24", "192.0.2.7/24\n192.0.2.9\n192.0.2.10/24\n198.51.100.8/25");
    Path file = Files.writeString(directory.resolve("conf"), text);
    Options options = ((OptionReader.Accepted) OptionReader.read("-f", file.toString())).options();
    return LoadedConfiguration.of(options).configuration().instances();
  }

  private List<String> inNamespace(List<InstanceConfig> instances) throws InterruptedException {
    var removed = new AtomicReference<List<String>>(List.of());
    var failure = new AtomicReference<>("");
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    NetworkNamespace.enter(namespace);
                    try (CrashCleanup left = CrashCleanup.survey()) {
                      removed.set(
                          left.remove(instances).removed().stream()
                              .map(CrashCleanup.Address::prefix)
                              .toList());
                    }
                  } catch (OsException refused) {
                    failure.set(refused.getMessage());
                  }
                });
    thread.join();
    assertEquals("", failure.get());
    return removed.get();
  }
}
