package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, which is the first thing that a newcomer sees, tells the truth and leaves nothing. */
final class DemoIT {

  private static final String DEMO = Path.of("../packaging/demo").toAbsolutePath().toString();

  /** Two routers' lines after each of the four acts. */
  private static final Pattern ROLES =
      Pattern.compile("router A  (\\w+).*\\R *router B  (\\w+)", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void twoBatonsTakeOverFromEachOther() throws Exception {
    var recording = folder.resolve("demo.svg");
    assertPlays(Command.run(DEMO, "--record", recording.toString()));
    assertTrue(Files.readString(recording).endsWith("</svg>\n"));
  }

  @Test
  void keepalivedTakesOverFromBaton() throws Exception {
    assertPlays(Command.run(DEMO, "--keepalived"));
  }

  private static void assertPlays(Command demo) throws Exception {
    assertEquals(0, demo.exitCode(), demo.output());
    var roles =
        ROLES
            .matcher(demo.output())
            .results()
            .map(act -> act.group(1) + " " + act.group(2))
            .toList();
    assertEquals(
        List.of("MASTER BACKUP", "DEAD MASTER", "MASTER BACKUP", "STOPPED MASTER"),
        roles,
        demo.output());
    assertTrue(!Command.run("ip", "netns").output().contains("bdemo"), "left behind");
  }
}
