package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the pages of the manual tell happens on a real pair: the two configurations of a page run,
 * each with its {@code conf} block, and the lines of its {@code log} blocks appear.
 */
final class ManualIT {

  private static final Path MANUAL = Path.of("../docs/manual");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S[^\\n]*)\\n(.*?)^```$");

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "192.0.2.1/24");
  private final Host two = lan.host("two", "192.0.2.2/24");
  private final Path alive = lan.folder().resolve("alive");
  private final Map<String, Integer> awaited = new HashMap<>();
  private final List<Process> servers = new ArrayList<>();

  @BeforeEach
  void scriptsMayEnter() throws IOException {
    Files.setPosixFilePermissions(lan.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createFile(alive);
  }

  @AfterEach
  void clean() {
    servers.forEach(Process::destroyForcibly);
    lan.close();
  }

  private static List<MatchResult> blocks(Path page) throws IOException {
    return BLOCK.matcher(Files.readString(page)).results().toList();
  }

  /** The block of this kind, with stand-ins for the programs below /etc/baton. */
  private String block(String page, String kind) throws IOException {
    for (MatchResult block : blocks(MANUAL.resolve(page))) {
      if (block.group(1).equals(kind)) {
        return block.group(2).replace("/etc/baton/", lan.folder() + "/");
      }
    }
    throw new AssertionError(page + " has no block `" + kind + "`");
  }

  private Daemon start(Host host, String page) throws IOException {
    return host.baton(block(page, "conf " + host.name()));
  }

  /** Waits for each line of the block, after those of the same text that were awaited before. */
  private void awaitLines(Daemon daemon, String page, String kind) throws IOException {
    for (String line : block(page, kind).split("\n", -1)) {
      if (!line.isBlank()) {
        int times = awaited.merge(daemon.pid() + line, 1, Integer::sum);
        daemon.awaitLog(line.strip(), times);
      }
    }
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(lan.folder().resolve(name), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Something that answers on port 80 of the host, until it is destroyed. */
  private Process serve(Host host) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "jwebserver");
    String[] command = {"ip", "netns", "exec", host.namespace(), java.toString(), "-p", "80"};
    Process server =
        new ProcessBuilder(command)
            .directory(lan.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(lan.folder().resolve(host.name() + "-web.log").toFile())
            .start();
    servers.add(server);
    List<String> ask =
        List.of("ip", "netns", "exec", host.namespace(), "curl", "-fs", "http://127.0.0.1/");
    Await.until("a server", Duration.ofSeconds(20), () -> Shell.attempt(ask).exitCode() == 0);
    return server;
  }

  @Test
  void nginxPair() throws IOException, InterruptedException {
    program("notify", "exit 0");
    Process web = serve(one);
    serve(two);
    Daemon first = start(one, "nginx.md").awaitAddress("192.0.2.10", true);
    awaitLines(first, "nginx.md", "log one");
    Daemon second = start(two, "nginx.md").awaitLog("(web) Entering BACKUP STATE");

    web.destroyForcibly().waitFor();
    awaitLines(first, "nginx.md", "log one fails");
    awaitLines(second, "nginx.md", "log two takes");
    second.awaitAddress("192.0.2.10", true);
    first.awaitAddress("192.0.2.10", false);

    serve(one);
    awaitLines(first, "nginx.md", "log one returns");
    first.awaitAddress("192.0.2.10", true);
    second.awaitAddress("192.0.2.10", false);
  }

  @Test
  void mysqlPairDoesNotFallBack() throws IOException {
    // Each host has a database of its own; this one is that of the first.
    program("check-db", "ip -4 -o address show dev eth0 | grep -q 192.0.2.2/ || test -e " + alive);
    program("promote-db", "exit 0");
    Daemon first = start(one, "mysql.md").awaitAddress("192.0.2.33", true);
    Daemon second = start(two, "mysql.md").awaitLog("(db) Entering BACKUP STATE");

    Files.delete(alive);
    awaitLines(second, "mysql.md", "log two takes");
    second.awaitAddress("192.0.2.33", true);

    Files.createFile(alive);
    awaitLines(first, "mysql.md", "log one returns");
    assertTrue(two.holds("192.0.2.33"));
    assertFalse(one.holds("192.0.2.33"));
  }

  @Test
  void twoAddressesSharedOut() throws IOException {
    Daemon first = start(one, "mutual.md");
    Daemon second = start(two, "mutual.md").awaitAddress("192.0.2.82", true);
    first.awaitAddress("192.0.2.81", true);
    awaitLines(first, "mutual.md", "log one");

    assertEquals(0, second.stop());
    awaitLines(first, "mutual.md", "log one takes");
    first.awaitAddress("192.0.2.82", true);
  }

  /** Baton's own commands in the {@code sh} blocks of all pages end well. */
  @Test
  void commandsOfThePagesRun() throws IOException {
    program("notify", "exit 0");
    Path configuration = lan.folder().resolve("baton.conf");
    Files.writeString(configuration, block("nginx.md", "conf one"));
    int count = 0;
    try (Stream<Path> pages = Files.list(MANUAL)) {
      for (Path page : pages.filter(it -> it.toString().endsWith(".md")).toList()) {
        for (MatchResult block : blocks(page)) {
          count += block.group(1).equals("sh") ? runAll(block.group(2), configuration) : 0;
        }
      }
    }
    assertTrue(count > 0);
  }

  private int runAll(String text, Path configuration) {
    int count = 0;
    for (String line : text.split("\n", -1)) {
      count += line.startsWith("baton ") ? run(line, configuration) : 0;
    }
    return count;
  }

  private int run(String line, Path configuration) {
    String command = line.replaceFirst(" [>|#].*", "").replace("baton.conf", "" + configuration);
    var words = new ArrayList<>(List.of("ip", "netns", "exec", one.namespace()));
    words.addAll(List.of(command.split(" +", -1)));
    words.set(4, Daemon.image().toString());
    Shell.Outcome outcome = Shell.attempt(words);
    assertEquals(0, outcome.exitCode(), line + ": " + outcome.text());
    return 1;
  }
}
