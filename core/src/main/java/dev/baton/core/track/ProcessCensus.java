package dev.baton.core.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which processes of the host match which patterns, from the kernel's events and from looks
 * at single processes. Pure: it says whom somebody must look at, and is told what was seen.
 *
 * <p>A look takes time, and events go on meanwhile. So each has a number, and its result counts
 * only if it is still the last that was asked for: a process that has ended since, or has become
 * another program, is not taken for what it was. What a process forks is looked at too as long as
 * it is not known what it is itself.
 */
public final class ProcessCensus {

  /** Somebody must look at this process. */
  public record Ticket(long number, int pid) {}

  /** There are so many processes of this pattern now. */
  public record Change(String pattern, ProcessEvent event) {}

  private record Awaited(long number, ProcessEvent.Cause cause) {}

  private final Map<String, ProcessPattern> patterns;
  private final Map<String, Long> counts = new HashMap<>();

  /** What each process matches that matches anything. */
  private final Map<Integer, Set<String>> matches = new HashMap<>();

  /** The last look at each process that was asked for and is not over. */
  private final Map<Integer, Awaited> awaited = new HashMap<>();

  /** Of these, the ones that nobody has taken. */
  private final LinkedHashMap<Integer, Ticket> tickets = new LinkedHashMap<>();

  /** Of these, the ones without whom it is not known how many there are. */
  private final Set<Integer> unseen = new HashSet<>();

  /** Who was heard of while somebody made a list, which need not have them. */
  private final Set<Integer> newcomers = new HashSet<>();

  private int listingCount;
  private boolean surveying;
  private long lastNumber;

  /** Counts by these patterns, each with its name; nothing is known yet. */
  public ProcessCensus(Map<String, ProcessPattern> patterns) {
    this.patterns = Map.copyOf(patterns);
    patterns.keySet().forEach(name -> counts.put(name, 0L));
  }

  /** Whether anybody must look at command lines. */
  public boolean needsWords() {
    return patterns.values().stream().anyMatch(ProcessPattern::needsWords);
  }

  /** Somebody makes a list of all processes from now on; events are told from before that. */
  public void listingBegan() {
    listingCount++;
    surveying = true;
  }

  /** The list. Each of these must be looked at, and what is counted and is not there is gone. */
  public List<Change> listed(Set<Integer> pids) {
    var changes = new ArrayList<Change>();
    for (int pid : List.copyOf(matches.keySet())) {
      if (!pids.contains(pid) && !awaited.containsKey(pid) && !newcomers.contains(pid)) {
        become(pid, Set.of(), ProcessEvent.Cause.ENDED, changes);
      }
    }
    listingCount--;
    if (listingCount == 0) {
      newcomers.clear();
    }
    for (int pid : pids) {
      unseen.add(pid);
      if (!awaited.containsKey(pid)) {
        ask(pid, ProcessEvent.Cause.RENAMED);
      }
    }
    endSurvey(changes);
    return changes;
  }

  /** A process has made another one, which is its like. */
  public List<Change> forked(int parent, int child) {
    var changes = new ArrayList<Change>();
    if (listingCount > 0 || awaited.containsKey(parent)) {
      ask(child, ProcessEvent.Cause.FORKED);
    } else {
      Set<String> alike = matches.getOrDefault(parent, Set.of());
      become(child, alike, ProcessEvent.Cause.FORKED, changes);
    }
    return changes;
  }

  /** A process runs another program, or has another name. */
  public void renamed(int pid) {
    ask(pid, ProcessEvent.Cause.RENAMED);
  }

  /** A process has ended. */
  public List<Change> ended(int pid) {
    var changes = new ArrayList<Change>();
    awaited.remove(pid);
    tickets.remove(pid);
    become(pid, Set.of(), ProcessEvent.Cause.ENDED, changes);
    seen(pid, changes);
    return changes;
  }

  /** Up to so many processes that must be looked at, in the order in which they must be. */
  public List<Ticket> take(int countMax) {
    var taken = new ArrayList<Ticket>();
    var all = tickets.values().iterator();
    while (taken.size() < countMax && all.hasNext()) {
      taken.add(all.next());
      all.remove();
    }
    return taken;
  }

  /** What was seen of a process. */
  public List<Change> looked(Ticket ticket, ProcessPattern.Look look) {
    var changes = new ArrayList<Change>();
    Awaited last = awaited.get(ticket.pid);
    if (last != null && last.number == ticket.number) {
      awaited.remove(ticket.pid);
      become(ticket.pid, matching(look), last.cause, changes);
      seen(ticket.pid, changes);
    }
    return changes;
  }

  /** There was nothing to be seen: the process has gone, and its end is told, too. */
  public List<Change> gone(Ticket ticket) {
    var changes = new ArrayList<Change>();
    Awaited last = awaited.get(ticket.pid);
    if (last != null && last.number == ticket.number) {
      awaited.remove(ticket.pid);
      seen(ticket.pid, changes);
    }
    return changes;
  }

  /** Nobody has come to look at this process; somebody else must, if it still matters. */
  public void askAgain(Ticket ticket) {
    Awaited last = awaited.get(ticket.pid);
    if (last != null && last.number == ticket.number) {
      ask(ticket.pid, last.cause);
    }
  }

  /** Nobody waits for the look at this process any more; what it shows counts if it ever ends. */
  public List<Change> abandoned(Ticket ticket) {
    var changes = new ArrayList<Change>();
    seen(ticket.pid, changes);
    return changes;
  }

  /** How many processes match. */
  public long count(String pattern) {
    return counts.getOrDefault(pattern, 0L);
  }

  private void ask(int pid, ProcessEvent.Cause cause) {
    if (listingCount > 0) {
      newcomers.add(pid);
    }
    lastNumber++;
    awaited.put(pid, new Awaited(lastNumber, cause));
    tickets.remove(pid);
    tickets.put(pid, new Ticket(lastNumber, pid));
  }

  private Set<String> matching(ProcessPattern.Look look) {
    var names = new LinkedHashSet<String>();
    patterns.forEach(
        (name, pattern) -> {
          if (pattern.matches(look)) {
            names.add(name);
          }
        });
    return names;
  }

  private void become(int pid, Set<String> names, ProcessEvent.Cause cause, List<Change> changes) {
    Set<String> before = matches.getOrDefault(pid, Set.of());
    if (names.isEmpty()) {
      matches.remove(pid);
    } else {
      matches.put(pid, names);
    }
    for (String name : patterns.keySet()) {
      int difference = (names.contains(name) ? 1 : 0) - (before.contains(name) ? 1 : 0);
      if (difference != 0) {
        long count = counts.merge(name, (long) difference, Long::sum);
        changes.add(new Change(name, new ProcessEvent.Counted(count, cause)));
      }
    }
  }

  private void seen(int pid, List<Change> changes) {
    if (unseen.remove(pid)) {
      endSurvey(changes);
    }
  }

  private void endSurvey(List<Change> changes) {
    if (surveying && listingCount == 0 && unseen.isEmpty()) {
      surveying = false;
      counts.forEach(
          (name, count) -> changes.add(new Change(name, new ProcessEvent.Surveyed(count))));
    }
  }
}
