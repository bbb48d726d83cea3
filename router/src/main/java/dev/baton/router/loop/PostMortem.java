package dev.baton.router.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * The report of a router that failed because of a bug: the failure, and the events that led to it.
 */
final class PostMortem {

  private PostMortem() {}

  /** Lines for the log, and for standard error in case nobody reads the log. */
  static List<String> lines(Throwable bug, List<String> recorded) {
    List<String> lines = new ArrayList<>();
    lines.add("The router has met a bug and gives up its addresses.");
    for (Throwable cause = bug; cause != null; cause = cause.getCause()) {
      lines.add("because of " + cause);
      for (StackTraceElement element : cause.getStackTrace()) {
        lines.add("  at " + element);
      }
    }
    for (Throwable also : bug.getSuppressed()) {
      lines.add("and then " + also);
    }
    lines.add("The last " + recorded.size() + " events, times from the failure back:");
    lines.addAll(recorded);
    lines.forEach(System.err::println);
    return lines;
  }
}
