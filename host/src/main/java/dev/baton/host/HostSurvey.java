package dev.baton.host;

import dev.baton.config.facts.FactsRecorder;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.Sources;
import java.nio.charset.StandardCharsets;

/**
 * Asks for everything that this host can list, so that a recorder knows it before any configuration
 * has asked: users, groups, names of routing. Interfaces a recorder knows from the start.
 */
public final class HostSurvey {

  /** A directory of accounts is not copied; the accounts of the files are few. */
  private static final int NAMES_MAX = 2_000;

  private HostSurvey() {}

  /** Asks the recorder for all that there is. */
  public static void ask(FactsRecorder recorder) {
    eachName("/etc/passwd", recorder::user);
    eachName("/etc/group", recorder::group);
    var routing = new RoutingNames();
    for (RoutingName kind : RoutingName.values()) {
      for (String name : routing.names(kind)) {
        recorder.routingNumber(kind, name);
      }
    }
  }

  private interface Question {
    Object ask(String name);
  }

  private static void eachName(String file, Question question) {
    if (!(new LiveSources().read(file) instanceof Sources.Content(byte[] bytes))) {
      return;
    }
    int asked = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && asked++ < NAMES_MAX) {
        question.ask(line.substring(0, colon));
      }
    }
  }
}
