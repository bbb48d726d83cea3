package dev.baton.supervisor.control;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.node.Transition;
import dev.baton.supervisor.observe.JsonWriter;
import dev.baton.supervisor.observe.TransitionObserver;
import dev.baton.supervisor.observe.WallClock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What happened last: transitions of instances and sync groups, changes of their priorities,
 * reloads, ends of the router. The oldest is forgotten when there is no room.
 */
public final class History implements TransitionObserver {

  /** A thousand instances that fail over and back; half a megabyte. */
  static final int COUNT_MAX = 2_000;

  /** Longer than any cause of ours, unless an operator's names are very long. */
  static final int TEXT_CHARS_MAX = 300;

  private static final String INIT = "INIT";

  private sealed interface Entry {
    long micros();
  }

  private record Changed(
      long micros,
      Kind kind,
      Transition.Subject subject,
      String name,
      String from,
      String to,
      int priority,
      String cause)
      implements Entry {}

  private record Noted(long micros, Kind kind, String text) implements Entry {}

  /** What is kept. */
  public enum Kind {
    TRANSITION("transition"),
    PRIORITY("priority"),
    STARTED("started"),
    RELOADED("reloaded"),
    RELOAD_REFUSED("reload-refused"),
    ROUTER_STARTED("router-started"),
    ROUTER_ENDED("router-ended"),
    STOPPING("stopping");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  private final Supplier<WallClock> clock;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final Map<Transition.Who, String> states = new HashMap<>();
  private long forgotten;

  /**
   * Nothing has happened yet.
   *
   * @param clock the present moment
   */
  public History(Supplier<WallClock> clock) {
    this.clock = clock;
  }

  @Override
  public void tell(Transition transition, NotifyConfig notify) {
    switch (transition.event()) {
      case MASTER, BACKUP, FAULT, STOP ->
          entered(Kind.TRANSITION, transition, transition.event().name());
      case DELETED -> {
        entered(Kind.TRANSITION, transition, "DELETED");
        states.remove(transition.who());
      }
      case MASTER_PRIORITY -> entered(Kind.PRIORITY, transition, "MASTER");
      case BACKUP_PRIORITY -> entered(Kind.PRIORITY, transition, "BACKUP");
      // A stranger on the link can cause it as often as it likes.
      case MASTER_RX_LOWER_PRI -> {}
    }
  }

  private void entered(Kind kind, Transition transition, String to) {
    String from = states.getOrDefault(transition.who(), INIT);
    states.put(transition.who(), to);
    add(
        new Changed(
            // The router may have waited for the kernel before it told, and we may be late.
            clock.get().micros(transition.decidedNanos()),
            kind,
            transition.subject(),
            cut(transition.name()),
            from,
            to,
            transition.priority(),
            cut(transition.cause())));
  }

  /** Keeps this too, which concerns the daemon as a whole. */
  public void note(Kind kind, String text) {
    if (kind == Kind.ROUTER_ENDED) {
      // The next one begins anew.
      states.clear();
    }
    add(new Noted(clock.get().epochMicros(), kind, cut(text)));
  }

  private static String cut(String text) {
    return text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX - 1) + "…" : text;
  }

  private void add(Entry entry) {
    if (entries.size() >= COUNT_MAX) {
      entries.removeFirst();
      forgotten++;
    }
    entries.addLast(entry);
  }

  /** The answer to a client: at most so many, the oldest first. */
  public String answer(int countMax) {
    var json = new JsonWriter().beginObject().member("schema", Schema.VERSION);
    json.member("forgotten", forgotten).name("events").beginArray();
    List<Entry> all = List.copyOf(entries);
    for (Entry entry : all.subList(Math.max(0, all.size() - countMax), all.size())) {
      json.beginObject().name("time").raw(WallClock.seconds(entry.micros()));
      switch (entry) {
        case Changed changed -> put(json, changed);
        case Noted(long _, Kind kind, String text) ->
            json.member("kind", kind.code).member("text", text);
      }
      json.endObject();
    }
    return json.endArray().endObject() + "\n";
  }

  private static String subject(Transition.Subject subject) {
    return switch (subject) {
      case INSTANCE -> "instance";
      case GROUP -> "group";
    };
  }

  private static void put(JsonWriter json, Changed changed) {
    json.member("kind", changed.kind().code)
        .member(subject(changed.subject()), changed.name())
        .member("from", changed.from())
        .member("to", changed.to())
        .member("priority", changed.priority())
        .member("cause", changed.cause());
  }
}
