package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program or library needs of its host, as its file says.
 *
 * @param libraries by their names
 * @param glibc the newest version of the C library that one of its symbols asks for
 */
public record ElfNeeds(Path file, List<String> libraries, String glibc) {

  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  private static final Pattern LIBRARY = Pattern.compile("\\(NEEDED\\).*\\[(.*)\\]");
  private static final Pattern VERSION = Pattern.compile("Name: GLIBC_([0-9.]+)");

  /** Whether a file is one. */
  public static boolean isElf(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(MAGIC, in.readNBytes(MAGIC.length));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Reads them. */
  public static ElfNeeds of(Path file) {
    String text = Shell.run("readelf --wide --dynamic --version-info " + file);
    return new ElfNeeds(
        file,
        LIBRARY.matcher(text).results().map(it -> it.group(1)).toList(),
        VERSION
            .matcher(text)
            .results()
            .map(it -> it.group(1))
            .max(Comparator.comparingInt(ElfNeeds::number))
            .orElse("0"));
  }

  /** Whether a version of the C library has all that another one asks for. */
  public static boolean isAtMost(String version, String oldest) {
    return number(version) <= number(oldest);
  }

  private static int number(String version) {
    String[] parts = version.split("\\.", -1);
    return 1000 * Integer.parseInt(parts[0]) + (parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
  }
}
