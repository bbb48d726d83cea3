package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A daemon that runs in a {@link Host}: Baton's image, or keepalived as a peer. */
public final class Daemon implements AutoCloseable {

  /** Which program it is. */
  public enum Kind {
    BATON,
    KEEPALIVED;

    List<String> command() {
      return List.of(this == KEEPALIVED ? "/usr/sbin/keepalived" : image().toString());
    }
  }

  /** Time that a busy test machine may need for anything that should happen at once. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Host host;
  private final Path folder;
  private final Path log;
  private final Process process;

  /** Started by a command that the daemon's options follow. */
  Daemon(List<String> command, Host host, Path folder, List<String> options) throws IOException {
    this.host = host;
    this.folder = folder;
    this.log = folder.resolve("log");
    List<String> words = new ArrayList<>(host.entrance());
    words.addAll(command);
    words.addAll(List.of("-n", "-l", "-D", "-f", file("daemon.conf")));
    words.addAll(List.of("-p", file("main.pid"), "-r", file("vrrp.pid")));
    words.addAll(List.of("-c", file("checkers.pid"), "-b", file("bfd.pid")));
    words.addAll(options);
    var builder = new ProcessBuilder(words);
    builder.environment().put("TMPDIR", folder.toString());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    this.process = builder.start();
    process.getOutputStream().close();
  }

  /** The program that {@code ./dev image} has made. */
  public static Path image() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("dev"))) {
      folder =
          Optional.ofNullable(folder.getParent())
              .orElseThrow(() -> new AssertionError("run inside the source tree"));
    }
    Path program = folder.resolve("target/image/bin/baton");
    if (!Files.isExecutable(program)) {
      throw new AssertionError("no image: run ./dev image first");
    }
    return program;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** A folder of the daemon's own: its files, its dumps. */
  public Path folder() {
    return folder;
  }

  /** All that it has said so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Waits until the log has {@code text}. */
  public Daemon awaitLog(String text) {
    Await.until(
        host.name() + " logs \"" + text + "\"", PATIENCE, () -> log().contains(text), this::log);
    return this;
  }

  /** Waits until the log has {@code text} so many times. */
  public Daemon awaitLog(String text, int times) {
    Await.until(
        host.name() + " logs \"" + text + "\" " + times + " times",
        PATIENCE,
        () -> log().split(Pattern.quote(text), -1).length > times,
        this::log);
    return this;
  }

  /** Waits until the host holds the address, or does not. */
  public Daemon awaitAddress(String address, boolean held) {
    Await.until(
        host.name() + (held ? " holds " : " gives up ") + address,
        PATIENCE,
        () -> host.holds(address) == held,
        this::log);
    return this;
  }

  /** The process of the main pid file. */
  public long pid() {
    return process.pid();
  }

  /** The process of VRRP, from its pid file. */
  public ProcessHandle router() {
    Path file = folder.resolve("vrrp.pid");
    Await.until("a pid file of VRRP", PATIENCE, () -> pidIn(file).isPresent(), this::log);
    return pidIn(file).orElseThrow();
  }

  private static Optional<ProcessHandle> pidIn(Path file) {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException notYet) {
      return Optional.empty();
    }
  }

  /** Replaces the configuration; {@code signal("HUP")} makes the daemon read it. */
  public void rewrite(String configuration) {
    try {
      Files.writeString(folder.resolve("daemon.conf"), configuration);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Sends a signal to the main process. */
  public void signal(String name) {
    Shell.run("kill -" + name + " " + pid());
  }

  /** Sends a signal to one process of the daemon. */
  public void signalTo(ProcessHandle part, String name) {
    Shell.run("kill -" + name + " " + part.pid());
  }

  /** Sends a signal to the main process and waits for its end; the exit code. */
  public int stop() {
    signal("TERM");
    return awaitEnd();
  }

  /** The exit code of the main process, which is about to end. */
  public int awaitEnd() {
    Await.until(
        host.name() + " ends", PATIENCE, () -> !process.isAlive(), () -> log() + whereabouts());
    return process.exitValue();
  }

  /** What each thread of the daemon waits for in the kernel. */
  private String whereabouts() {
    var text = new StringBuilder();
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    for (ProcessHandle one : all) {
      String tasks = "/proc/" + one.pid() + "/task/*/";
      String what = "grep -s . " + tasks + "comm " + tasks + "wchan " + tasks + "syscall";
      text.append(Shell.attempt(List.of("sh", "-c", what)).text());
    }
    return text.toString();
  }

  /** Kills all its processes in one breath, so that none can clean up after another. */
  public void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    // Stopped first: a child would otherwise see its parent go, and resign.
    all.forEach(each -> Shell.attempt(List.of("kill", "-STOP", Long.toString(each.pid()))));
    all.forEach(ProcessHandle::destroyForcibly);
    Await.until(
        "all processes are dead", PATIENCE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Whether the main process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
