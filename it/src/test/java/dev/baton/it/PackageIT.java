package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.ElfNeeds;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Packages;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the packages; how they live on a host is in {@link SystemdIT} and {@link RpmIT}. */
final class PackageIT {

  private static final String PACKED = "baton_*.deb";
  private static final long PACKED_BYTES_MAX = 60L << 20;

  /** Of Enterprise Linux 8; Debian 12 has 2.36, Ubuntu 24.04 has 2.39, Debian 13 has 2.41. */
  private static final String GLIBC_OLDEST = "2.28";

  /** They come with the C library. */
  private static final Set<String> OF_GLIBC =
      Set.of(
          "libc.so.6",
          "libm.so.6",
          "libdl.so.2",
          "librt.so.1",
          "libpthread.so.0",
          "ld-linux-x86-64.so.2",
          "ld-linux-aarch64.so.1");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private static Path folder;

  @BeforeAll
  static void unpack() {
    Packages.unpack(PACKED, folder);
  }

  @Test
  void runsOnTheOldestCLibraryAndNothingElse() throws IOException {
    var brought = new HashSet<String>();
    var needs = new ArrayList<ElfNeeds>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(ElfNeeds::isElf).toList()) {
        brought.add(file.getFileName().toString());
        needs.add(ElfNeeds.of(file));
      }
    }
    assertTrue(needs.size() > 5, needs.toString());
    for (ElfNeeds file : needs) {
      assertTrue(ElfNeeds.isAtMost(file.glibc(), GLIBC_OLDEST), file.toString());
      var missing = new TreeSet<>(file.libraries());
      missing.removeAll(brought);
      missing.removeAll(OF_GLIBC);
      assertEquals(Set.of(), missing, file.toString());
    }
  }

  @Test
  void isSmall() throws IOException {
    long bytes = Files.size(Packages.file(PACKED));
    assertTrue(bytes < PACKED_BYTES_MAX, () -> bytes + " bytes");
  }

  /** It need not be in the archive's own place to work, and keeps its archive of classes. */
  @Test
  void programRunsFromThePackageWithItsArchive() {
    Path runtime = folder.resolve("usr/lib/baton/lib");
    var said =
        Shell.attempt(
            List.of(
                runtime.resolve("runtime/bin/baton").toString(),
                "@" + runtime.resolve("baton/supervisor.flags"),
                "-Xshare:on",
                "dev.baton.supervisor.Main",
                "-v"));
    assertTrue(said.text().startsWith("Baton v" + version()), said.text());
    assertTrue(baton("help").text().startsWith("Usage: baton"));
  }

  /** dpkg keeps what the operator has made of it. */
  @Test
  void configurationBelongsToTheOperator() {
    assertEquals("/etc/baton/baton.conf\n", control("conffiles"));
  }

  @Test
  void checksumsAreThoseOfTheFiles() throws IOException {
    Files.writeString(folder.resolve("md5sums"), control("md5sums"));
    var said = Shell.attempt(List.of("sh", "-c", "cd " + folder + " && md5sum --quiet -c md5sums"));
    assertEquals(new Outcome(0, ""), said);
  }

  @Test
  void versionIsTheProgramsOwn() {
    assertTrue(control("control").contains("\nVersion: " + version() + "-"), control("control"));
  }

  @ParameterizedTest
  @ValueSource(strings = {PACKED, "baton-keepalived_*.deb"})
  void lintianHasNothingToSay(String glob) {
    var said =
        Shell.attempt(
            List.of(
                "lintian",
                "--allow-root",
                "--fail-on=error,warning,info",
                "--display-info",
                Packages.file(glob).toString()));
    assertEquals(new Outcome(0, ""), said);
  }

  /** Each sample, the file in /etc as it is, and the pair that it has behind its signs. */
  @Test
  void everyConfigurationPassesCheck() throws IOException {
    var files = new ArrayList<Path>();
    Path installed = folder.resolve("etc/baton/baton.conf");
    files.add(installed);
    String pair =
        Pattern.compile("^#(?=\\S|    )", Pattern.MULTILINE)
            .matcher(Files.readString(installed))
            .replaceAll("");
    assertTrue(pair.contains("\nvrrp_instance web {\n"), pair);
    files.add(Files.writeString(folder.resolve("pair.conf"), pair));
    try (Stream<Path> examples = Files.list(folder.resolve("usr/share/doc/baton/examples"))) {
      examples.filter(file -> !file.endsWith("hardened.conf")).forEach(files::add);
    }
    assertTrue(files.size() > 5, files.toString());
    try (var lan = new Lan()) {
      var host = lan.host("one", "192.0.2.11/24", "2001:db8::11/64", "fe80::11/64");
      for (Path file : files) {
        var command = List.of("ip", "netns", "exec", host.namespace(), program(), "check");
        var said =
            Shell.attempt(Stream.concat(command.stream(), Stream.of(file.toString())).toList());
        assertEquals(new Outcome(0, file + ": no mistakes found\n"), said);
      }
    }
  }

  /** The figures are those of the manual, at most. */
  @Test
  void unitIsUnderstoodAndNoMoreExposedThanTheManualSays() throws IOException {
    Path unit = folder.resolve("usr/lib/systemd/system/baton.service");
    String hardened = folder.resolve("usr/share/doc/baton/examples/hardened.conf").toString();
    Path both =
        Files.writeString(
            folder.resolve("hardened.service"),
            Files.readString(unit) + "\n" + Files.readString(Path.of(hardened)));
    String manual = Files.readString(ROOT.resolve("docs/manual/install.md"));
    for (Path file : List.of(unit, both)) {
      var figure =
          Pattern.compile(
                  "\\b" + (file.equals(unit) ? "as installed" : "hardened") + " \\| (\\d\\.\\d) ")
              .matcher(manual);
      assertTrue(figure.find(), "no figure of " + file.getFileName());
      String threshold = figure.group(1).replace(".", "");
      var said =
          Shell.attempt(
              List.of(
                  "systemd-analyze",
                  "security",
                  "--offline=true",
                  "--no-pager",
                  "--threshold=" + threshold,
                  file.toString()));
      assertEquals(0, said.exitCode(), said.text());
      assertFalse(said.text().contains("Unknown"), said.text());
    }
  }

  private static String version() {
    try {
      var version =
          Pattern.compile("<version>(.*?)</version>")
              .matcher(Files.readString(ROOT.resolve("pom.xml")));
      assertTrue(version.find());
      return version.group(1);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String control(String file) {
    return Shell.run("dpkg-deb -I " + Packages.file(PACKED) + " " + file);
  }

  private static String program() {
    return folder.resolve("usr/bin/baton").toString();
  }

  private static Outcome baton(String... words) {
    return Shell.attempt(Stream.concat(Stream.of(program()), Stream.of(words)).toList());
  }
}
