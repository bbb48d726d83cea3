package dev.baton.supervisor.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.node.Transition;
import dev.baton.supervisor.observe.WallClock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The ring of what happened last. */
final class HistoryTest {

  private static final long START_MICROS = 1_795_173_870_000_000L;

  private long nanos;
  private final History history = new History(this::clock);

  private WallClock clock() {
    return new WallClock(START_MICROS + nanos / 1_000, nanos, ZoneOffset.UTC.getRules());
  }

  private void tell(String instance, Transition.Event event, String cause) {
    nanos += 1_000_000;
    tell(instance, event, cause, nanos);
  }

  private void tell(String instance, Transition.Event event, String cause, long decidedNanos) {
    history.tell(new Transition(instance, event, 100, cause, decidedNanos), NotifyConfig.NONE);
  }

  private static int count(String answer) {
    return answer.split("\"time\":", -1).length - 1;
  }

  @Test
  void aTransitionIsKeptWithWhatWasBefore() {
    tell("web", Transition.Event.BACKUP, "started");
    tell("web", Transition.Event.MASTER, "no advert from 192.0.2.1");
    tell("web", Transition.Event.MASTER_PRIORITY, "script chk failed");
    tell("web", Transition.Event.MASTER_RX_LOWER_PRI, "anything");
    assertEquals(
        """
        {"schema":1,"forgotten":0,"events":[\
        {"time":1795173870.001000,"kind":"transition","instance":"web","from":"INIT",\
        "to":"BACKUP","priority":100,"cause":"started"},\
        {"time":1795173870.002000,"kind":"transition","instance":"web","from":"BACKUP",\
        "to":"MASTER","priority":100,"cause":"no advert from 192.0.2.1"},\
        {"time":1795173870.003000,"kind":"priority","instance":"web","from":"MASTER",\
        "to":"MASTER","priority":100,"cause":"script chk failed"}]}
        """,
        history.answer(Integer.MAX_VALUE));
  }

  /** The kernel was slow, so that it was told two seconds late. */
  @Test
  void itsTimeIsThatOfTheDecision() {
    nanos = 5_000_000_000L;
    tell("web", Transition.Event.MASTER, "it was alone", 3_000_250_000L);
    String answer = history.answer(1);
    assertTrue(answer.contains("{\"time\":1795173873.000250,"), answer);
  }

  @Test
  void afterTheRoutersEndAllBeginAnew() {
    tell("web", Transition.Event.MASTER, "it was alone");
    history.note(History.Kind.ROUTER_ENDED, "VRRP exited due to signal 9");
    tell("web", Transition.Event.BACKUP, "started");
    String answer = history.answer(1);
    assertTrue(answer.contains("\"from\":\"INIT\",\"to\":\"BACKUP\""), answer);
  }

  @Test
  void aGroupMayHaveTheNameOfAnInstance() {
    tell("web", Transition.Event.MASTER, "it was alone");
    var group = Transition.Subject.GROUP;
    history.tell(
        new Transition(group, "web", Transition.Event.BACKUP, 0, "web", 0), NotifyConfig.NONE);
    String answer = history.answer(1);
    assertTrue(answer.contains("\"group\":\"web\",\"from\":\"INIT\",\"to\":\"BACKUP\""), answer);
  }

  @Test
  void aDeletedInstanceIsForgotten() {
    tell("web", Transition.Event.MASTER, "it was alone");
    tell("web", Transition.Event.DELETED, "deleted from the configuration");
    assertTrue(history.answer(1).contains("\"from\":\"MASTER\",\"to\":\"DELETED\""));
    tell("web", Transition.Event.BACKUP, "started");
    assertTrue(history.answer(1).contains("\"from\":\"INIT\""));
  }

  @Test
  void theLastAreKeptAndNoMoreAreShownThanWanted() {
    for (int i = 0; i < History.COUNT_MAX + 10; i++) {
      tell("web", Transition.Event.MASTER, "number " + i);
    }
    String all = history.answer(Integer.MAX_VALUE);
    assertEquals(History.COUNT_MAX, count(all));
    assertTrue(all.startsWith("{\"schema\":1,\"forgotten\":10,"), () -> all.substring(0, 40));
    assertTrue(all.contains("\"number 10\"") && !all.contains("\"number 9\""));
    String last = history.answer(2);
    assertEquals(2, count(last));
    assertTrue(last.indexOf("number 2008") < last.indexOf("number 2009"), last);
  }

  @Test
  void aTextHasItsLimit() {
    tell("w".repeat(10_000), Transition.Event.MASTER, "x".repeat(100_000));
    history.note(History.Kind.RELOAD_REFUSED, "y".repeat(100_000));
    assertTrue(history.answer(9).length() < 4 * History.TEXT_CHARS_MAX);
  }
}
