package dev.baton.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stories of scripts: events in, words for what must be done out. */
final class ScriptMachineTest {

  private static final long SECOND = 1_000_000_000L;

  /** One script and what was asked of its owner, as words. */
  private static final class Story {
    private ScriptPolicy policy;
    private ScriptState state;
    private long now = 100 * SECOND;

    Story(int rise, int fall, boolean initFail) {
      policy = new ScriptPolicy("chk", 5 * SECOND, 3 * SECOND, rise, fall, initFail);
      state = ScriptMachine.begin(policy, now);
    }

    List<String> after(double seconds) {
      now += (long) (seconds * SECOND);
      return on(new ScriptEvent.TimePassed());
    }

    List<String> exits(int status) {
      return on(new ScriptEvent.Exited(status));
    }

    List<String> on(ScriptEvent event) {
      return take(ScriptMachine.step(policy, state, event, now));
    }

    List<String> reload(int rise, int fall) {
      var previous = policy;
      policy = new ScriptPolicy("chk", 5 * SECOND, 3 * SECOND, rise, fall, false);
      return take(ScriptMachine.reconfigured(policy, previous, state, now));
    }

    /** Runs once, with this result. */
    List<String> run(int status) {
      now = Math.max(now, state.nextStartNanos());
      on(new ScriptEvent.TimePassed());
      return exits(status);
    }

    private List<String> take(ScriptMachine.Step step) {
      state = step.state();
      var words = new ArrayList<String>();
      for (ScriptAction action : step.actions()) {
        words.add(
            switch (action) {
              case ScriptAction.Start _ -> "start";
              case ScriptAction.Signal(var kind) -> kind.name();
              case ScriptAction.Verdict(boolean good) -> good ? "good" : "bad";
              case ScriptAction.Say(var line) -> line.text();
            });
      }
      return words;
    }
  }

  @ParameterizedTest(name = "rise {0}, fall {1}, results {2}: verdicts {3}")
  @CsvSource({
    "1, 1, 0,           G",
    "1, 1, 1,           B",
    "3, 3, 0,           G",
    "3, 3, 1,           B",
    "1, 3, 0 1 1,       G--",
    "1, 3, 0 1 1 1,     G--B",
    "1, 3, 0 1 1 0 1 1, G-----",
    "3, 1, 1 0 0,       B--",
    "3, 1, 1 0 0 0,     B--G",
    "3, 1, 1 0 0 1 0 0, B-----",
    "2, 2, 0 1 1 0 0,   G-B-G",
  })
  void threeOrSoInARowDecide(int rise, int fall, String results, String verdicts) {
    var story = new Story(rise, fall, false);
    assertEquals(verdicts, verdicts(story, results));
  }

  @ParameterizedTest(name = "init_fail, rise {0}, results {1}: verdicts {2}")
  @CsvSource({"1, 0, G", "1, 1, B", "3, 0 0 0, --G", "3, 0 0 1 0, ----"})
  void initFailMustBeEarnedAway(int rise, String results, String verdicts) {
    assertEquals(verdicts, verdicts(new Story(rise, 2, true), results));
  }

  private static String verdicts(Story story, String results) {
    var seen = new StringBuilder();
    for (String result : results.split(" ", -1)) {
      List<String> words = story.run(Integer.parseInt(result));
      seen.append(words.contains("good") ? "G" : words.contains("bad") ? "B" : "-");
    }
    return seen.toString();
  }

  @Test
  void runsFromStartToStart() {
    var story = new Story(1, 1, false);
    assertEquals(List.of("start"), story.after(0));
    assertEquals(100 * SECOND + 3 * SECOND, story.state.nextDeadlineNanos());
    assertEquals(List.of("VRRP_Script(chk) succeeded", "good"), story.exits(0));
    assertEquals(List.of(), story.after(4.9));
    assertEquals(List.of("start"), story.after(0.1));
    assertEquals(
        List.of(
            "Script `chk` now returning 2",
            "VRRP_Script(chk) failed (exited with status 2)",
            "bad"),
        story.exits(2));
    assertEquals(List.of("start"), story.after(60));
    assertEquals(story.now + 5 * SECOND, story.state.nextStartNanos());
  }

  @Test
  void reasonsOfFailureAreSaid() {
    assertEquals(
        List.of("VRRP_Script(chk) failed (due to signal 11)", "bad"),
        running().on(new ScriptEvent.Killed(11)));
    assertEquals(
        List.of(
            "VRRP_Script(chk) not run: no such file", "VRRP_Script(chk) failed (not run)", "bad"),
        running().on(new ScriptEvent.Lost("no such file")));
  }

  private static List<String> lost(Story story, String reason) {
    story.after(5);
    return story.on(new ScriptEvent.Lost(reason));
  }

  /** Once for each reason, and not for each interval, nor only when the verdict changes. */
  @Test
  void whyAScriptIsNotRunIsSaidOnce() {
    var story = new Story(1, 1, false);
    story.run(1);
    String notRun = "VRRP_Script(chk) not run: ";
    assertEquals(List.of(notRun + "no such user"), lost(story, "no such user"));
    assertEquals(List.of(), lost(story, "no such user"));
    story.after(5);
    story.on(new ScriptEvent.Killed(9));
    assertEquals(List.of(), lost(story, "no such user"), "it was killed before its start");
    assertEquals(List.of(notRun + "no such file"), lost(story, "no such file"));
    story.run(1);
    assertEquals(List.of(notRun + "no such file"), lost(story, "no such file"), "it ran meanwhile");
  }

  @Test
  void whatIsNotRunAtTheEndIsNotSaid() {
    var story = running();
    story.on(new ScriptEvent.Stop());
    assertEquals(List.of(), story.on(new ScriptEvent.Lost("no such file")));
  }

  private static Story running() {
    var story = new Story(1, 1, false);
    story.after(0);
    return story;
  }

  @Test
  void anEndlessRunIsEndedHarderAndHarder() {
    var story = running();
    assertEquals(List.of("TERM"), story.after(3));
    assertEquals(
        List.of("Track script chk is being timed out, expect idle - skipping run", "KILL"),
        story.after(2));
    assertEquals(
        List.of("KILL", "VRRP_Script(chk) timed_out", "bad"), story.on(new ScriptEvent.Killed(9)));
  }

  /** It hangs in the kernel, or is another user's and may not be killed. */
  @Test
  void aRunThatCannotBeKilledHasFailed() {
    var story = new Story(1, 2, false);
    story.run(0);
    story.after(5);
    story.after(3);
    assertEquals("KILL", story.after(2).getLast());
    String stuck = "Script `chk` failed to terminate after kill";
    assertEquals(List.of(stuck, "KILL"), story.after(2), "one failure of two");
    story.after(5);
    assertEquals(
        List.of(stuck, "KILL", "VRRP_Script(chk) timed_out", "bad"),
        story.after(5).subList(1, 5),
        "it hangs for as long as another run would have taken");
    assertEquals(List.of(), story.on(new ScriptEvent.Killed(9)), "it was judged before");
    assertEquals("good", story.run(0).getLast());
  }

  @Test
  void aRunThatEndsAfterAllIsNotJudgedTwice() {
    var story = running();
    story.after(3);
    story.after(2);
    assertEquals("bad", story.after(2).getLast());
    assertEquals(List.of(), story.exits(0));
    assertEquals("good", story.run(0).getLast());
  }

  @Test
  void theRunThatIsDueAtTheTimeoutIsSkippedFirst() {
    var story = new Story(1, 1, false);
    story.policy = new ScriptPolicy("chk", SECOND, SECOND, 1, 1, false);
    story.after(0);
    assertEquals(
        List.of("Track script chk is already running, expect idle - skipping run", "TERM"),
        story.after(1));
  }

  @Test
  void whoExitsOnTermIsJudgedByItsStatus() {
    var story = running();
    story.after(3);
    assertEquals(List.of("VRRP_Script(chk) succeeded", "good"), story.exits(0));
  }

  @Test
  void oneRunAtATime() {
    var story = new Story(1, 1, false);
    story.policy = new ScriptPolicy("chk", SECOND, 3 * SECOND, 1, 1, false);
    story.after(0);
    assertEquals(
        List.of("Track script chk is already running, expect idle - skipping run"), story.after(1));
  }

  @Test
  void aReloadKeepsTheVerdict() {
    var story = new Story(2, 3, false);
    story.run(0);
    story.run(1);
    assertEquals(List.of("VRRP_Script(chk) considered successful on reload"), story.reload(1, 2));
    assertEquals(List.of("start"), story.after(0));
    assertEquals(List.of("Script `chk` now returning 0"), story.exits(0));
    story.run(1);
    assertEquals("bad", story.run(1).getLast());
    assertEquals(List.of("VRRP_Script(chk) considered unsuccessful on reload"), story.reload(2, 2));
    story.run(0);
    assertEquals("good", story.run(0).getLast());
  }

  @Test
  void aReloadLeavesARunAlone() {
    var story = running();
    assertEquals(List.of(), story.reload(3, 3));
    assertEquals(List.of(), story.after(1));
    assertEquals("good", story.exits(0).getLast());
    var judged = new Story(1, 1, false);
    judged.run(0);
    judged.after(5);
    judged.reload(1, 1);
    assertEquals(List.of(), judged.after(1));
  }

  @Test
  void stoppedScriptsAreEndedAndNotJudged() {
    var idle = new Story(1, 1, false);
    assertEquals(List.of(), idle.on(new ScriptEvent.Stop()));
    assertEquals(List.of(), idle.after(1000));

    var exiting = running();
    assertEquals(List.of("TERM"), exiting.on(new ScriptEvent.Stop()));
    assertEquals(List.of(), exiting.exits(1));

    var stubborn = running();
    stubborn.on(new ScriptEvent.Stop());
    assertEquals(List.of("KILL"), stubborn.after(1));
    assertEquals(List.of("Script `chk` failed to terminate after kill", "KILL"), stubborn.after(2));
    assertEquals(List.of(), stubborn.on(new ScriptEvent.Killed(9)));
    assertEquals(Long.MAX_VALUE, stubborn.state.nextDeadlineNanos());

    var timedOut = running();
    timedOut.after(3);
    assertEquals(List.of(), timedOut.on(new ScriptEvent.Stop()));
    assertEquals(List.of(), timedOut.on(new ScriptEvent.Killed(15)));
  }
}
