package dev.baton.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The texts that the module brings along. */
public final class ModuleText {

  private ModuleText() {}

  /** What is in the file of that name, in the package of {@code neighbour}. */
  public static String of(Class<?> neighbour, String name) {
    try (InputStream in = neighbour.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError(name + " is not in the module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(name + " is in the module", unreadable);
    }
  }
}
