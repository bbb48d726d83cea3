package dev.baton.supervisor.script;

import dev.baton.core.track.ScriptEvent;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.supervisor.loop.EventLoop;
import java.util.Optional;

/**
 * A script as a process group. A signal that comes before the process does waits for it; one that
 * comes after its leader's end reaches what the leader left.
 */
final class ProcessRun implements ScriptRun, ScriptStarter.Client {

  private final EventLoop loop;
  private final Listener listener;
  private Optional<Child> child = Optional.empty();
  private Optional<EventLoop.Watch> watch = Optional.empty();
  private int earlySignal;

  private ProcessRun(EventLoop loop, Listener listener) {
    this.loop = loop;
    this.listener = listener;
  }

  static ProcessRun start(
      ScriptStarter starter, EventLoop loop, SpawnRequest request, Listener listener) {
    var run = new ProcessRun(loop, listener);
    starter.start(request, run);
    return run;
  }

  @Override
  public void started(Child process) {
    child = Optional.of(process);
    watch = Optional.of(loop.watch(process.fd(), Poller.READABLE, this::ended));
    if (earlySignal != 0) {
      process.signalGroup(earlySignal);
    }
  }

  @Override
  public void refused(String reason) {
    listener.ended(new ScriptEvent.Lost(reason));
  }

  private void ended() {
    Child process = child.orElseThrow();
    Optional<Child.Exit> exit = process.exit();
    if (exit.isEmpty()) {
      return;
    }
    watch.orElseThrow().forget();
    process.close();
    listener.ended(
        switch (exit.get()) {
          case Child.Exit.Exited(int status) -> new ScriptEvent.Exited(status);
          case Child.Exit.Killed(int signal) -> new ScriptEvent.Killed(signal);
        });
  }

  @Override
  public void signal(int signal) {
    if (child.isPresent()) {
      child.get().signalGroup(signal);
    } else {
      earlySignal = signal;
    }
  }
}
