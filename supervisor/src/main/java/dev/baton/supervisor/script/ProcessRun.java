package dev.baton.supervisor.script;

import dev.baton.core.track.ScriptEvent;
import dev.baton.linux.Errno;
import dev.baton.linux.Signal;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.Child;
import dev.baton.supervisor.loop.EventLoop;
import java.util.Optional;

/**
 * A script as a process group. A signal that comes before the process does ends the run, which is
 * not started any more; one that the listener sends when it hears of the leader's end reaches what
 * the leader left.
 */
final class ProcessRun implements ScriptRun, ScriptStarter.Client {

  private final EventLoop loop;
  private final ScriptStarter starter;
  private final ScriptJob job;
  private final Listener listener;
  private Optional<ScriptStarter.Order> order = Optional.empty();
  private Optional<Child> child = Optional.empty();
  private Optional<EventLoop.Watch> watch = Optional.empty();
  private boolean over;

  /** What the kernel said to the last signal. */
  private int answer;

  private ProcessRun(ScriptStarter starter, EventLoop loop, ScriptJob job, Listener listener) {
    this.starter = starter;
    this.loop = loop;
    this.job = job;
    this.listener = listener;
  }

  static ProcessRun start(ScriptStarter starter, EventLoop loop, ScriptJob job, Listener listener) {
    var run = new ProcessRun(starter, loop, job, listener);
    run.order = Optional.of(starter.start(job, run));
    return run;
  }

  @Override
  public void started(Child process) {
    child = Optional.of(process);
    watch = Optional.of(loop.watch(process.fd(), Poller.READABLE, this::ended));
    if (over) {
      // Its start hung, and nobody wants it any more.
      answer = process.signalGroup(Signal.SIGKILL);
      starter.unwanted(this);
    }
  }

  @Override
  public void refused(String reason) {
    end(new ScriptEvent.Lost(reason));
  }

  private void ended() {
    Child process = child.orElseThrow();
    Optional<Child.Exit> exit = process.exit();
    if (exit.isEmpty()) {
      return;
    }
    watch.orElseThrow().forget();
    end(
        switch (exit.get()) {
          case Child.Exit.Exited(int status) -> new ScriptEvent.Exited(status);
          case Child.Exit.Killed(int signal) -> new ScriptEvent.Killed(signal);
        });
    // Only now, since the group's number is its own until then.
    process.close();
    starter.gone(this);
    starter.ended(job);
  }

  private void end(ScriptEvent how) {
    if (!over) {
      over = true;
      listener.ended(how);
    }
  }

  @Override
  public void signal(int signal) {
    if (child.isPresent()) {
      answer = child.get().signalGroup(signal);
    } else if (!over) {
      over = true;
      order.ifPresent(starter::withdraw);
      loop.post(() -> listener.ended(new ScriptEvent.Killed(signal)));
    }
  }

  String title() {
    return job.title();
  }

  @Override
  public boolean isUnderWay() {
    return child.isPresent() && !over;
  }

  @Override
  public String whereabouts() {
    String group = child.map(leader -> "process group " + leader.pid()).orElse("not started");
    return answer < 0 ? group + ", " + Errno.message(answer) : group;
  }
}
