package dev.baton.supervisor.observe;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.Printable;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.supervisor.option.Options;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The log of the daemon: lines are taken in without waiting, and written to all sinks by one thread
 * in the order in which they came. What finds no room is counted, and the count is said later.
 */
public final class LogWriter implements Runnable {

  /** Some seconds of the most talkative start; a thousand instances say three lines each. */
  private static final int QUEUE_LENGTH_MAX = 8192;

  /** What the queue holds: a line, or the wish of its owner. */
  private sealed interface Item {}

  private record Line(LogEntry entry) implements Item {}

  private record Reopen() implements Item {}

  private record End() implements Item {}

  private final ArrayBlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH_MAX);
  private final AtomicLong lost = new AtomicLong();
  private final Options.Logging wanted;

  /** A log that goes where the command line says; {@link #run} is for a thread of its owner's. */
  public LogWriter(Options.Logging wanted) {
    this.wanted = wanted;
  }

  /** Says a line, unless it is of option -D and that was not given. Safe from any thread. */
  public void say(Speaker speaker, LogLine line) {
    if (line.level() == LogLine.Level.DETAIL && wanted.detail() == 0) {
      return;
    }
    var entry = new LogEntry(speaker, line, Instant.now().getEpochSecond());
    if (!queue.offer(new Line(entry))) {
      lost.incrementAndGet();
    }
  }

  /** Opens the log file anew, as logrotate(8) wants it after a reload. */
  public void reopen() {
    if (!queue.offer(new Reopen())) {
      lost.incrementAndGet();
    }
  }

  /** Lets {@link #run} end after what was said so far. */
  public void end() {
    while (!queue.offer(new End())) {
      // Full of lines that nobody takes: the oldest gives way to the end.
      queue.poll();
    }
  }

  @Override
  public void run() {
    List<LogSink> sinks = sinks();
    WallClock clock = WallClock.now();
    try {
      while (true) {
        switch (queue.take()) {
          case Line(LogEntry entry) -> write(sinks, clock, entry);
          case Reopen _ -> sinks.forEach(LogSink::reopen);
          case End _ -> {
            return;
          }
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<LogSink> sinks, WallClock clock, LogEntry entry) {
    if (!writeToAll(sinks, clock, entry)) {
      lost.incrementAndGet();
      return;
    }
    long count = lost.get();
    if (count > 0) {
      LogLine line = SupervisorLog.linesLost(count);
      if (writeToAll(sinks, clock, new LogEntry(entry.speaker(), line, entry.epochSecond()))) {
        lost.addAndGet(-count);
      }
    }
  }

  private static boolean writeToAll(List<LogSink> sinks, WallClock clock, LogEntry entry) {
    boolean written = true;
    for (LogSink sink : sinks) {
      written &= sink.write(entry, clock);
    }
    return written;
  }

  private List<LogSink> sinks() {
    var sinks = new ArrayList<LogSink>(3);
    try {
      if (wanted.console()) {
        sinks.add(new ConsoleSink(Fd.adopt(2)));
      }
      if (wanted.syslog()) {
        sinks.add(new SyslogSink(wanted.facility()));
      }
      if (!wanted.file().isEmpty()) {
        sinks.add(FileSink.main(wanted.file()));
        sinks.add(FileSink.router(wanted.file()));
      }
    } catch (OsException | IOException noSink) {
      // There is no log yet that could hold this.
      System.err.println(Printable.line("baton: log: " + noSink.getMessage()));
    }
    return sinks;
  }
}
