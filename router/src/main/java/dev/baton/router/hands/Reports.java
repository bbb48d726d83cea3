package dev.baton.router.hands;

import dev.baton.linux.OsException;
import dev.baton.linux.poll.Wakeup;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the other threads have to tell the loop: a queue without locks, and a bell to be polled. */
public final class Reports {

  private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
  private final Wakeup bell;

  private Reports(Wakeup bell) {
    this.bell = bell;
  }

  /** Nothing is told yet. */
  public static Reports open() throws OsException {
    return new Reports(Wakeup.open());
  }

  /** Tells the loop something, soon. */
  void add(Report report) {
    add(List.of(report));
  }

  /** The same, with one ring for all of it. */
  void add(List<Report> several) {
    reports.addAll(several);
    bell.ring();
  }

  /** Rings when there are reports. */
  public Wakeup bell() {
    return bell;
  }

  /** The oldest report that was not taken yet. */
  public Optional<Report> next() {
    return Optional.ofNullable(reports.poll());
  }
}
