package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.advice.Linter;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.facts.Sources;
import dev.baton.config.group.GroupCheck;
import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files that ask for more than they may: each is read to the letter, for advice, linted, compared
 * and shown, in bounded time, with a clear word where the reading ended early.
 */
final class HostileFilesTest {

  /**
   * Of processor time: far above what any of them takes, below what square work would take. How
   * long that is by the clock is for the machine to say.
   */
  private static final Duration ENOUGH = Duration.ofSeconds(20);

  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final int BYTES = 1_200_000;

  /** As many pieces as a configuration may hold. */
  private static String many(IntFunction<String> piece) {
    var text = new StringBuilder(BYTES + 1_000);
    for (int i = 0; text.length() < BYTES; i++) {
      text.append(piece.apply(i));
    }
    return text.toString();
  }

  private static String instance(int i) {
    return "vrrp_instance V"
        + i
        + " {\ninterface eth0\nvirtual_router_id "
        + (i % 255 + 1)
        + "\nvirtual_ipaddress {\n10."
        + (i >> 16 & 255)
        + "."
        + (i >> 8 & 255)
        + "."
        + (i & 255)
        + "\n}\ntrack_script {\ns"
        + i
        + "\n}\n}\n";
  }

  private static String script(int i) {
    return "vrrp_script s" + i + " {\nscript \"/usr/bin/true\"\n}\n";
  }

  @TestFactory
  Stream<DynamicTest> allEndInTime() {
    return Stream.of(
        ends("instances", many(HostileFilesTest::instance)),
        ends("instances and scripts", many(i -> script(i) + instance(i))),
        ends(
            "one group of all",
            many(HostileFilesTest::instance).substring(0, BYTES / 2)
                + "vrrp_sync_group G {\ngroup {\n"
                + many(i -> "V" + i + "\n").substring(0, BYTES / 4)
                + "}\n}\n"),
        ends("blocks in blocks", many(i -> "vrrp_instance V" + i + " {\n")),
        ends(
            "closed blocks in a block",
            "vrrp_instance V {\n" + many(i -> "vrrp_script s" + i + " {\n}\n") + "}\n"),
        ends(
            "variables that nobody defined",
            many(i -> "vrrp_instance V" + i + " {\nstate $S\n}\n")),
        ends("text", many(i -> "text\n")),
        ends(
            "one file in all lines",
            many(i -> instance(i).replace("track", "notify /none\ntrack"))),
        ends("lines in blocks", many(i -> "virtual_ipaddress {\n")),
        ends("closed and closed", many(i -> "}\n")),
        ends("opened and opened", many(i -> "{\n")),
        ends("unknown blocks", many(i -> "unknown" + i + " {\n")),
        ends("misspelt blocks", many(i -> "vrrp_instanse V" + i + " {\n}\n")),
        ends("misspelt words", many(i -> "weigth" + i + " 1\n")),
        ends("placeholders", many(i -> "a ${V" + i + ":-1}\n")),
        ends("comments that hide braces", many(i -> "vrrp_instance V" + i + " # {\n")),
        ends(
            "addresses",
            "vrrp_instance V {\ninterface eth0\nvirtual_router_id 1\n"
                + "virtual_ipaddress {\n"
                + many(i -> "10.1." + (i >> 8 & 255) + "." + (i & 255) + "\n")
                + "}\n}\n"),
        ends(
            "peers",
            "vrrp_instance V {\ninterface eth0\nvirtual_router_id 1\nunicast_peer {\n"
                + many(i -> "10.1." + (i >> 8 & 255) + "." + (i & 255) + "\n")
                + "}\n}\n"),
        ends("one line of ten million", "a".repeat(10_000_000)),
        ends("nothing but NUL", "\0".repeat(BYTES)),
        ends("laughter", laughter()),
        ends("long sequences", many(i -> "~SEQ(I, 65536) 10.1.1.$I\n")),
        ends("sequences in sequences", many(i -> "~SEQ(I, 60000) ~SEQ(J, 60000) a $I\n")),
        ends("a hundred megabytes of one word", "a b\n".repeat(4_000_000)));
  }

  private static DynamicTest ends(String name, String text) {
    return DynamicTest.dynamicTest(name, () -> endsInTime(text));
  }

  private static void endsInTime(String text) throws Exception {
    var sources = new CannedSources().with("k.conf", text.getBytes(StandardCharsets.ISO_8859_1));
    inTime(() -> go(sources));
  }

  /** Does it on a thread of its own, which is left behind if it uses too much. */
  private static <T> T inTime(Callable<T> work) throws Exception {
    var place = new CompletableFuture<Path>();
    var task =
        new FutureTask<>(
            () -> {
              place.complete(Path.of("/proc").resolve(Files.readSymbolicLink(THREAD)));
              return work.call();
            });
    Thread thread = Thread.ofPlatform().daemon().start(task);
    while (!thread.join(Duration.ofMillis(20))) {
      long usedNanos = usedNanos(place.get());
      assertTrue(usedNanos < ENOUGH.toNanos(), "it takes more than " + ENOUGH);
    }
    return task.state() == Future.State.SUCCESS ? task.resultNow() : failed(task);
  }

  /** The processor time of a thread (proc(5), schedstat); 0 of one that has ended. */
  private static long usedNanos(Path thread) {
    try {
      String used = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(used.substring(0, used.indexOf(' ')));
    } catch (IOException ended) {
      return 0;
    }
  }

  private static <T> T failed(FutureTask<T> task) {
    throw new AssertionError(task.exceptionNow());
  }

  private static List<Diagnostic> go(Sources sources) {
    var facts = CannedHost.ofTheVerdicts().facts();
    var plain = ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
    var meant = ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
    List<Diagnostic> found = new ArrayList<>(Linter.check(meant, facts));
    found.addAll(GroupCheck.compare(List.of(plain, meant)));
    for (Diagnostic diagnostic : found.subList(0, Math.min(found.size(), 3_000))) {
      DiagnosticRenderer.render(diagnostic);
    }
    return found;
  }

  private static String laughter() {
    var text = new StringBuilder("$A0=hahahahaha\n");
    for (int i = 1; i < 40; i++) {
      text.append("$A").append(i).append('=').repeat("${A" + (i - 1) + "}", 8).append('\n');
    }
    return text.append("router_id $A39\n").toString();
  }

  private static void endsWith(String code, Sources sources) throws Exception {
    List<Diagnostic> found = inTime(() -> go(sources));
    assertTrue(found.stream().anyMatch(told -> told.code().equals(code)), () -> "no " + code);
  }

  @TestFactory
  Stream<DynamicTest> whatIsTooMuchIsSaid() {
    return Stream.of(
        says("too-large", "a million includes", "include other.conf\n".repeat(1_000_000)),
        says("include-cycle", "itself", "include k.conf\n"),
        says("too-much-work", "missing ones", "~SEQ(I, 20000) include x${I}.conf\n"),
        says("too-much-work", "patterns", "~SEQ(I, 60000) include o*\n"),
        says("too-much-work", "braces", "~SEQ(I, 9000) include {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}\n"),
        says("too-large", "laughter", laughter()),
        says("too-large", "sequences", "~SEQ(I, 60000) ~SEQ(J, 60000) a b c d e $I\n"),
        says("too-much-work", "sequences of nothing", "~SEQ(I, 60000) ~SEQ(J, 60000) ${_HASH}\n"),
        says("nul-byte", "NUL", "\0\n"),
        says("line-too-long", "a long line", "a".repeat(1_000_000)));
  }

  private static DynamicTest says(String code, String name, String text) {
    var sources = new CannedSources().with("k.conf", text).with("other.conf", "$A=1\n");
    return DynamicTest.dynamicTest(name, () -> endsWith(code, sources));
  }

  /** A directory with a hundred thousand files, all of which an include names. */
  @TestFactory
  Stream<DynamicTest> aPatternMatchesTooMuch() {
    var crowd =
        new Sources() {
          @Override
          public Reading read(String path) {
            boolean main = path.equals("k.conf");
            return new Content(
                (main ? "include d/*\n" : "$A=1\n").getBytes(StandardCharsets.US_ASCII));
          }

          @Override
          public Matches matching(String pattern, int entriesMax) {
            int count = Math.min(100_000, entriesMax);
            var names = Stream.iterate(0, i -> i + 1).limit(count).map(i -> "d/" + i).toList();
            return new Matches(names, count);
          }
        };
    return Stream.of(
        DynamicTest.dynamicTest("100,000 files", () -> endsWith("too-much-work", crowd)));
  }
}
