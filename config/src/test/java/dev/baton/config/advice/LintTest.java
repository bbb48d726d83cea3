package dev.baton.config.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Severity;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.keyword.ArgumentKind;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.read.CannedHost;
import dev.baton.config.read.CannedSources;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.read.Verdicts;
import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each lint where it must speak, and beside it where it must not. */
final class LintTest {

  private static final Path CASES = Path.of("src/test/resources/dev/baton/config/advice/lints.txt");
  private static final String MARK = "# expect: ";

  /** These go as the features come. */
  static final Set<String> UNFINISHED = Set.of("no-effect-yet", "instance-held");

  static HostFacts host() {
    var host = CannedHost.ofTheVerdicts();
    host.link("eth0", "10.1.0.1/24").link("eth1", "10.2.0.1/24");
    host.user("alice", 1000, 1000).program("/usr/bin/sh");
    host.fileBelow("/root", 0700, "/root/check.sh");
    return host.facts();
  }

  static List<Diagnostic> check(String text) {
    return check(text, host());
  }

  static List<Diagnostic> check(String text, HostFacts facts) {
    var sources = new CannedSources().with("k.conf", text);
    return Linter.check(
        ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT), facts);
  }

  @TestFactory
  Stream<DynamicTest> eachSpeaksWhereItMust() throws IOException {
    String[] cases = Files.readString(CASES).split("(?m)^== ", -1);
    return Stream.of(cases)
        .skip(1)
        .map(
            text -> {
              int end = text.indexOf('\n');
              String name = text.substring(0, end);
              return DynamicTest.dynamicTest(name, () -> compare(text.substring(end + 1)));
            });
  }

  private static void compare(String text) {
    var actual = new ArrayList<String>();
    for (Diagnostic diagnostic : check(text)) {
      if (!UNFINISHED.contains(diagnostic.code())) {
        actual.add(place(diagnostic));
      }
    }
    Collections.sort(actual);
    assertEquals(expected("k.conf", text).toString(), actual.toString(), text);
  }

  static String place(Diagnostic diagnostic) {
    return diagnostic.span().file() + ":" + diagnostic.span().line() + " " + diagnostic.code();
  }

  /** The places and codes that a file's marks name, sorted. */
  static List<String> expected(String path, String text) {
    var expected = new ArrayList<String>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int mark = lines[i].indexOf(MARK);
      if (mark >= 0) {
        for (String code : lines[i].substring(mark + MARK.length()).split(", ", -1)) {
          expected.add(path + ":" + (i + 1) + " " + code);
        }
      }
    }
    Collections.sort(expected);
    return expected;
  }

  private static PathFact file(String path, int uid) {
    var steps =
        List.of(
            new Step("/", Kind.DIRECTORY, 0, 0, 0755),
            new Step("/etc", Kind.DIRECTORY, 0, 0, 0755),
            new Step(path, Kind.FILE, uid, 0, 0644));
    return new PathFact(path, path, Kind.FILE, Head.OTHER, "", steps, true);
  }

  /** Told for each that is to blame, once; a file without its whole path is a draft. */
  @Test
  void filesThatAnotherUserCanChange() {
    var host =
        CannedHost.ofTheVerdicts()
            .with(file("/etc/k.conf", 0))
            .with(file("/etc/his.conf", 1000))
            .with(file("draft.conf", 1000));
    var sources =
        new CannedSources()
            .with("/etc/k.conf", "include his.conf\n")
            .with("/etc/his.conf", "# nothing\n")
            .with("draft.conf", "# nothing\n");
    assertEquals(
        "/etc/his.conf unsafe-file: /etc/his.conf does not belong to root",
        unsafe("/etc/k.conf", sources, host.facts()));
    assertEquals("", unsafe("draft.conf", sources, host.facts()));
    assertEquals("", unsafe("/etc/k.conf", sources, asUser(host.facts())));
  }

  private static RecordedFacts asUser(RecordedFacts facts) {
    return new RecordedFacts(
        facts.hostName(),
        1000,
        facts.processorCount(),
        facts.interfaces(),
        facts.users(),
        facts.groups(),
        facts.paths(),
        facts.programs(),
        facts.variables(),
        facts.resolvable(),
        facts.routing(),
        Map.of());
  }

  private static String unsafe(String path, CannedSources sources, HostFacts facts) {
    var reading = ConfigReader.readForAdvice(path, sources, facts, ReadOptions.DEFAULT);
    var told = new ArrayList<String>();
    for (Diagnostic found : Linter.check(reading, facts)) {
      if (found.code().equals("unsafe-file")) {
        told.add(found.span() + " " + found.code() + ": " + found.cause());
      }
    }
    return String.join("\n", told);
  }

  @Test
  void whatIsNotBuiltYetIsTold() {
    String text =
        """
        vrrp_instance A {
          interface eth0
          virtual_router_id 7
          %s
          virtual_ipaddress {
            10.1.0.9
          }
        }
        """;
    var table = new KeywordTable();
    for (Keyword keyword : table.keywords(Block.INSTANCE)) {
      String code =
          switch (keyword.effect()) {
            case NOW -> "";
            case LATER -> "no-effect-yet";
          };
      boolean bare = keyword.kind() == ArgumentKind.FLAG && !code.isEmpty();
      if (bare) {
        var told = check(text.formatted(keyword.name()));
        boolean retired = told.stream().anyMatch(d -> d.span().line() == 4);
        boolean said = told.stream().anyMatch(d -> d.code().equals(code));
        assertTrue(said || retired, keyword.name());
      }
    }
    var six = check(text.formatted("native_ipv6").replace("10.1.0.9", "2001:db8::9/64"));
    assertTrue(six.stream().noneMatch(d -> d.severity() == Severity.ERROR), six.toString());
  }

  /**
   * On configurations that are right, what is said beside the parser is rare; each such word was
   * read by a person. The frame of the verdicts has scripts that nobody tracks and files in /tmp,
   * and some repeat a word on purpose: those are left out. {@code -Dgolden.update} writes the
   * expectation anew.
   */
  @Test
  void rightFilesAreHardlySpokenOf() throws IOException {
    var lines = new ArrayList<String>();
    var facts = CannedHost.ofTheVerdicts().facts();
    for (Verdicts.Verdict verdict : Verdicts.load()) {
      if (verdict.exitCode() != 0) {
        continue;
      }
      var sources = new CannedSources().with("k.conf", verdict.text());
      var reading = ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
      for (Diagnostic diagnostic : Linter.check(reading, facts)) {
        boolean frame =
            diagnostic.code().equals("unused-script")
                || diagnostic.message().startsWith("/tmp/nosuch.");
        boolean twice = verdict.name().startsWith("kw2_");
        if (!UNFINISHED.contains(diagnostic.code()) && !frame && !twice) {
          lines.add(verdict.name() + " " + diagnostic.code() + ": " + diagnostic.message());
        }
      }
    }
    String actual = String.join("\n", lines) + "\n";
    Path golden = CASES.resolveSibling("right-files.expected");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, actual);
    }
    assertEquals(Files.readString(golden), actual);
  }

  /** What a variable put in is shown where it was written as well. */
  @Test
  void aMistakeInADefinitionNamesItsLine() {
    for (String use : List.of("  $V", "  ${V}")) {
      var told = check("router_id x\n$V=priority 300\nvrrp_instance A {\n" + use + "\n}\n");
      var wrong = told.stream().filter(it -> it.code().equals("bad-value")).findFirst();
      assertEquals(4, wrong.orElseThrow().span().line());
      assertEquals(2, wrong.orElseThrow().labels().getFirst().span().line());
    }
  }

  @Test
  void aVariableWhoseNameBeginsAlikeIsAnother() {
    for (String use :
        List.of("priority $VIP", "priority ${VIP}", "priority $V_2", "priority $V2")) {
      var told = check("$V=1\nvrrp_instance A {\n" + use + "\n}\n");
      var wrong = told.stream().filter(it -> it.code().equals("undefined-variable")).findFirst();
      assertTrue(wrong.orElseThrow().labels().isEmpty(), use);
    }
  }

  /** No place is told of twice in the same matter, and no lint speaks where the parser does. */
  @Test
  void nothingIsToldTwice() {
    var facts = host();
    for (Verdicts.Verdict verdict : Verdicts.load()) {
      var sources = new CannedSources().with("k.conf", verdict.text());
      var reading = ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
      Set<String> parsers = new HashSet<>();
      reading.diagnostics().forEach(diagnostic -> parsers.add(diagnostic.code()));
      Set<String> seen = new HashSet<>();
      Map<String, String> spoken = new HashMap<>();
      for (Diagnostic told : Linter.check(reading, facts)) {
        assertTrue(seen.add(told.span() + told.code() + told.message()), verdict.name() + told);
        boolean byParser = parsers.contains(told.code());
        String who = byParser ? "parser" : "lint";
        String before = spoken.putIfAbsent(told.span().toString(), who);
        assertTrue(
            before == null || before.equals(who) || !told.span().hasLine(),
            () -> verdict.name() + ": " + told);
      }
    }
  }

  /** Every code of a lint and of the meaning of broken blocks is expected somewhere above. */
  @Test
  void everyCodeHasACase() throws IOException {
    String cases = Files.readString(CASES);
    Set<String> codes = Codes.in(Path.of("src/main/java/dev/baton/config/advice"));
    codes.addAll(Codes.in(Path.of("src/main/java/dev/baton/config/tree/Meaning.java")));
    codes.removeIf(code -> cases.contains(MARK + code) || cases.contains(", " + code + "\n"));
    codes.removeAll(UNFINISHED);
    // Has no line, and a test of its own.
    codes.remove("unsafe-file");
    assertEquals(new TreeSet<String>(), codes);
  }

  @Test
  void everyCodeStandsInTheManual() throws IOException {
    String manual = Files.readString(Path.of("../docs/manual/diagnostics.md"));
    Set<String> codes = Codes.in(Path.of("src/main/java/dev/baton/config"));
    assertTrue(codes.size() > 50, codes.toString());
    codes.removeIf(code -> manual.contains("`" + code + "`"));
    assertEquals(new TreeSet<String>(), codes);
  }

  /** The codes that a source names. */
  private static final class Codes {

    private static final Pattern GIVEN =
        Pattern.compile(
            "(?:Diagnostic\\s*\\.(?:error|warning|note)|diagnostics\\.error|\\berror|\\btell"
                + "|\\bmissing|\\bdiffering)\\(\\s*\"([a-z0-9]+(?:-[a-z0-9]+)*)\",");

    static Set<String> in(Path sources) throws IOException {
      var codes = new TreeSet<String>();
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          var matcher = GIVEN.matcher(Files.readString(file));
          while (matcher.find()) {
            codes.add(matcher.group(1));
          }
        }
      }
      return codes;
    }
  }

  /** What a variable put in is shown where it was written, in a definition of several lines too. */
  @Test
  void mistakeOfADefinitionIsShownThere() {
    String text =
        """
        $LINES=\\
          priority 100 \\
          advert_int x
        vrrp_instance A {
          interface eth0
          virtual_router_id 7
          $LINES
          virtual_ipaddress {
            10.1.0.9/24
          }
        }
        """;
    var told = check(text).stream().filter(it -> it.code().equals("bad-value")).toList();
    assertEquals(1, told.size(), told::toString);
    assertEquals(7, told.getFirst().span().line());
    assertEquals(3, told.getFirst().labels().getFirst().span().line(), told::toString);
  }

  /** Prose has blank lines and headings, and is one mistake all the same. */
  @Test
  void textIsOneMistake() {
    String text =
        """
        This is how we do it.

        # A heading

        Then somebody writes more,
        and more.
        vrrp_instance A {
          interface eth0
          virtual_router_id 7
          virtual_ipaddress {
            10.1.0.9/24
          }
        }
        """;
    var told = check(text).stream().filter(it -> it.code().equals("unknown-keyword")).toList();
    assertEquals(1, told.size(), told::toString);
    assertTrue(told.getFirst().cause().contains("so do 2 lines after it"), told::toString);
  }
}
