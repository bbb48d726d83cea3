package dev.baton.it.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

/**
 * A root of its own for a package, as the smallest container has it: a shell, the programs that the
 * launcher calls, and the C library.
 */
public final class BareRoot {

  private static final String MAKE =
      """
      set -eu
      copy() { mkdir -p "$0/$(dirname "$1")"; cp -L "$1" "$0/$1"; }
      libraries=/lib/$(uname -m)-linux-gnu
      for file in /bin/sh /usr/bin/{env,readlink,setpriv} $libraries/lib{dl,m,pthread,rt}.so.?; do
        copy $file
        for library in $(ldd $file | grep -o '/[^ ]*'); do
          copy $library
        done
      done
      mkdir "$0"/{dev,proc,run,tmp}
      """;

  private BareRoot() {}

  /** Makes it in an empty folder. */
  public static void make(Path root) {
    var made = Shell.attempt(List.of("bash", "-c", MAKE, root.toString()));
    assertEquals(0, made.exitCode(), made.text());
  }
}
