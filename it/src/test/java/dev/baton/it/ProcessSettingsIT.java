package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the router takes from others so that its adverts leave on time. */
final class ProcessSettingsIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Fields of /proc/PID/stat behind the name and its parenthesis (proc_pid_stat(5)). */
  private static final int NICE_FIELD = 16;

  private static final int RT_PRIORITY_FIELD = 37;

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  /** The real-time priorities of the threads that have one, by the threads' names. */
  private static Map<String, Integer> realTimeThreads(ProcessHandle process) {
    Map<String, Integer> found = new TreeMap<>();
    eachThread(
        process,
        (name, fields) -> {
          int priority = Integer.parseInt(fields[RT_PRIORITY_FIELD]);
          if (priority > 0) {
            found.put(name, priority);
          }
        });
    return found;
  }

  /** The nice values of the threads that have no real-time priority, each once. */
  private static Set<Integer> niceValues(ProcessHandle process) {
    Set<Integer> found = new TreeSet<>();
    eachThread(
        process,
        (_, fields) -> {
          if (fields[RT_PRIORITY_FIELD].equals("0")) {
            found.add(Integer.parseInt(fields[NICE_FIELD]));
          }
        });
    return found;
  }

  private static void eachThread(ProcessHandle process, BiConsumer<String, String[]> look) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        lookAt(task, look);
      }
    } catch (IOException processEnded) {
      throw new AssertionError(processEnded);
    }
  }

  private static void lookAt(Path task, BiConsumer<String, String[]> look) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      look.accept(Files.readString(task.resolve("comm")).strip(), fields);
    } catch (IOException unreadable) {
      // A thread may end while we look; the others count all the same.
      assertFalse(Files.exists(task), unreadable::toString);
    }
  }

  private static String status(ProcessHandle process, String key) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(key + ":"))
          .map(line -> line.substring(key.length() + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void threeThreadsAreRealTimeAndTheLoopIsFirst() {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).realTime().text()).awaitAddress(VIP, true);
    Map<String, Integer> expected = Map.of("baton_vrrp", 50, "VM Thread", 50, "kernel", 49);
    Await.until(
        "priorities " + expected,
        PATIENCE,
        () -> realTimeThreads(daemon.router()).equals(expected),
        () -> realTimeThreads(daemon.router()).toString());
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    assertTrue(realTimeThreads(supervisor).isEmpty());
    assertEquals(Set.of(0), niceValues(supervisor));
    Await.until(
        "the others behind them", PATIENCE, () -> niceValues(daemon.router()).equals(Set.of(-20)));

    daemon.rewrite(VrrpInstance.v3(200, VIP).text());
    daemon.signal("HUP");
    Await.until("no priority any more", PATIENCE, () -> realTimeThreads(daemon.router()).isEmpty());
    assertEquals(Set.of(0), niceValues(daemon.router()));
  }

  @Test
  void memoryIsLockedNameAndProcessorAreSet() {
    String words =
        "global_defs {\n  vrrp_no_swap\n  vrrp_cpu_affinity 0\n  vrrp_process_name speaker\n}";
    Daemon daemon =
        one.baton(VrrpInstance.v3(200, VIP).after(words).text()).awaitAddress(VIP, true);
    ProcessHandle router = daemon.router();
    Await.until("a name", PATIENCE, () -> status(router, "Name").equals("speaker"));
    Await.until("locked memory", PATIENCE, () -> !status(router, "VmLck").startsWith("0 "));
    Await.until("one processor", PATIENCE, () -> status(router, "Cpus_allowed_list").equals("0"));
    assertEquals(0, daemon.stop());
  }
}
