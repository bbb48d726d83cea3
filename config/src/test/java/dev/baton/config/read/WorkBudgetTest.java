package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.facts.FactsRecorder;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.Sources;
import dev.baton.config.text.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything in a configuration that can be done many times by a short line is counted, whether or
 * not anything comes out of it, and ends in an error with its place, its cause and its help.
 */
final class WorkBudgetTest {

  /** What was not counted took minutes; what is counted takes less than a second. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  /** As the threads of the daemon have (-Xss256k). */
  private static final int STACK_BYTES = 256 << 10;

  private static final String DEFINITIONS =
      "$EMPTY=\n$HASH=${_HASH}\n$LINES="
          + "\\\n".repeat(100)
          + "\n$COMMENTS=\\\n"
          + "${_HASH} x\\\n".repeat(50)
          + "${_HASH} y\n";

  /** What one turn of a loop may hold; most of it leaves nothing behind. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("word", "x"),
          Map.entry("comment of a variable", "${_HASH} x"),
          Map.entry("nothing of a variable", "$EMPTY"),
          Map.entry("many nothings", "${EMPTY}".repeat(90)),
          Map.entry("empty lines of a variable", "$LINES"),
          Map.entry("comments of a variable", "$COMMENTS"),
          Map.entry("definition", "$X=$B"),
          Map.entry("definition that grows", "$X=${X}x"),
          Map.entry("condition", "@nobody x"),
          Map.entry("empty loop", "~SEQ(D, 65000) ~SEQ(E, 65000) ${EMPTY}"),
          Map.entry("wrong loop", "~SEQ(D, 0, 1, -1) x"),
          Map.entry("list", "~LST(D, a, b, c, d, e, f, g, h) $EMPTY"),
          Map.entry("unknown variables", "${".repeat(200)),
          Map.entry("random numbers", "${_RANDOM 5 1}"),
          Map.entry("environment", "${_ENV PATH}"),
          Map.entry("missing file", "include none.conf"),
          Map.entry("empty file", "include empty.conf"),
          Map.entry("file of comments", "include comments.conf"),
          Map.entry("itself", "include k.conf"),
          Map.entry("pattern", "include *.conf"),
          Map.entry("pattern of nothing", "include none*"),
          Map.entry("alternatives", "include none" + "{a,b}".repeat(20)),
          Map.entry("open braces", "include " + "{".repeat(300)),
          Map.entry("check", "include_check +read"));

  private static Sources files(String text) {
    return new CannedSources()
        .with("k.conf", text)
        .with("empty.conf", "")
        .with("comments.conf", "# nothing\n".repeat(1_000));
  }

  private static ConfigReader.Reading read(String text) {
    return assertTimeoutPreemptively(
        BOUND,
        () ->
            ConfigReader.read(
                "k.conf", files(text), CannedHost.ofTheVerdicts().facts(), ReadOptions.DEFAULT));
  }

  @TestFactory
  Stream<DynamicTest> whateverALoopDoesIsCounted() {
    return BODIES.entrySet().stream()
        .map(
            body ->
                DynamicTest.dynamicTest(
                    body.getKey(),
                    () ->
                        endsInAnError(
                            DEFINITIONS
                                + "~SEQ(A, 65000) ~SEQ(B, 60000) ~SEQ(C, 2) "
                                + body.getValue()
                                + "\n")));
  }

  @TestFactory
  Stream<DynamicTest> whateverALineDoesIsCounted() {
    return Stream.of(
            "$LINES",
            "$COMMENTS",
            "${".repeat(500),
            "include x{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}")
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.substring(0, Math.min(line.length(), 20)),
                    () ->
                        endsInAnError(
                            DEFINITIONS + (line + "\n").repeat(2_900_000 / (line.length() + 1)))));
  }

  private static void endsInAnError(String text) {
    ConfigReader.Reading reading = read(text);
    List<Diagnostic> ends = reading.fatal();
    assertEquals(1, ends.size(), () -> reading.diagnostics().toString());
    Diagnostic end = ends.getFirst();
    assertTrue(List.of("too-much-work", "too-large").contains(end.code()), end::toString);
    assertTrue(end.span().hasLine() && end.span().column() > 0, end::toString);
    assertFalse(end.cause().isEmpty() || end.help().isEmpty(), end::toString);
    // What was cut off is not judged.
    assertEquals(List.of(), reading.nodes());
  }

  @Test
  void theLoopsOfTheFindingAreNothing() {
    ConfigReader.Reading reading = read("~SEQ(B,1,65000) ~SEQ(C,1,60000) # x $B $C\n");
    assertEquals(List.of(), reading.diagnostics());
  }

  @Test
  void whatIsLargeAndHonestIsRead() {
    var text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append(
          """
            real_server 10.%d.%d.%d 80 {
              weight 1
              inhibit_on_failure
              HTTP_GET {
                url {
                  path /health
                  status_code 200
                }
                connect_timeout 3
                retry 3
                delay_before_retry 1
              }
            }
          """
              .formatted(i >> 16, i >> 8 & 255, i & 255)
              .replaceAll("(?m)^ +", " "));
    }
    assertEquals(List.of(), read("virtual_server 192.0.2.1 80 {\n" + text + "}\n").fatal());
    String loops =
        """
        virtual_server 192.0.2.1 80 {
        ~SEQ(A, 0, 39) ~SEQ(B, 1, 250) real_server 10.0.$A.$B 80 { weight 1 }
        }
        """;
    assertEquals(List.of(), read(loops).fatal());
    // A folder with a file for each of 5,000 servers.
    var folder = new CannedSources().with("k.conf", "include d/*\n");
    for (int i = 0; i < 5_000; i++) {
      folder.with("d/" + i, "# of a tool\n");
    }
    var facts = CannedHost.ofTheVerdicts().facts();
    assertEquals(
        List.of(), ConfigReader.read("k.conf", folder, facts, ReadOptions.DEFAULT).diagnostics());
  }

  /** What calls itself must not use up the stack of a thread before the budget. */
  @TestFactory
  Stream<DynamicTest> depthIsBounded() {
    var chain = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      chain.append("$V").append(i).append("=~SEQ(I, 1) $V").append(i + 1).append('\n');
    }
    return Stream.of(
        deep("a loop of itself", "$A=~SEQ(I, 1) $A\n$A\n"),
        deep("a loop of two variables", "$A=~SEQ(I, 1) $B\n$B=~SEQ(I, 1) $A\n$A\n"),
        deep("a loop of many lines", "$A=x\\\n~SEQ(I, 1) $A\n$A\n"),
        deep("loops within loops", "~SEQ(I, 1) ".repeat(90) + "x\n"),
        deep("loops of a variable", "$A=" + "~SEQ(I, 1) ".repeat(80) + "\n$A $A $A $A $A x\n"),
        deep("a chain of variables", chain + "$V0\n"),
        deep("an include in a loop", "~SEQ(I, 2) include k.conf\n"));
  }

  private static DynamicTest deep(String name, String text) {
    return DynamicTest.dynamicTest(name, () -> readOnASmallStack(files(text)));
  }

  private static void readOnASmallStack(Sources sources) throws InterruptedException {
    var thrown = new AtomicReference<Optional<Throwable>>(Optional.empty());
    var facts = CannedHost.ofTheVerdicts().facts();
    Runnable read = () -> ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
    var thread = new Thread(null, read, "small", STACK_BYTES);
    thread.setUncaughtExceptionHandler((_, failure) -> thrown.set(Optional.of(failure)));
    thread.start();
    assertTrue(thread.join(BOUND));
    assertEquals(Optional.empty(), thrown.get());
  }

  /** Files within files, each with a loop around the next. */
  @Test
  void theDeepestNestingFitsTheStack() throws Exception {
    var chain = new CannedSources();
    for (int i = 0; i < 70; i++) {
      String name = i == 0 ? "k.conf" : "f" + i;
      chain.with(name, "~SEQ(I, 1) include f" + (i + 1) + "\n");
    }
    readOnASmallStack(chain);
  }

  /** A pattern looks at no more entries than it may, and what it left out is an error. */
  @Test
  void aPatternIsCutOff() {
    var allowed = new AtomicInteger();
    var endless =
        new Sources() {
          @Override
          public Sources.Reading read(String path) {
            return new Content("include /*/*/*\n".getBytes(StandardCharsets.US_ASCII));
          }

          @Override
          public Matches matching(String pattern, int entriesMax) {
            allowed.set(entriesMax);
            return new Matches(List.of("/a/b/c"), entriesMax + 1);
          }
        };
    var facts = CannedHost.ofTheVerdicts().facts();
    var reading = ConfigReader.read("k.conf", endless, facts, ReadOptions.DEFAULT);
    assertEquals("too-much-work", reading.fatal().getFirst().code());
    assertTrue(allowed.get() > 10_000 && allowed.get() < 1_000_000, allowed::toString);
  }

  /** A file that is too large for any configuration must not be skipped with a remark. */
  @Test
  void aHugeFileEndsTheReading() {
    var files =
        new CannedSources()
            .with("k.conf", "include huge.conf\n")
            .refusing("huge.conf", Sources.Reason.TOO_LARGE);
    var facts = CannedHost.ofTheVerdicts().facts();
    var reading = ConfigReader.read("k.conf", files, facts, ReadOptions.DEFAULT);
    assertEquals("too-large", reading.fatal().getFirst().code());
    assertEquals(1, reading.fatal().getFirst().span().line());
  }

  /** After thousands of mistakes, the one that no daemon starts with is still among the told. */
  @Test
  void whatEndsIsToldHoweverMuchElseIsWrong() {
    ConfigReader.Reading reading =
        read("nonsense\n".repeat(5_000) + "vrrp_instance V {\n  interface eth0\n}\n");
    assertFalse(reading.fatal().isEmpty());
  }

  /** Each different script and user takes the host a fraction of a millisecond. */
  @Test
  void theHostIsNotAskedForEver() {
    var few = new FactsRecorder(CannedHost.ofTheVerdicts().facts());
    assertEquals(List.of(), read(scripts(2_000), few).fatal());
    var many = new FactsRecorder(CannedHost.ofTheVerdicts().facts());
    ConfigReader.Reading reading = read(scripts(20_000), many);
    assertEquals("too-many-scripts", reading.fatal().getFirst().code());
    assertTrue(reading.fatal().getFirst().span().line() > 2_000);
    assertTrue(many.recorded().paths().size() + many.recorded().users().size() <= 5_001);
  }

  private static ConfigReader.Reading read(String text, HostFacts facts) {
    return ConfigReader.read("k.conf", files(text), facts, ReadOptions.DEFAULT);
  }

  private static String scripts(int count) {
    var text = new StringBuilder("vrrp_instance V {\ninterface eth0\nvirtual_router_id 1\n");
    text.append("virtual_ipaddress {\n192.0.2.1\n}\n}\n");
    for (int i = 0; i < count; i++) {
      String number = Integer.toString(i);
      text.append("vrrp_script s").append(number).append(" {\nscript /bin/s").append(number);
      text.append("\n").append(i % 2 == 0 ? "user u" + number : "").append("\n}\n");
    }
    return text.toString();
  }
}
