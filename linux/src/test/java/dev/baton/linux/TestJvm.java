package dev.baton.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A second virtual machine on the class path of this one, for what changes a whole process. */
public final class TestJvm {

  private TestJvm() {}

  /** Starts a class's main method, by a command that is put in front, such as {@code env}. */
  public static Process start(Class<?> main, String... before) throws IOException {
    return start(main, List.of(), before);
  }

  /** The same with arguments for the method. */
  public static Process start(Class<?> main, List<String> arguments, String... before)
      throws IOException {
    var command = new ArrayList<>(List.of(before));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-Xrs", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
