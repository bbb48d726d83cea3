package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.config.ConfigReader;
import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.host.HostFacts.InterfaceFact;
import dev.baton.core.config.host.PathFact;
import dev.baton.core.config.host.RecordedFacts;
import dev.baton.core.config.host.Sources;
import dev.baton.core.config.text.ReadOptions;
import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Shell;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bounds of the reader and the heaps of the image belong together: whatever is just admitted
 * starts, and reloads into another of the same size, without the loss of a router.
 */
final class LargestTextIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** As many as the most instances need, at 255 virtual routers each. */
  private static final int INTERFACES = 64;

  private static final int ADDRESSES_PER_INSTANCE = 200;

  @TempDir private Path folder;
  private Optional<Process> daemon = Optional.empty();
  private final StringBuilder log = new StringBuilder();
  private long logBytes;

  @AfterEach
  void end() {
    daemon.ifPresent(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    daemon.ifPresent(Process::destroyForcibly);
  }

  // What the largest configurations are made of, in two generations that share nothing.

  private static String address(int generation, int i) {
    return (generation == 0 ? "10." : "11.") + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
  }

  private static String instance(int generation, int i, String addresses) {
    return "vrrp_instance V"
        + generation
        + "."
        + i
        + " {\ninterface v"
        + i % INTERFACES
        + "\nvirtual_router_id "
        + (i / INTERFACES + 1)
        + "\nstate MASTER\npriority 200\n"
        + addresses
        + "}\n";
  }

  private static String withAddresses(int generation, int i) {
    var lines = new StringBuilder("virtual_ipaddress {\n");
    for (int a = 0; a < ADDRESSES_PER_INSTANCE; a++) {
      lines.append(address(generation, i * ADDRESSES_PER_INSTANCE + a)).append('\n');
    }
    return instance(generation, i, lines.append("}\n").toString());
  }

  private static String withExcludedAddresses(int generation, int i) {
    String all = withAddresses(generation, i);
    int second = all.indexOf('\n', all.indexOf("virtual_ipaddress {\n") + 20) + 1;
    return all.substring(0, second) + "}\nvirtual_ipaddress_excluded {\n" + all.substring(second);
  }

  private static String withOneAddress(int generation, int i) {
    String own = "virtual_ipaddress {\n" + address(generation, i) + "\n}\n";
    return instance(generation, i, own);
  }

  private static String script(int generation, int i) {
    return "vrrp_script s" + generation + "." + i + " {\nscript /bin/true\n}\n";
  }

  private static String server(int generation, int i) {
    return "real_server " + address(generation, i) + " 80 {\n}\n";
  }

  private static String staticAddress(int generation, int i) {
    return address(generation, i) + " dev v0\n";
  }

  /**
   * Some text before the pieces and behind them, and as many of them as are admitted.
   *
   * @param surplus so many are certainly not
   */
  private record Kind(String before, IntFunction<String> piece, String behind, int surplus) {

    private String of(int count) {
      var text = new StringBuilder(before);
      for (int i = 0; i < count; i++) {
        text.append(piece.apply(i));
      }
      return text.append(behind).toString();
    }

    /** The text with the most pieces that the reader admits. */
    private String largest() {
      int least = 1;
      int tooMany = surplus;
      while (tooMany - least > Math.max(1, least / 500)) {
        int middle = (least + tooMany) >>> 1;
        if (isAdmitted(of(middle))) {
          least = middle;
        } else {
          tooMany = middle;
        }
      }
      assertNotEquals(surplus, tooMany);
      return of(least);
    }
  }

  private static boolean isAdmitted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    var sources =
        new Sources() {
          @Override
          public Sources.Reading read(String path) {
            return new Content(bytes);
          }

          @Override
          public Matches matching(String pattern, int entriesMax) {
            return new Matches(List.of(), 0);
          }
        };
    List<Diagnostic> fatal =
        ConfigReader.read("k.conf", sources, facts(), ReadOptions.DEFAULT).fatal();
    fatal.forEach(told -> assertEquals("too-large", told.code()));
    return fatal.isEmpty();
  }

  private static RecordedFacts facts() {
    Map<String, Optional<InterfaceFact>> interfaces = new LinkedHashMap<>();
    for (int i = 0; i < INTERFACES; i++) {
      var fact = new InterfaceFact("v" + i, i + 2, 0x1043, 1500, List.of());
      interfaces.put("v" + i, Optional.of(fact));
    }
    var step = new PathFact.Step("/bin/true", PathFact.Kind.FILE, 0, 0, 0755);
    var program =
        new PathFact(
            "/bin/true",
            "/bin/true",
            PathFact.Kind.FILE,
            PathFact.Head.PROGRAM,
            List.of(step),
            true);
    return new RecordedFacts(
        "host",
        0,
        1,
        interfaces,
        Map.of(),
        Map.of(),
        Map.of("/bin/true", program),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  // The daemon in a network namespace of its own, which ends with it.

  private void start(String configuration) throws IOException {
    var batch = new StringBuilder("link set lo up\n");
    for (int i = 0; i < INTERFACES; i++) {
      batch.append("link add v%d type veth peer name w%d\n".formatted(i, i));
      batch.append("link set v%d up\nlink set w%d up\n".formatted(i, i));
      batch.append("address add 192.0.2.%d/32 dev v%d\n".formatted(i + 1, i));
    }
    Path links = Files.writeString(folder.resolve("links"), batch);
    Files.writeString(folder.resolve("k.conf"), configuration);
    String run =
        "ip -batch "
            + links
            + " && exec "
            + Daemon.image()
            + " -n -l -f "
            + folder
            + "/k.conf -p "
            + folder
            + "/main.pid -r "
            + folder
            + "/vrrp.pid";
    var words = List.of("unshare", "--net", "sh", "-c", run);
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    daemon = Optional.of(builder.redirectOutput(folder.resolve("log").toFile()).start());
  }

  private int count(String text) {
    try (var file = new RandomAccessFile(folder.resolve("log").toFile(), "r")) {
      byte[] fresh = new byte[(int) (file.length() - logBytes)];
      file.seek(logBytes);
      file.readFully(fresh);
      logBytes += fresh.length;
      new String(fresh, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.contains(" STATE"))
          .forEach(line -> log.append(line).append('\n'));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    int count = 0;
    for (int at = log.indexOf(text); at >= 0; at = log.indexOf(text, at + 1)) {
      count++;
    }
    return count;
  }

  private void awaitLog(String text, int times) {
    Await.until(
        text,
        PATIENCE,
        () -> {
          boolean lost = count("Respawning") > 0 || !daemon.orElseThrow().isAlive();
          assertFalse(lost, log::toString);
          return count(text) >= times;
        },
        log::toString);
  }

  private String router() throws IOException {
    return Files.readString(folder.resolve("vrrp.pid"));
  }

  private void startsAndReloads(String first, String second) throws IOException {
    start(first);
    awaitLog("Startup complete", 1);
    String router = router();
    Process process = daemon.orElseThrow();
    int reloads = 0;
    for (String next : List.of(second, first)) {
      Files.writeString(folder.resolve("k.conf"), next);
      Shell.run("kill -HUP " + process.pid());
      awaitLog("Reload complete", ++reloads);
      assertEquals(0, count("refused"), log::toString);
      assertEquals(router, router());
    }
    // It is there, and answers.
    Shell.run("kill -USR1 " + router.strip());
    awaitLog("Printing VRRP data", 1);
    process.destroy();
    Await.until("it ends", PATIENCE, () -> !process.isAlive(), log::toString);
    assertEquals(0, process.exitValue(), log::toString);
  }

  private void startsAndReloads(Kind first, Kind second) throws IOException {
    startsAndReloads(first.largest(), second.largest());
  }

  @Test
  void addresses() throws IOException {
    startsAndReloads(
        new Kind("", i -> withAddresses(0, i), "", 1_000), new Kind("", i -> withAddresses(1, i), "", 1_000));
  }

  @Test
  void excludedAddresses() throws IOException {
    startsAndReloads(
        new Kind("", i -> withExcludedAddresses(0, i), "", 1_000),
        new Kind("", i -> withExcludedAddresses(1, i), "", 1_000));
  }

  @Test
  void instances() throws IOException {
    startsAndReloads(
        new Kind("", i -> withOneAddress(0, i), "", 30_000), new Kind("", i -> withOneAddress(1, i), "", 30_000));
  }

  @Test
  void scripts() throws IOException {
    startsAndReloads(
        new Kind(withAddresses(0, 0), i -> script(0, i), "", 100_000),
        new Kind(withAddresses(1, 0), i -> script(1, i), "", 100_000));
  }

  @Test
  void realServers() throws IOException {
    startsAndReloads(servers(0), servers(1));
  }

  private static Kind servers(int generation) {
    String before = withAddresses(generation, 0) + "virtual_server 192.0.2.99 80 {\n";
    return new Kind(before, i -> server(generation, i), "}\n", 300_000);
  }

  /** The most instances, and what is left for text that the router has to read as well. */
  @Test
  void addressesAndOtherText() throws IOException {
    startsAndReloads(crowded(0), crowded(1));
  }

  private static Kind crowded(int generation) {
    String most = new Kind("", i -> withAddresses(generation, i), "", 1_000).largest();
    String before = most + "static_ipaddress {\n";
    return new Kind(before, i -> staticAddress(generation, i), "}\n", 300_000);
  }

  /** What is more is refused by -t, and at a reload, with the line; the router lives on. */
  @Test
  void oneMoreIsRefusedEverywhere() throws IOException {
    var kind = new Kind("", i -> withAddresses(0, i), "", 1_000);
    String tooLarge = kind.largest() + withAddresses(0, 900) + withAddresses(0, 901);
    start(withAddresses(1, 0));
    awaitLog("Startup complete", 1);
    String router = router();
    Path file = Files.writeString(folder.resolve("k.conf"), tooLarge);
    Shell.run("kill -HUP " + daemon.orElseThrow().pid());
    awaitLog("Reload refused", 1);
    assertEquals(router, router());
    var told = "Configuration too large for the VRRP process";
    assertTrue(log.toString().contains(told), log::toString);
    var tested = Shell.attempt(List.of(Daemon.image().toString(), "-t", "-f", file.toString()));
    assertTrue(tested.text().contains(told), tested::text);
    assertNotEquals(0, tested.exitCode());
  }
}
