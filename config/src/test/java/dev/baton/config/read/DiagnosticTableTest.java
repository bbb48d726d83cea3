package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.net.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said of each line that somebody may write, right or wrong. In {@code diagnostics/*.txt} a
 * heading in brackets names what the lines below it stand in; behind each line, indented, is what
 * is said of it: nothing if it is right. A {@code ↵} is the end of a line. {@code -Dgolden.update}
 * writes the answers anew.
 */
final class DiagnosticTableTest {

  private static final Path FOLDER =
      Path.of("src/test/resources/dev/baton/config/read/diagnostics");

  private static final String ANSWER = "    ";

  private static final String INSTANCE =
      "vrrp_instance A {↵interface eth0↵virtual_router_id 1↵virtual_ipaddress { 192.0.2.1 }↵";

  private static final String SCRIPT = "vrrp_script s {↵{}↵}↵" + INSTANCE + "track_script { s }↵}";

  private static final String SERVER = "virtual_server 192.0.2.1 80 {↵lvs_sched rr↵protocol TCP↵";

  private static final String REAL = SERVER + "real_server 192.0.2.2 80 {↵weight 1↵";

  private static final byte[] PEER = Utf8.encode((INSTANCE + "}\n").replace('↵', '\n'));

  private static final Map<String, String> FRAMES =
      Map.ofEntries(
          Map.entry("file", "{}"),
          Map.entry("global_defs", "global_defs {↵{}↵}"),
          Map.entry("instance", INSTANCE + "{}↵}"),
          Map.entry("bare instance", "vrrp_instance A {↵{}↵}"),
          Map.entry("virtual_ipaddress", INSTANCE + "virtual_ipaddress_excluded {↵{}↵}↵}"),
          Map.entry("virtual_routes", INSTANCE + "virtual_routes {↵{}↵}↵}"),
          Map.entry("virtual_rules", INSTANCE + "virtual_rules {↵{}↵}↵}"),
          Map.entry("static_ipaddress", "static_ipaddress {↵{}↵}"),
          Map.entry("static_routes", "static_routes {↵{}↵}"),
          Map.entry("static_rules", "static_rules {↵{}↵}"),
          Map.entry("script", SCRIPT),
          Map.entry("secure script", "global_defs {↵enable_script_security↵}↵" + SCRIPT),
          Map.entry("virtual_server", SERVER + "{}↵}"),
          Map.entry("bare virtual_server", "virtual_server {}↵"),
          Map.entry("real_server", REAL + "{}↵}↵}"));

  private static ConfigReader.Reading read(String text, RecordedFacts facts) {
    var sources = new CannedSources().with("k.conf", text).with("other.conf", "# nothing\n");
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lines", "addresses", "routes", "rules", "scripts", "servers", "text"})
  void everyLineGetsItsAnswer(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    List<String> before = Files.readAllLines(file);
    List<String> after = new ArrayList<>();
    String frame = "";
    for (String line : before) {
      if (line.startsWith(ANSWER)) {
        continue;
      }
      after.add(line);
      if (line.startsWith("[")) {
        frame = FRAMES.getOrDefault(line.substring(1, line.length() - 1), "no such frame");
      } else if (!line.isEmpty() && !line.startsWith("//")) {
        after.addAll(answers(frame, line));
      }
    }
    if (System.getProperty("golden.update") != null) {
      Files.write(file, after);
    }
    assertEquals(String.join("\n", Files.readAllLines(file)), String.join("\n", after));
  }

  /** Programs of root, of nobody (65534) and of somebody else, with all kinds of rights. */
  private static RecordedFacts host() {
    return CannedHost.ofTheVerdicts()
        .owned("/opt/mine", 0700, Head.PROGRAM, 65534, 65534)
        .owned("/opt/group", 0610, Head.PROGRAM, 5, 65534)
        .owned("/opt/other", 0601, Head.PROGRAM, 5, 5)
        .owned("/opt/theirs", 0710, Head.PROGRAM, 5, 5)
        .owned("/opt/suid", 04755, Head.PROGRAM, 0, 5)
        .owned("/opt/sgid", 02757, Head.PROGRAM, 5, 0)
        .owned("/opt/groupwritable", 0775, Head.OTHER, 0, 5)
        .facts();
  }

  private static List<String> answers(String frame, String line) {
    var facts = host();
    String text = frame.replace("{}", line).replace('↵', '\n') + "\n";
    byte[] bytes = Utf8.encode(text);
    ConfigurationFuzzTest.check(bytes, PEER, facts);
    var reading = read(text, facts);
    List<String> answers = new ArrayList<>();
    for (Diagnostic diagnostic : reading.diagnostics()) {
      answers.add(ANSWER + answer(diagnostic).replaceAll("\\p{Cntrl}", "?"));
    }
    return answers;
  }

  private static String answer(Diagnostic diagnostic) {
    var span = diagnostic.span();
    String place = span.hasLine() ? span.line() + ":" + span.column() + " " : "";
    String cause = diagnostic.cause().isEmpty() ? "" : " (" + diagnostic.cause() + ")";
    String help = diagnostic.help().isEmpty() ? "" : " -> " + diagnostic.help();
    return place
        + diagnostic.exitClass()
        + " "
        + diagnostic.code()
        + ": "
        + diagnostic.message()
        + cause
        + help;
  }
}
