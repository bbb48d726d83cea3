package dev.baton.supervisor.life;

import dev.baton.config.facts.Sources;
import dev.baton.core.model.GlobalConfig;
import dev.baton.host.LiveSources;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileWatch;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.poll.Poller;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.SupervisorLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The file that schedules a reload (reload_time_file). Its directory is watched, so that the file
 * can appear, be replaced and disappear.
 */
final class ReloadSchedule {

  private static final int CHANGES =
      FileWatch.CLOSED_AFTER_WRITING
          | FileWatch.DELETED
          | FileWatch.MOVED_AWAY
          | FileWatch.MOVED_HERE;

  /** The wall clock may be set while we wait: look at it this often. */
  private static final long GLANCE_SECONDS_MAX = 60;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final DaemonLog log;
  private final EventLoop loop;
  private final Runnable onTime;
  private GlobalConfig config;
  private Optional<FileWatch> files = Optional.empty();
  private Optional<EventLoop.Watch> watch = Optional.empty();
  private Optional<EventLoop.Timer> timer = Optional.empty();
  private Optional<ReloadTime> scheduled = Optional.empty();

  ReloadSchedule(DaemonLog log, EventLoop loop, GlobalConfig config, Runnable onTime) {
    this.log = log;
    this.loop = loop;
    this.config = config;
    this.onTime = onTime;
  }

  /** Watches the file that this configuration names, if it names one. */
  void configure(GlobalConfig next) {
    boolean same = files.isPresent() && next.reloadTimeFile().equals(config.reloadTimeFile());
    config = next;
    if (same) {
      return;
    }
    close();
    if (config.reloadTimeFile().isEmpty()) {
      return;
    }
    try {
      FileWatch opened = FileWatch.open();
      files = Optional.of(opened);
      String path = config.reloadTimeFile();
      String directory = path.substring(0, Math.max(1, path.lastIndexOf('/')));
      OsException.check(opened.add(directory, CHANGES), "watch", directory);
      watch = Optional.of(loop.watch(opened.fd(), Poller.READABLE, () -> changed(opened)));
      look();
    } catch (OsException refused) {
      log.say(SupervisorLog.failed("watch the reload time file", refused.getMessage()));
      close();
    }
  }

  private void close() {
    watch.ifPresent(EventLoop.Watch::forget);
    files.ifPresent(FileWatch::close);
    timer.ifPresent(EventLoop.Timer::cancel);
    watch = Optional.empty();
    files = Optional.empty();
    scheduled = Optional.empty();
  }

  private void changed(FileWatch opened) {
    String path = config.reloadTimeFile();
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean[] concerned = {false};
    opened.read(
        event ->
            concerned[0] |= event.name().equals(name) || (event.what() & FileWatch.OVERFLOW) != 0);
    if (concerned[0]) {
      look();
    }
  }

  private void look() {
    Optional<ReloadTime> next = Optional.empty();
    if (new LiveSources().read(config.reloadTimeFile()) instanceof Sources.Content(byte[] bytes)) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      next = ReloadTime.parse(text, ZonedDateTime.now(ZoneId.systemDefault()));
      if (next.isEmpty()) {
        log.say(SupervisorLog.reloadTimeInvalid(text.strip()));
      }
    }
    if (next.isPresent() && scheduled.isEmpty()) {
      log.say(SupervisorLog.reloadScheduled(next.get().text()));
    } else if (next.isPresent() && !next.equals(scheduled)) {
      String from = scheduled.get().text();
      log.say(SupervisorLog.reloadRescheduled(from, next.get().text()));
    } else if (next.isEmpty() && scheduled.isPresent()) {
      log.say(SupervisorLog.reloadCancelled(scheduled.get().text()));
    }
    scheduled = next;
    arm();
  }

  private void arm() {
    timer.ifPresent(EventLoop.Timer::cancel);
    if (scheduled.isPresent()) {
      long seconds = scheduled.get().epochSecond() - Instant.now().getEpochSecond();
      long wait = Math.clamp(seconds, 0, GLANCE_SECONDS_MAX);
      timer = Optional.of(loop.at(System.nanoTime() + wait * NANOS_PER_SECOND, this::glance));
    }
  }

  private void glance() {
    ReloadTime due = scheduled.orElseThrow();
    if (due.epochSecond() > Instant.now().getEpochSecond()) {
      arm();
      return;
    }
    scheduled = Optional.empty();
    if (config.reloadRepeat() && due.daily()) {
      look();
    } else {
      HostFile.unlink(config.reloadTimeFile());
    }
    onTime.run();
  }
}
