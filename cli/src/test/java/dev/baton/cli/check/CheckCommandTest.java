package dev.baton.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.baton.cli.Said;
import dev.baton.cli.command.Exit;
import dev.baton.host.DefaultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says, writes and ends with. */
final class CheckCommandTest {

  private static final String RIGHT =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 7
        priority %s
        virtual_ipaddress {
          10.1.0.9/24
        }
      }
      """;

  private static final String WRONG =
      """
      vrrp_instance V {
        interface eth0
        virtual_router_id 7
        pirority 100 # misspelt
        state Master
        virtual_ipaddress {
          10.1.0.9/24
        }
      }
      """;

  private static final String FACTS =
      """
      {"host": "there", "interfaces": {"eth0": {"index": 2, "flags": 69699, "mtu": 1500,
        "addresses": ["10.1.0.1/24"]}, "eth9": null}, "later": [1, {"x": 2}]}
      """;

  @TempDir private Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String facts() throws IOException {
    return write("facts.json", FACTS);
  }

  @Test
  void aRightFileIsNothingToTalkOf() throws IOException {
    String file = write("k.conf", RIGHT.formatted("100"));
    var said = Said.by("check", "--host-facts", facts(), file);
    assertEquals(file + ": no mistakes found\n", said.out());
    assertEquals(Exit.OK, said.exitCode());
  }

  @Test
  void aFileThatIsNotThereIsAnError() {
    String file = folder.resolve("none.conf").toString();
    var said = Said.by("check", file);
    assertEquals(Exit.FAILED, said.exitCode());
    assertTrue(said.out().startsWith("error: Config files missing '" + file + "'."), said.out());
    // This command has no such option.
    assertFalse(said.out().contains(" -f"), said.out());
    assertTrue(Said.by("check", "--json", file).out().contains("\"errors\" : 1"));
  }

  @Test
  void standardInputIsAFileLikeAnother() throws IOException {
    var said = Said.of(WRONG, "check", "--host-facts", facts(), "-");
    String file = write("k.conf", WRONG);
    assertEquals(
        Said.by("check", "--host-facts", facts(), file).out().replace(file, "-"), said.out());
    assertEquals(Exit.NO, said.exitCode());
    var refused = Said.of(WRONG, "check", "--fix", "-");
    assertEquals(Exit.FAILED, refused.exitCode());
    assertTrue(refused.err().contains("standard input cannot be fixed"), refused.err());
  }

  @Test
  void theDaemonsOwnFileIsMeantWhereNoneIsNamed() {
    var said = Said.by("check");
    assertEquals(Said.by("check", DefaultFile.path()), said);
  }

  /**
   * Whatever is wrong with the facts, the file is named, and no inner words of a library are said.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "",
        "[]",
        "{\"interfaces\": 3}",
        "{\"interfaces\": {\"eth0\": {\"addresses\": [\"x\"]}}}",
        "{\"uid\": \"x\"}",
        "{\"routing\": {\"NONE\": {}}}",
        "{\"host\": \"a\"",
      })
  void wrongFactsAreNamed(String text) throws IOException {
    String file = write("k.conf", RIGHT.formatted("100"));
    String facts = write("facts.json", text);
    var said = Said.by("check", "--host-facts", facts, file);
    assertEquals(Exit.FAILED, said.exitCode());
    assertTrue(
        said.err().startsWith("baton check: " + facts + ": not a file that `baton facts` wrote"),
        said.err());
    assertFalse(said.err().contains("REDACTED") || said.err().contains("token"), said.err());
    var absent = Said.by("check", "--host-facts", facts + ".none", file);
    assertEquals("baton check: " + facts + ".none: no such file\n", absent.err());
  }

  @Test
  void mistakesAreShownAndSummedUp() throws IOException {
    String file = write("k.conf", WRONG);
    var said = Said.by("check", "--host-facts", facts(), file);
    assertEquals(Exit.NO, said.exitCode());
    assertTrue(said.out().contains("help: did you mean `priority`?\n"), said.out());
    assertTrue(said.out().endsWith(file + ": 2 errors; --fix fixes 2\n"), said.out());
    assertFalse(said.out().contains("\u001b["));
  }

  @Test
  void coloursComeWhenTheyAreWanted() throws IOException {
    String file = write("k.conf", WRONG);
    String facts = facts();
    String always = Said.by("check", "--color=always", "--host-facts", facts, file).out();
    assertTrue(always.contains("\u001b[1;31merror\u001b[0m"), always);
    String never = Said.inColour("check", "--color=never", "--host-facts", facts, file).out();
    assertEquals(Said.by("check", "--host-facts", facts, file).out(), never);
    assertEquals(Exit.FAILED, Said.by("check", "--color=blue", file).exitCode());
  }

  @Test
  void warningsFailWhereTheyAreToBeTakenSeriously() throws IOException {
    String file = write("k.conf", RIGHT.formatted("255"));
    String facts = facts();
    assertEquals(Exit.OK, Said.by("check", "--host-facts", facts, file).exitCode());
    assertEquals(Exit.NO, Said.by("check", "--strict", "--host-facts", facts, file).exitCode());
  }

  @Test
  void whatCannotBeReadFails() throws IOException {
    assertEquals(Exit.FAILED, Said.by("check", folder.resolve("none.conf").toString()).exitCode());
    assertEquals(Exit.FAILED, Said.by("check", folder.toString()).exitCode());
    assertEquals(Exit.FAILED, Said.by("check", "/dev/zero").exitCode());
    String file = write("k.conf", WRONG);
    String broken = write("broken.json", "{\"interfaces\": {\"eth0\": {\"addresses\": [\"x\"]}}}");
    for (String facts : List.of(broken, write("no.json", "["), write("cut.json", "{\"uid\":"))) {
      var said = Said.by("check", "--host-facts", facts, file);
      assertEquals(Exit.FAILED, said.exitCode(), said.err());
      assertTrue(said.err().startsWith("baton check: "), said.err());
    }
  }

  /** This host has the interfaces of one of them at most. */
  @Test
  void severalFilesWithoutFactsAreNotJudgedByTheInterfacesOfThisHost() throws IOException {
    String a = write("a.conf", RIGHT.formatted("150").replace("eth0", "none9"));
    String b = write("b.conf", RIGHT.formatted("100").replace("eth0", "none9"));
    assertEquals(Exit.NO, Said.by("check", a).exitCode());
    var said = Said.by("check", a, b);
    assertEquals(Exit.OK, said.exitCode(), said.out());
    assertTrue(said.out().contains("2 lines name interfaces that this host does not"), said.out());
    assertTrue(said.out().contains("--host-facts"), said.out());
  }

  @Test
  void severalFilesAreANodeEach() throws IOException {
    String a = write("a.conf", RIGHT.formatted("100"));
    String b = write("b.conf", RIGHT.formatted("100"));
    String facts = facts();
    var said = Said.by("check", "--host-facts", facts, a, b);
    assertEquals(Exit.NO, said.exitCode());
    assertTrue(said.out().startsWith("error: V has priority 100 on both nodes\n"), said.out());
    assertTrue(said.out().contains("--> " + b + ":4:12\n"), said.out());
    assertTrue(said.out().contains("::: " + a + ":4:12\n"), said.out());
    var each = Said.by("check", "--host-facts", facts, "--host-facts", facts, a, b);
    assertEquals(said, each);
    var three = Said.by("check", "--host-facts", facts, "--host-facts", facts, a, b, "c.conf");
    assertEquals(Exit.FAILED, three.exitCode());
  }

  @Test
  void fixMendsOnceAndKeepsTheFileItsOwners() throws IOException {
    String file = write("k.conf", WRONG);
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(Path.of(file), mode);
    Path link = Files.createSymbolicLink(folder.resolve("link.conf"), Path.of(file));
    String facts = facts();

    var tried = Said.by("check", "--fix", "--dry-run", "--host-facts", facts, file);
    assertTrue(tried.out().contains("-  pirority 100 # misspelt\n"), tried.out());
    assertEquals(WRONG, Files.readString(Path.of(file)));

    var fixed = Said.by("check", "--fix", "--host-facts", facts, link.toString());
    assertEquals(Exit.OK, fixed.exitCode(), fixed.out());
    assertTrue(fixed.out().contains("+  priority 100 # misspelt\n"), fixed.out());
    assertEquals(
        WRONG.replace("pirority", "priority").replace("Master", "MASTER"),
        Files.readString(Path.of(file)));
    assertEquals(mode, Files.getPosixFilePermissions(Path.of(file)));
    assertTrue(Files.isSymbolicLink(link));
    try (var left = Files.list(folder)) {
      assertEquals(3, left.count());
    }

    var again = Said.by("check", "--fix", "--host-facts", facts, file);
    assertEquals(file + ": no mistakes found\n", again.out());
    assertEquals(Exit.FAILED, Said.by("check", "--dry-run", file).exitCode());
  }

  @Test
  void includedFilesAreFixedToo() throws IOException {
    write("part.inc", RIGHT.formatted("100").replace("router_id", "rooter_id"));
    String file = write("k.conf", "include part.inc\n");
    var said = Said.by("check", "--fix", "--host-facts", facts(), file);
    assertEquals(Exit.OK, said.exitCode(), said.out());
    assertTrue(Files.readString(folder.resolve("part.inc")).contains("virtual_router_id 7"));
    assertEquals("include part.inc\n", Files.readString(Path.of(file)));
  }

  @Test
  void jsonIsOneObjectWithTheFieldsOfTheManual() throws IOException {
    String file = write("k.conf", WRONG + "vrrp_script x # {\n");
    var said = Said.by("check", "--json", "--host-facts", facts(), file);
    assertEquals(Exit.NO, said.exitCode());
    String manual = Files.readString(Path.of("../docs/manual/diagnostics.md"));
    List<String> fields = new ArrayList<>();
    try (var json = new JsonFactory().createParser(said.out())) {
      assertEquals(JsonToken.START_OBJECT, json.nextToken());
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          fields.add(json.currentName());
        }
      }
    }
    assertTrue(fields.containsAll(List.of("schema", "diagnostics", "fix", "edits", "summary")));
    for (String field : fields) {
      assertTrue(manual.contains("`" + field + "`"), field + " is not in the manual");
    }
  }
}
