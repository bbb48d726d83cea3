package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.config.text.ReadOptions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of a script with root's rights that root is not alone to change. */
final class RootScriptTest {

  private static final int EVIL = 1000;
  private static final String SECURE = "enable_script_security\nscript_user root\n";

  private static Step directory(String path) {
    return new Step(path, Kind.DIRECTORY, 0, 0, 0755);
  }

  private static Step link(String path, int uid) {
    return new Step(path, Kind.LINK, uid, uid, 0777);
  }

  /** On a host where that way leads to a program of root's. */
  private static ConfigReader.Reading read(String global, String path, Step... way) {
    var host = CannedHost.ofTheVerdicts().user("alice", EVIL, EVIL);
    host.member("wheel", EVIL, List.of(EVIL, 0));
    List<Step> steps = List.of(way);
    host.with(new PathFact(path, "/usr/bin/true", Kind.FILE, Head.PROGRAM, "", steps, true));
    return readScript(host, global, path);
  }

  private static ConfigReader.Reading readScript(CannedHost host, String global, String script) {
    String text =
        """
        global_defs {
        %s}
        vrrp_script s {
          script "%s"
        }
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress {
            192.0.2.1
          }
          track_script {
            s
          }
        }
        """
            .formatted(global, script);
    return ConfigReader.read(
        "k.conf", new CannedSources().with("k.conf", text), host.facts(), ReadOptions.DEFAULT);
  }

  private static final Step PROGRAM = new Step("/usr/bin/true", Kind.FILE, 0, 0, 0755);

  /** The script's own link, of this user. */
  private static ConfigReader.Reading ownLink(String global, int uid) {
    return read(global, "/opt/s", directory("/"), directory("/opt"), link("/opt/s", uid), PROGRAM);
  }

  /** A link among the directories. */
  private static ConfigReader.Reading linkedDirectory(String global, int uid) {
    return read(global, "/bin/s", directory("/"), link("/bin", uid), directory("/usr"), PROGRAM);
  }

  private static void runs(ConfigReader.Reading reading, String guarded) {
    assertEquals(1, reading.configuration().scripts().size(), () -> said(reading));
    assertEquals(guarded, reading.configuration().scripts().getFirst().command().guarded());
  }

  private static void isRefused(ConfigReader.Reading reading, String cause) {
    assertEquals(List.of(), reading.configuration().scripts());
    assertTrue(said(reading).contains(cause), () -> said(reading));
    assertTrue(reading.exitCode() >= 5);
  }

  private static String said(ConfigReader.Reading reading) {
    return String.join("\n", reading.diagnostics().stream().map(Diagnostic::cause).toList());
  }

  @Test
  void linksOfRootAreAsKeepalivedHasThem() {
    runs(ownLink(SECURE, 0), "/opt/s");
    isRefused(linkedDirectory(SECURE, 0), "/bin is a symbolic link");
    isRefused(linkedDirectory("script_user root\n", 0), "/bin is a symbolic link");
    runs(linkedDirectory(SECURE + "use_symlink_paths\n", 0), "/bin/s");
  }

  @Test
  void linksOfAnotherAreAlwaysRefused() {
    for (String more : List.of("", "use_symlink_paths\n")) {
      String link = " is a symbolic link that does not belong to root";
      isRefused(ownLink(SECURE + more, EVIL), "/opt/s" + link);
      isRefused(linkedDirectory(SECURE + more, EVIL), "/bin is a symbolic link");
    }
  }

  /** Without enable_script_security everything else runs, as with keepalived; it is told. */
  @Test
  void withoutSecurityItIsToldOf() {
    var reading = ownLink("script_user root\n", EVIL);
    runs(reading, "");
    assertTrue(said(reading).contains("/opt/s is a symbolic link that does not"), said(reading));
    assertEquals(6, reading.exitCode());
  }

  @Test
  void aLinkedDirectoryIsRefusedWhateverStandsBeforeIt() {
    var reading =
        read(
            "script_user root\n",
            "/opt/bin/s",
            directory("/"),
            new Step("/opt", Kind.DIRECTORY, 0, 0, 0777),
            link("/opt/bin", 0),
            PROGRAM);
    isRefused(reading, "/opt/bin is a symbolic link");
  }

  /** The interpreter is root's; what it is told to run is not. */
  @Test
  void anInterpretersFileIsToldOf() {
    for (String command : List.of("/usr/bin/sh", "/usr/bin/python3.11 -u", "/usr/bin/sh -c")) {
      assertEquals("/home does not belong to root", saidOfArgument(command, SECURE));
    }
    assertEquals("", saidOfArgument("/usr/bin/test -e", SECURE));
    assertEquals("", saidOfArgument("/usr/bin/sh", "script_user alice\n"));
  }

  private static String saidOfArgument(String command, String global) {
    var host = CannedHost.ofTheVerdicts().user("alice", EVIL, EVIL);
    host.program("/usr/bin/sh").program("/usr/bin/python3.11").program("/usr/bin/test");
    List<Step> way =
        List.of(directory("/"), new Step("/home", Kind.DIRECTORY, EVIL, 0, 0755), PROGRAM);
    host.with(new PathFact("/home/x", "/home/x", Kind.FILE, Head.OTHER, "", way, true));
    var reading = readScript(host, global, command + " /home/x /home/y");
    assertEquals(1, reading.configuration().scripts().size(), () -> said(reading));
    return reading.diagnostics().stream()
        .filter(diagnostic -> diagnostic.code().equals("unsafe-argument"))
        .map(Diagnostic::cause)
        .collect(Collectors.joining());
  }

  /** Root's rights come by the user, the group, one of the groups, or the file's set-id bit. */
  @Test
  void whoHasRootsRightsIsGuarded() {
    String secure = "enable_script_security\n";
    runs(ownLink(secure + "script_user alice\n", EVIL), "");
    runs(ownLink(secure + "script_user alice root\n", 0), "/opt/s");
    isRefused(ownLink(secure + "script_user alice root\n", EVIL), "does not belong to root");
    runs(ownLink(secure + "script_user wheel\n", EVIL), "");
    String groups = "script_user wheel\nset_supplementary_groups\n";
    isRefused(ownLink(secure + groups, EVIL), "does not belong to root");
    var setId = new Step("/opt/s", Kind.FILE, 0, 0, 04755);
    var his = new Step("/opt", Kind.DIRECTORY, EVIL, 0, 0755);
    String alice = secure + "script_user alice\n";
    runs(read(alice, "/opt/s", directory("/"), directory("/opt"), setId), "/opt/s");
    isRefused(read(alice, "/opt/s", directory("/"), his, setId), "/opt does not belong to root");
  }
}
