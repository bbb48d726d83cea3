package dev.baton.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A user of this machine that a test has made, with a group of its own: {@code bt<pid>u<n>}.
 * Closing ends its processes and removes it, and a new run sweeps what a dead one left.
 */
public final class Account implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  static {
    sweep();
  }

  private final String name;
  private final int uid;
  private final int gid;

  public Account() {
    this.name = "bt" + ProcessHandle.current().pid() + "u" + COUNT.incrementAndGet();
    Shell.run("useradd --system --user-group --no-create-home --shell /usr/sbin/nologin " + name);
    this.uid = Integer.parseInt(Shell.run("id -u " + name).strip());
    this.gid = Integer.parseInt(Shell.run("id -g " + name).strip());
  }

  private static void sweep() {
    try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
      lines
          .map(line -> line.substring(0, line.indexOf(':')))
          .filter(name -> name.matches("bt\\d+u\\d+"))
          .filter(name -> ProcessHandle.of(ownerOf(name)).isEmpty())
          .forEach(name -> Shell.attempt(List.of("userdel", "--force", name)));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static long ownerOf(String name) {
    return Long.parseLong(name.substring(2, name.indexOf('u')));
  }

  public String name() {
    return name;
  }

  public int uid() {
    return uid;
  }

  public int gid() {
    return gid;
  }

  /** A command's words, run as this user and without anything of root's. */
  public List<String> command(String... words) {
    return Stream.concat(
            Stream.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"),
            Stream.of(words))
        .toList();
  }

  /** Ends all its processes; they are of this test, since the user is. */
  public void endProcesses() {
    ProcessHandle.allProcesses()
        .filter(process -> isOurs(process.pid()))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private boolean isOurs(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.anyMatch(line -> line.startsWith("Uid:\t" + uid + "\t"));
    } catch (IOException | UncheckedIOException gone) {
      return false;
    }
  }

  @Override
  public void close() {
    endProcesses();
    Shell.attempt(List.of("userdel", "--force", name));
  }
}
