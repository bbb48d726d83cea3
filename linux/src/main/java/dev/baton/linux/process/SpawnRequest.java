package dev.baton.linux.process;

import dev.baton.linux.Fd;
import java.util.List;
import java.util.Optional;

/**
 * A process that shall be started.
 *
 * @param path of the executable file; it is not searched for
 * @param arguments all of them, the name by which it is called first
 * @param environment as {@code NAME=value}
 * @param directory to change to before; its own is this process's otherwise
 * @param descriptors the child's 0, 1, 2 and so on, every other is closed; {@link #DEV_NULL} stands
 *     for /dev/null, which is also what is missing of the first three
 * @param newSession to leave the terminal, from which a process of another user could type into the
 *     shell behind it; otherwise the child leads a process group in this session
 * @param keepSignalMask to block what the calling thread blocks, as a program must that reads its
 *     signals from a descriptor; otherwise none is blocked
 */
public record SpawnRequest(
    String path,
    List<String> arguments,
    List<String> environment,
    Optional<String> directory,
    List<Fd> descriptors,
    boolean newSession,
    boolean keepSignalMask) {

  /** In the place of a descriptor: /dev/null, for reading and writing. */
  public static final Fd DEV_NULL = Fd.adopt(-1);

  /** A process with nothing special about it. */
  public static SpawnRequest of(List<String> arguments, List<String> environment) {
    return new SpawnRequest(
        arguments.getFirst(), arguments, environment, Optional.empty(), List.of(), false, false);
  }
}
