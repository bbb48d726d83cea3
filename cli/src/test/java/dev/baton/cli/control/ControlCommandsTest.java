package dev.baton.cli.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.Golden;
import dev.baton.cli.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the commands make of a daemon's answers. The answers are those of the daemon's own tests.
 */
final class ControlCommandsTest {

  private static final Path ANSWERS = Path.of("../supervisor/src/test/resources/control");
  private static final String TEXTS = "cli/src/test/resources/control/";

  private final List<String> asked = new ArrayList<>();

  private Caller answering(String text) {
    return (words, request, patience) -> {
      asked.add(request);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      try {
        return new DaemonCall.Answer(bytes, JsonObject.read(bytes));
      } catch (IOException broken) {
        throw new AssertionError(text, broken);
      }
    };
  }

  private static String file(String name) throws IOException {
    return Files.readString(ANSWERS.resolve(name));
  }

  private Said status(String answer, String... words) {
    return Said.by(new StatusCommand(answering(answer), ZoneOffset.UTC), words);
  }

  @ParameterizedTest
  @CsvSource({"status,0", "status-refused,1", "status-silent,2"})
  void aStatusAsAPersonReadsIt(String name, int exitCode) throws IOException {
    Said said = status(file(name + ".json"));
    assertEquals(exitCode, said.exitCode(), said.out());
    assertEquals("", said.err());
    said.out().lines().forEach(line -> assertTrue(line.length() <= 80 || !hasRoom(line), line));
    Golden.check(TEXTS + name + ".txt", said.out());
  }

  /** The first line is one, and a word too long for its row stands alone. */
  private static boolean hasRoom(String line) {
    return !line.matches("(OK|WARNING|CRITICAL): .*") && line.strip().indexOf(' ') >= 0;
  }

  @Test
  void coloursAreForTerminals() throws IOException {
    Said plain = status(file("status.json"));
    Said coloured =
        Said.inColour(new StatusCommand(answering(file("status.json")), ZoneOffset.UTC));
    assertTrue(plain.out().indexOf('\u001b') < 0);
    assertTrue(coloured.out().contains("\u001b["));
    assertEquals(plain.out(), coloured.out().replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void oneInstanceIsAllThatIsShownAndJudged() throws IOException {
    Said one = status(file("status.json"), "VI_1");
    assertTrue(one.out().startsWith("OK: VI_1 is MASTER\n"), one.out());
    assertEquals(0, one.exitCode());
    assertTrue(one.out().contains("\nVI_1  MASTER since "), one.out());
    Said none = status(file("status.json"), "VI_1", "VI_7");
    assertEquals(3, none.exitCode());
    assertEquals("UNKNOWN: there is no instance `VI_7`; there are: VI_1, VI_2\n", none.out());
  }

  private static String instance(String name, String state, boolean present) {
    return """
    {"name":"%s","interface":"eth0","vrid":1,"base_priority":100,"state":"%s","priority":100,
    "cause":"x","faults":[],"addresses":[{"address":"192.0.2.1/24","interface":"eth0",
    "present":%s}],"trackers":[]}\
    """
        .formatted(name, state, present);
  }

  private static String answer(String router, String disk, String... instances) {
    return """
    {"schema":1,"time":10,"daemon":{},"configuration":{"on_disk":"%s"},
    "router":{"state":"%s"},"instances":[%s]}\
    """
        .formatted(disk, router, String.join(",", instances));
  }

  @Test
  void theExitCodeIsForMonitoring() {
    String master = instance("a", "MASTER", true);
    String backup = instance("b", "BACKUP", false);
    String fault = instance("c", "FAULT", false);
    judged(0, "OK: a is MASTER, b is BACKUP", answer("running", "same", master, backup));
    judged(0, "OK: no instance is configured", answer("none", "same"));
    judged(1, "WARNING: c is in state FAULT", answer("running", "same", master, fault));
    judged(2, "CRITICAL: c is in state FAULT", answer("running", "same", fault));
    judged(
        1,
        "WARNING: d is in state INIT",
        answer("running", "same", backup, instance("d", "INIT", false)));
    judged(
        1,
        "WARNING: a is MASTER without 192.0.2.1/24",
        answer("running", "same", instance("a", "MASTER", false)));
    judged(1, "WARNING: the files on disk are not what runs", answer("running", "changed", master));
    judged(
        1,
        "WARNING: the files on disk could not be read in time",
        answer("running", "unknown", master));
    judged(2, "CRITICAL: the VRRP process does not answer", answer("silent", "same", master));
    judged(
        2,
        "CRITICAL: there is no VRRP process at the moment; the files on disk are not what runs",
        answer("restarting", "changed", master));
    String[] many = new String[9];
    for (int i = 0; i < many.length; i++) {
      many[i] = instance("i" + i, i < 7 ? "FAULT" : "BACKUP", false);
    }
    judged(
        1,
        "WARNING: i0 is in state FAULT; i1 is in state FAULT; i2 is in state FAULT;"
            + " and 4 more problems",
        answer("running", "same", many));
  }

  private void judged(int exitCode, String firstLine, String answer) {
    Said said = status(answer);
    assertEquals(firstLine, said.out().lines().findFirst().orElseThrow());
    assertEquals(exitCode, said.exitCode());
    assertEquals(exitCode, status(answer, "--json").exitCode());
  }

  @Test
  void jsonIsTheDaemonsOwn() throws IOException {
    String text = file("status.json");
    Said said = status(text, "--json");
    assertEquals(
        JsonObject.read(text.getBytes(StandardCharsets.UTF_8)),
        JsonObject.read(said.out().getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void withoutADaemonOneLineSaysWhatToDo() {
    Caller none = (_, _, _) -> new DaemonCall.NoDaemon("no daemon is running: start it");
    Caller refused = (_, _, _) -> new DaemonCall.NoAnswer("no permission: run this as root");
    assertEquals(
        new Said(2, "CRITICAL: no daemon is running: start it\n", ""),
        Said.by(new StatusCommand(none, ZoneOffset.UTC)));
    assertEquals(
        new Said(3, "UNKNOWN: no permission: run this as root\n", ""),
        Said.by(new StatusCommand(refused, ZoneOffset.UTC)));
    assertEquals(
        new Said(2, "", "baton status: no daemon is running: start it\n"),
        Said.by(new StatusCommand(none, ZoneOffset.UTC), "--json"));
    assertEquals(
        new Said(2, "", "baton history: no daemon is running: start it\n"),
        Said.by(new HistoryCommand(none, ZoneOffset.UTC)));
    assertEquals(
        new Said(2, "", "baton reload: no permission: run this as root\n"),
        Said.by(new ReloadCommand(refused)));
    assertEquals(3, Said.by("status", "--no-such-option").exitCode());
    assertEquals(2, Said.by("history", "--no-such-option").exitCode());
  }

  @Test
  void aHistoryIsALineForEachBelowItsDay() {
    String answer =
        """
        {"schema":1,"forgotten":0,"events":[
        {"time":1795173869.999600,"kind":"started","text":"/etc/baton/baton.conf"},
        {"time":1795173870.120000,"kind":"transition","instance":"web","from":"INIT",
         "to":"BACKUP","priority":100,"cause":""},
        {"time":1795173874.120400,"kind":"transition","instance":"web","from":"BACKUP",
         "to":"MASTER","priority":100,"cause":"no advert from 192.0.2.1 for 3.61 s (3 missed)"},
        {"time":1795260000.500000,"kind":"priority","instance":"web","from":"MASTER",
         "to":"MASTER","priority":80,"cause":"script chk failed"},
        {"time":1795260001,"kind":"router-ended","text":"VRRP exited due to signal 9"},
        {"time":1795260001,"kind":"from-the-future","text":"something"}]}
        """;
    Said said = Said.by(new HistoryCommand(answering(answer), ZoneOffset.UTC), "-n", "7");
    assertEquals(List.of("history 7"), asked);
    assertEquals(
        new Said(
            0,
            """
            2026-11-20
            11:24:30.000 the daemon is up with /etc/baton/baton.conf
            11:24:30.120 web INIT -> BACKUP
            11:24:34.120 web BACKUP -> MASTER: no advert from 192.0.2.1 for 3.61 s (3 missed)
            2026-11-21
            11:20:00.500 web stays MASTER, priority 80: script chk failed
            11:20:01.000 the VRRP process has ended: VRRP exited due to signal 9
            11:20:01.000 from-the-future something
            """,
            ""),
        said);
    assertEquals(
        2, Said.by(new HistoryCommand(answering(answer), ZoneOffset.UTC), "-n0").exitCode());
  }

  @Test
  void aReloadSaysHowItEnded() {
    String done =
        """
        {"schema":1,"result":"reloaded","file":"/etc/baton/baton.conf","changed":%s,
        "diagnostic_count":0,"diagnostics":[]}\
        """;
    assertEquals(
        new Said(0, "/etc/baton/baton.conf is in force\n", ""),
        Said.by(new ReloadCommand(answering(done.formatted(true)))));
    assertEquals(
        new Said(
            0, "/etc/baton/baton.conf is in force; no file has changed since the last time\n", ""),
        Said.by(new ReloadCommand(answering(done.formatted(false)))));
    String refused =
        """
        {"schema":1,"result":"refused","reason":"Reload refused - 1 error","diagnostic_count":3,
        "diagnostics":[{"decisive":true,"rendered":"error: new\\n"},
        {"decisive":false,"rendered":"warning: old\\n"}]}\
        """;
    assertEquals(
        new Said(
            1,
            "",
            """
            warning: old

            error: new

            and 1 more: `baton check` shows all
            Reload refused - 1 error
            """),
        Said.by(new ReloadCommand(answering(refused))));
  }

  /** A terminal obeys what a name says. */
  @Test
  void whatTheDaemonSaysCannotSteerTheTerminal() {
    String answer =
        """
        {"schema":1,"time":10,"daemon":{"version":"\\u001b[2J"},"configuration":{
        "on_disk":"same","file":"\\u001b[2J"},"router":{"state":"running"},"instances":[
        {"name":"\\u001b[2J","state":"MASTER","cause":"\\u001b[2J","addresses":[]}]}\
        """;
    assertTrue(status(answer).out().indexOf('\u001b') < 0);
  }
}
