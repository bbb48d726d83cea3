package dev.baton.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.track.ProcessEvent.Cause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stories of counted processes: events in, words for what must be done out. */
final class ProcessMachineTest {

  private static final long SECOND = 1_000_000_000L;

  private ProcessPolicy policy = new ProcessPolicy("web", 2, 3, 2 * SECOND, 4 * SECOND);
  private ProcessState state = ProcessMachine.begin();
  private long now = 100 * SECOND;

  private List<String> on(ProcessEvent event) {
    return take(ProcessMachine.step(policy, state, event, now));
  }

  private List<String> take(ProcessMachine.Step step) {
    state = step.state();
    var words = new ArrayList<String>();
    for (ProcessAction action : step.actions()) {
      words.add(
          switch (action) {
            case ProcessAction.Verdict(boolean good) -> good ? "good" : "bad";
            case ProcessAction.Say(var line) -> line.text();
          });
    }
    return words;
  }

  private List<String> count(long count, Cause cause) {
    return on(new ProcessEvent.Counted(count, cause));
  }

  private List<String> after(double seconds) {
    now += (long) (seconds * SECOND);
    return on(new ProcessEvent.TimePassed());
  }

  private void surveyed(long count) {
    on(new ProcessEvent.Surveyed(count));
  }

  private static final List<String> GAINED =
      List.of("Quorum gained for tracked process web", "good");
  private static final List<String> LOST = List.of("Quorum lost for tracked process web", "bad");

  @ParameterizedTest
  @CsvSource({"0, bad", "1, bad", "2, good", "3, good", "4, bad"})
  void theFirstSurveyDecidesAtOnceAndSaysNothing(long count, String verdict) {
    assertEquals(List.of(), count(7, Cause.FORKED));
    assertEquals(List.of(), after(1000));
    assertEquals(List.of(verdict), on(new ProcessEvent.Surveyed(count)));
    assertEquals(Long.MAX_VALUE, state.nextDeadlineNanos());
  }

  @Test
  void whatAForkBringsCountsAfterItsDelay() {
    surveyed(1);
    assertEquals(List.of(), count(2, Cause.FORKED));
    assertEquals(List.of(), after(1.9));
    assertEquals(GAINED, after(0.1));
    // Too many, as well.
    assertEquals(List.of(), count(4, Cause.FORKED));
    assertEquals(LOST, after(2));
  }

  @Test
  void whatAnEndBringsCountsAfterItsDelay() {
    surveyed(2);
    assertEquals(List.of(), count(1, Cause.ENDED));
    assertEquals(List.of(), after(3.9));
    assertEquals(LOST, after(0.1));
  }

  @Test
  void anotherProgramCountsAtOnce() {
    surveyed(1);
    assertEquals(GAINED, count(2, Cause.RENAMED));
    assertEquals(LOST, count(1, Cause.RENAMED));
    // Even while a change waits.
    assertEquals(List.of(), count(2, Cause.FORKED));
    assertEquals(GAINED, count(3, Cause.RENAMED));
    assertEquals(List.of(), after(100));
  }

  @Test
  void whatIsUndoneInTimeNeverWas() {
    surveyed(2);
    assertEquals(List.of(), count(1, Cause.ENDED));
    assertEquals(List.of(), after(3));
    assertEquals(List.of(), count(2, Cause.FORKED));
    assertEquals(Long.MAX_VALUE, state.nextDeadlineNanos());
    assertEquals(List.of(), after(100));
  }

  /** One after another may go: the first has set the time. */
  @Test
  void aDelayIsNotBegunAnew() {
    surveyed(3);
    assertEquals(List.of(), count(1, Cause.ENDED));
    assertEquals(List.of(), after(3));
    assertEquals(List.of(), count(0, Cause.ENDED));
    assertEquals(LOST, after(1));
  }

  /** Events were lost: what is found afterwards has its delays, too. */
  @Test
  void aLaterSurveyIsJudgedByItsDirection() {
    surveyed(2);
    assertEquals(List.of(), on(new ProcessEvent.Surveyed(0)));
    assertEquals(LOST, after(4));
    assertEquals(List.of(), on(new ProcessEvent.Surveyed(2)));
    assertEquals(GAINED, after(2));
    assertEquals(List.of(), on(new ProcessEvent.Surveyed(2)));
  }

  @Test
  void withoutDelaysEverythingCountsAtOnce() {
    policy = new ProcessPolicy("web", 1, 1, 0, 0);
    surveyed(0);
    assertEquals(GAINED, count(1, Cause.FORKED));
    assertEquals(LOST, count(2, Cause.FORKED));
    assertEquals(GAINED, count(1, Cause.ENDED));
  }

  @Test
  void aReloadJudgesAnew() {
    surveyed(2);
    count(1, Cause.ENDED);
    policy = new ProcessPolicy("web", 1, 9, 0, 0);
    assertEquals(List.of(), take(ProcessMachine.reconfigured(policy, state)));
    assertEquals(List.of(), after(100));
    policy = new ProcessPolicy("web", 5, 9, 0, 0);
    assertEquals(LOST, take(ProcessMachine.reconfigured(policy, state)));
    var unknown = ProcessMachine.reconfigured(policy, ProcessMachine.begin());
    assertEquals(List.of(), unknown.actions());
  }
}
