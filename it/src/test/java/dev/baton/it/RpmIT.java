package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.BareRoot;
import dev.baton.it.kit.Packages;
import dev.baton.it.kit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The RPM in a root of its own. Debian's rpm knows of no packages that could provide what it needs,
 * so dependencies are not asked for.
 */
final class RpmIT {

  private static final String PACKED = "baton-[0-9]*.rpm";

  @TempDir private Path root;

  private String rpm(String... words) {
    var command = Stream.concat(Stream.of("rpm", "--root", root.toString()), Stream.of(words));
    var said = Shell.attempt(command.toList());
    assertEquals(0, said.exitCode(), said.text());
    return said.text();
  }

  /** All files but rpm's own; the folders belong to the system. */
  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      var names = new TreeSet<String>();
      files
          .filter(file -> !Files.isDirectory(file))
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.startsWith("root") && !name.startsWith("var"))
          .forEach(names::add);
      return names;
    }
  }

  @Test
  void isInstalledUpgradedAndErased() throws IOException {
    BareRoot.make(root);
    var before = files();
    String file = Packages.file(PACKED).toString();

    rpm("--install", "--nodeps", file);
    rpm("--verify", "--nodeps", "baton");
    assertSaysVersion();

    Path configuration = root.resolve("etc/baton/baton.conf");
    Files.writeString(configuration, "# ours\n", StandardOpenOption.APPEND);
    rpm("--upgrade", "--nodeps", "--force", file);
    assertTrue(Files.readString(configuration).endsWith("# ours\n"));
    assertSaysVersion();

    rpm("--erase", "--nodeps", "baton");
    var left = files();
    left.removeAll(before);
    // As rpm keeps it for who comes back.
    assertEquals(Set.of("etc/baton/baton.conf.rpmsave"), left);
  }

  private void assertSaysVersion() {
    var said =
        Shell.attempt(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" /usr/bin/baton -v",
                root.toString()));
    assertEquals(0, said.exitCode(), said.text());
    assertTrue(said.text().startsWith("Baton v"), said.text());
  }

  @Test
  void asksForWhatItNeeds() {
    String needs = Shell.run("rpm -qp --requires " + Packages.file(PACKED));
    assertTrue(needs.contains("libc.so.6(GLIBC_2."), needs);
    assertTrue(needs.contains("coreutils >= "), needs);
  }

  @Test
  void keepalivedsPlaceIsTakenByAPackageOfItsOwn() {
    Path file = Packages.file("baton-keepalived-*.rpm");
    assertTrue(Shell.run("rpm -qp --provides " + file).contains("keepalived"));
    assertTrue(Shell.run("rpm -qp --conflicts " + file).contains("keepalived"));
    String files = Shell.run("rpm -qpl " + file);
    assertTrue(files.contains("/usr/sbin/keepalived\n"), files);
    assertTrue(files.contains("/usr/lib/systemd/system/keepalived.service\n"), files);
  }
}
