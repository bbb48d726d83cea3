package dev.baton.supervisor.track;

import dev.baton.core.log.LogLine;
import dev.baton.core.track.ProcessCensus;
import dev.baton.core.track.ProcessPattern;
import dev.baton.linux.connector.ProcessTable;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.loop.SlowWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks at processes for a {@link ProcessCensus}, on a thread of its own: a command line is in the
 * memory of its process, which may wait for a file system that does not answer ({@link SlowWork}).
 * Such a process is left out until it can be looked at; it holds nobody else up.
 */
final class ProcessLooks implements AutoCloseable {

  private static final SlowWork.Wording WORDING =
      new SlowWork.Wording("while its command line is read", "no process is looked at now");

  /** So many are looked at before the loop hears of it. */
  private static final int BATCH_COUNT_MAX = 128;

  private final EventLoop loop;
  private final Consumer<List<ProcessCensus.Change>> changes;
  private final SlowWork work;
  private final Set<Integer> hanging = new HashSet<>();
  private ProcessCensus census = new ProcessCensus(Map.of());
  private boolean busy;

  ProcessLooks(
      EventLoop loop, Consumer<LogLine> log, Consumer<List<ProcessCensus.Change>> changes) {
    this.loop = loop;
    this.changes = changes;
    this.work = new SlowWork(loop, log, "processes", WORDING);
  }

  /** Works for this census from now on. */
  void count(ProcessCensus next) {
    census = next;
  }

  /** Looks at all processes. */
  void survey() {
    census.listingBegan();
    work.add(new Listing(census));
  }

  /** Looks at those that must be looked at, unless somebody does already. */
  void goOn() {
    if (busy) {
      return;
    }
    var batch = new ArrayList<ProcessCensus.Ticket>();
    for (ProcessCensus.Ticket ticket : census.take(BATCH_COUNT_MAX)) {
      if (hanging.contains(ticket.pid())) {
        changes.accept(census.abandoned(ticket));
      } else {
        batch.add(ticket);
      }
    }
    if (!batch.isEmpty()) {
      busy = true;
      work.add(new Looking(census, List.copyOf(batch)));
    }
  }

  @Override
  public void close() {
    work.close();
  }

  /** Finds out which processes there are. */
  private final class Listing implements SlowWork.Job {

    private final ProcessCensus of;

    Listing(ProcessCensus of) {
      this.of = of;
    }

    @Override
    public Object subject() {
      return this;
    }

    @Override
    public String title() {
      return "The list of processes";
    }

    @Override
    public void run() {
      Set<Integer> pids = ProcessTable.pids();
      loop.post(() -> found(pids));
    }

    private void found(Set<Integer> pids) {
      if (of == census) {
        changes.accept(census.listed(pids));
        goOn();
      }
    }

    /** No list is about the same as another. */
    @Override
    public void refused() {}
  }

  /** Looks at some processes, one after the other. */
  private final class Looking implements SlowWork.Job {

    private final ProcessCensus of;
    private final List<ProcessCensus.Ticket> tickets;
    private final boolean words;

    /** Which one is looked at; also how many are done with. */
    private volatile int at;

    /** The rest is not its business any more. The loop's own, as is the next. */
    private volatile boolean stuck;

    Looking(ProcessCensus of, List<ProcessCensus.Ticket> tickets) {
      this.of = of;
      this.tickets = tickets;
      this.words = of.needsWords();
    }

    @Override
    public Object subject() {
      return this;
    }

    @Override
    public String title() {
      return "Process " + tickets.get(Math.min(at, tickets.size() - 1)).pid();
    }

    @Override
    public void run() {
      var seen = new ArrayList<Optional<ProcessPattern.Look>>(tickets.size());
      for (int i = 0; i < tickets.size() && !stuck; i++) {
        at = i;
        seen.add(
            ProcessTable.look(tickets.get(i).pid(), words)
                .map(entry -> new ProcessPattern.Look(entry.shortName(), entry.words())));
      }
      loop.post(() -> found(seen));
    }

    private void found(List<Optional<ProcessPattern.Look>> seen) {
      if (stuck) {
        hanging.remove(tickets.get(at).pid());
      } else {
        busy = false;
      }
      if (of == census) {
        for (int i = 0; i < seen.size(); i++) {
          ProcessCensus.Ticket ticket = tickets.get(i);
          changes.accept(
              seen.get(i)
                  .map(look -> census.looked(ticket, look))
                  .orElseGet(() -> census.gone(ticket)));
        }
      }
      goOn();
    }

    /** The one that hangs is left out for now, and those behind it are asked for anew. */
    @Override
    public void hangs() {
      stuck = true;
      int hung = at;
      hanging.add(tickets.get(hung).pid());
      busy = false;
      if (of == census) {
        changes.accept(census.abandoned(tickets.get(hung)));
        tickets.subList(hung + 1, tickets.size()).forEach(census::askAgain);
      }
      goOn();
    }

    /** No batch is about the same as another. */
    @Override
    public void refused() {}
  }
}
