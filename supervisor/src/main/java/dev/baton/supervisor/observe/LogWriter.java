package dev.baton.supervisor.observe;

import dev.baton.core.log.LogLine;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.supervisor.option.Options;
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

  /** Makes a sink. */
  private interface Making {
    LogSink make() throws OsException;
  }

  private final ArrayBlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH_MAX);
  private final AtomicLong lost = new AtomicLong();
  private final Options.Logging wanted;

  /** What is still to be said of sinks. */
  private final List<LogLine> complaints = new ArrayList<>();

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

  /** Opens the log file again, as logrotate(8) wants it after a reload. */
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
    open(sinks);
    WallClock clock = WallClock.now();
    try {
      while (true) {
        switch (queue.take()) {
          case Line(LogEntry entry) -> write(sinks, clock, entry);
          case Reopen _ -> open(sinks);
          case End _ -> {
            return;
          }
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void open(List<LogSink> sinks) {
    for (LogSink sink : sinks) {
      String refusal = sink.open();
      if (!refusal.isEmpty()) {
        complain(refusal);
      }
    }
  }

  /** What is wrong with one sink is said by the others, before the next line. */
  private void complain(String reason) {
    complaints.add(SupervisorLog.failed("log", reason));
    if (!wanted.console()) {
      // Perhaps there are no others.
      System.err.println("baton: unable to log: " + reason);
    }
  }

  private void write(List<LogSink> sinks, WallClock clock, LogEntry entry) {
    for (LogLine complaint : complaints) {
      writeToAll(sinks, clock, new LogEntry(entry.speaker(), complaint, entry.epochSecond()));
    }
    complaints.clear();
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
    var sinks = new ArrayList<LogSink>(4);
    if (wanted.console()) {
      add(sinks, () -> new ConsoleSink(Fd.adopt(2)));
    }
    if (wanted.syslog()) {
      add(sinks, () -> new SyslogSink(wanted.facility()));
    }
    if (!wanted.file().isEmpty()) {
      sinks.add(FileSink.main(wanted.file()));
      sinks.add(FileSink.router(wanted.file()));
    }
    return sinks;
  }

  /** One that cannot be must not keep the others from being. */
  private void add(List<LogSink> sinks, Making making) {
    try {
      sinks.add(making.make());
    } catch (OsException noSink) {
      complain(noSink.getMessage());
    }
  }
}
