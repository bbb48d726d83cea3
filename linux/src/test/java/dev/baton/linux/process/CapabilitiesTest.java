package dev.baton.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.TestJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a thread may do, and gives up; run as root. */
class CapabilitiesTest {

  private static final Set<Capability> SOME = EnumSet.of(Capability.NET_ADMIN, Capability.NET_RAW);

  /** The sets of the calling thread as proc(5) shows them. */
  private static List<String> shown() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
        .filter(line -> line.startsWith("Cap"))
        .map(line -> line.replaceFirst(":\\s+0*", " "))
        .toList();
  }

  /** Prints what its threads have, before and after. */
  public static final class Reduced {

    public static void main(String[] arguments) throws Exception {
      System.out.println(Capabilities.effective());
      System.out.println(Capabilities.keepOnly(SOME));
      System.out.println(Capabilities.effective());
      shown().forEach(System.out::println);
      // Nothing comes back.
      System.out.println(Capabilities.keepOnly(EnumSet.allOf(Capability.class)));
      Thread next = new Thread(() -> System.out.println(Capabilities.effective()));
      next.start();
      next.join();
    }
  }

  private static List<String> run(String... privileges) throws Exception {
    var command = new ArrayList<>(List.of("setpriv"));
    command.addAll(List.of(privileges));
    Process process = TestJvm.start(Reduced.class, command.toArray(String[]::new));
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, process.waitFor(), lines::toString);
    return lines;
  }

  @Test
  void whatIsGivenUpIsGoneOnThisThreadAndThoseItStarts() throws Exception {
    assertEquals(
        List.of(
            "[KILL, NET_ADMIN, NET_RAW]",
            "0",
            "[NET_ADMIN, NET_RAW]",
            "CapInh ",
            "CapPrm 3000",
            "CapEff 3000",
            "CapBnd 3020",
            "CapAmb ",
            "0",
            "[NET_ADMIN, NET_RAW]"),
        run("--bounding-set=-all,+net_admin,+net_raw,+kill"));
  }

  @Test
  void whatWasNotHeldIsNotGained() throws Exception {
    List<String> lines = run("--bounding-set=-all,+net_raw,+checkpoint_restore");
    assertEquals(List.of("[NET_RAW]", "0", "[NET_RAW]"), lines.subList(0, 3));
    assertTrue(lines.contains("CapPrm 2000"), lines::toString);
  }

  @Test
  void anotherUserKeepsNothingForItsChildren() throws Exception {
    List<String> lines =
        run(
            "--reuid=61001",
            "--regid=61001",
            "--clear-groups",
            // The last one to load its classes, wherever they are.
            "--inh-caps=-all,+net_admin,+kill,+dac_override",
            "--ambient-caps=-all,+net_admin,+kill,+dac_override");
    assertEquals(List.of("[KILL, NET_ADMIN]", "0", "[NET_ADMIN]"), lines.subList(0, 3));
    assertTrue(lines.contains("CapAmb "), lines::toString);
    assertTrue(lines.contains("CapInh "), lines::toString);
  }

  @Test
  void ownOnesAreTheKernels() throws Exception {
    String shown =
        shown().stream().filter(line -> line.startsWith("CapEff ")).findFirst().orElseThrow();
    long bits = Long.parseUnsignedLong("0" + shown.substring(7), 16);
    for (Capability capability : Capability.values()) {
      boolean held = ((bits >>> capability.number()) & 1) != 0;
      assertEquals(held, Capabilities.effective().contains(capability), capability::title);
    }
  }
}
