package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.baton.core.net.IpAddress;
import dev.baton.supervisor.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class NameLookupsTest {

  private final List<List<IpAddress>> answers = new ArrayList<>();

  /** Answers come over the loop, so nothing is over while that does not run. */
  @Test
  void whoAsksMeanwhileGetsTheSameAnswer() throws Exception {
    try (EventLoop loop = EventLoop.open()) {
      var lookups = new NameLookups(loop);
      Consumer<List<IpAddress>> impatient = _ -> answers.add(List.of());
      lookups.ask("localhost", answers::add);
      lookups.ask("localhost", impatient);
      lookups.ask("localhost", answers::add);
      lookups.forget("localhost", impatient);
      lookups.forget("unknown", impatient);
      runUntil(loop, 2);
      assertFalse(answers.getFirst().isEmpty());
      assertSame(answers.getFirst(), answers.getLast());

      lookups.ask("localhost", answers::add);
      runUntil(loop, 3);
      assertEquals(answers.getFirst(), answers.getLast(), "asked anew");
    }
  }

  private void runUntil(EventLoop loop, int count) {
    long deadline = System.nanoTime() + ScriptStage.LIMIT;
    while (answers.size() < count && System.nanoTime() < deadline) {
      loop.at(System.nanoTime() + 1_000_000, loop::end);
      loop.run();
    }
    assertEquals(count, answers.size());
  }
}
