package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Shell;
import dev.baton.it.kit.Shell.Outcome;
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
    assertPlays(Shell.attempt(List.of(DEMO, "--record", recording.toString())));
    assertTrue(Files.readString(recording).endsWith("</svg>\n"));
  }

  @Test
  void keepalivedTakesOverFromBaton() {
    assertPlays(Shell.attempt(List.of(DEMO, "--keepalived")));
  }

  private static void assertPlays(Outcome demo) {
    assertEquals(0, demo.exitCode(), demo.text());
    var roles =
        ROLES.matcher(demo.text()).results().map(act -> act.group(1) + " " + act.group(2)).toList();
    assertEquals(
        List.of("MASTER BACKUP", "DEAD MASTER", "MASTER BACKUP", "STOPPED MASTER"),
        roles,
        demo.text());
    assertFalse(Shell.run("ip netns").contains("bdemo"), "left behind");
  }
}
