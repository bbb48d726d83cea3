package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.host.ControlPlace;
import dev.baton.host.LiveSources;
import dev.baton.host.RecordedSources;
import dev.baton.linux.Errno;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.process.ThisProcess;
import dev.baton.supervisor.control.ControlSocket;
import dev.baton.supervisor.control.ErrorAnswer;
import dev.baton.supervisor.control.History;
import dev.baton.supervisor.control.ReloadAnswer;
import dev.baton.supervisor.control.Request;
import dev.baton.supervisor.control.StatusAnswer;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.DataDump;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.observe.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers the clients of the control socket. However many ask for the status, the router is asked
 * once at a time and at most ten times a second: who asks meanwhile shares the next answer.
 */
final class ControlDesk implements ControlSocket.Desk {

  /** After so much the router is silent, or the disk. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** Between the ends and beginnings of two rounds: a router has other things to do. */
  private static final long GAP_NANOS = 100_000_000L;

  /** What the desk needs of the daemon. */
  interface Owner {

    RunningConfiguration running();

    DataDump.TrackerStatuses trackers();

    /** Reads the configuration again, unless the daemon is stopping: then it does nothing. */
    boolean reload(Consumer<Reloader.Outcome> asker);
  }

  private final Startup.Parts parts;
  private final EventLoop loop;
  private final Snapshots snapshots;
  private final Owner owner;
  private final History history = new History(WallClock::now);
  private final long startedMicros = WallClock.now().epochMicros();
  private final ControlPlace place;
  private final BackgroundReader disk;
  private Optional<ControlSocket> socket = Optional.empty();
  private long loadedMicros = startedMicros;
  private Optional<StatusAnswer.Refusal> refusal = Optional.empty();
  private final List<Consumer<String>> waiting = new ArrayList<>();
  private Optional<Round> round = Optional.empty();
  private boolean resting;

  ControlDesk(Startup.Parts parts, Snapshots snapshots, FileNames names, Owner owner) {
    this.parts = parts;
    this.loop = parts.loop();
    this.snapshots = snapshots;
    this.owner = owner;
    this.place = names.controlPlace(NetworkNamespace::ownName);
    this.disk = new BackgroundReader(loop);
  }

  /** What happened last; to be told of all that happens. */
  History history() {
    return history;
  }

  /** Makes the socket, if it is not there, and lets in whom the configuration names. */
  void open() {
    if (socket.isEmpty()) {
      switch (ControlSocket.open(loop, place, this)) {
        case ControlSocket.Opened(ControlSocket opened) -> socket = Optional.of(opened);
        case ControlSocket.Busy _ ->
            parts.log().say(SupervisorLog.controlTaken(place.socket(), ControlSocket.owner(place)));
        case ControlSocket.Refused(String reason) ->
            parts.log().say(SupervisorLog.controlRefused(place.socket(), reason));
      }
    }
    int group = owner.running().controlGroup();
    int result = socket.isPresent() ? socket.get().allow(group) : 0;
    if (result < 0) {
      parts
          .log()
          .say(SupervisorLog.failed("let a group in at " + place.socket(), Errno.message(result)));
    }
  }

  /** Nobody can ask any more. */
  void close() {
    socket.ifPresent(ControlSocket::close);
  }

  /** A reload is in force. */
  void reloaded() {
    loadedMicros = WallClock.now().epochMicros();
    refusal = Optional.empty();
    history.note(History.Kind.RELOADED, owner.running().path());
    open();
  }

  /** A reload was refused, or undone. */
  void refused(LogLine reason) {
    refusal = Optional.of(new StatusAnswer.Refusal(WallClock.now().epochMicros(), reason.text()));
    history.note(History.Kind.RELOAD_REFUSED, reason.text());
  }

  @Override
  public void answer(Request request, Consumer<String> reply) {
    switch (request) {
      case Request.Status _ -> {
        waiting.add(reply);
        begin();
      }
      case Request.History(int countMax) -> reply.accept(history.answer(countMax));
      case Request.Reload _ -> {
        RecordedSources before = owner.running().sources();
        if (!owner.reload(outcome -> reply.accept(text(outcome, before)))) {
          reply.accept(ErrorAnswer.stopping());
        }
      }
    }
  }

  private static String text(Reloader.Outcome outcome, RecordedSources before) {
    return switch (outcome) {
      case Reloader.InForce(LoadedConfiguration loading) ->
          ReloadAnswer.done(
              loading.path(), !loading.sources().equals(before), loading.diagnostics());
      case Reloader.NotInForce refused ->
          ReloadAnswer.refused(refused.reason().text(), refused.found(), refused.decisive());
    };
  }

  private void begin() {
    if (round.isPresent() || resting || waiting.isEmpty()) {
      return;
    }
    var next = new Round(List.copyOf(waiting));
    waiting.clear();
    round = Optional.of(next);
    next.begin();
  }

  private void rested() {
    resting = false;
    begin();
  }

  /** Off the loop: the paths and patterns that would give something else now. */
  private List<String> changedOnDisk(RunningConfiguration running) {
    String path = LoadedConfiguration.path(parts.options());
    return path.equals(running.path())
        ? running.sources().changedIn(new LiveSources())
        : List.of(path);
  }

  /** One look at everything, for all who have asked before it began. */
  private final class Round implements BackgroundReader.Reader<List<String>> {

    private final List<Consumer<String>> replies;
    private Optional<StatusAnswer.Disk> onDisk = Optional.empty();
    private Optional<StatusAnswer.Router> router = Optional.empty();
    private Optional<EventLoop.Timer> patience = Optional.empty();

    Round(List<Consumer<String>> replies) {
      this.replies = replies;
    }

    void begin() {
      RunningConfiguration running = owner.running();
      disk.read(PATIENCE_NANOS, () -> changedOnDisk(running), this);
      RouterKeeper keeper = parts.keeper();
      int pid = keeper.pid();
      if (keeper.isRunning()) {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        patience = Optional.of(loop.at(endNanos, () -> hear(new StatusAnswer.Silent(pid))));
        snapshots.ask(
            StatusAnswer.sections(running.configuration()),
            false,
            snapshot -> hear(new StatusAnswer.Answered(pid, snapshot)));
      } else if (!parts.options().needsRouter(running.configuration())) {
        hear(new StatusAnswer.Unneeded());
      } else {
        hear(new StatusAnswer.Awaited());
      }
    }

    @Override
    public void read(List<String> changed) {
      see(changed.isEmpty() ? new StatusAnswer.Same() : new StatusAnswer.Other(changed));
    }

    @Override
    public void stuck() {
      see(new StatusAnswer.Unread());
    }

    @Override
    public void failed(Throwable why) {
      see(new StatusAnswer.Unread());
    }

    private void see(StatusAnswer.Disk found) {
      onDisk = Optional.of(found);
      endIfComplete();
    }

    /** The first of what comes counts: the router's answer, or the end of patience. */
    private void hear(StatusAnswer.Router found) {
      if (router.isEmpty()) {
        router = Optional.of(found);
        // Until it rings, it would hold the clients and their answers.
        patience.ifPresent(EventLoop.Timer::cancel);
        endIfComplete();
      }
    }

    private void endIfComplete() {
      if (onDisk.isEmpty() || router.isEmpty()) {
        return;
      }
      String answer = text(onDisk.get(), router.get());
      replies.forEach(reply -> reply.accept(answer));
      round = Optional.empty();
      resting = true;
      loop.at(System.nanoTime() + GAP_NANOS, ControlDesk.this::rested);
    }
  }

  private String text(StatusAnswer.Disk onDisk, StatusAnswer.Router router) {
    RunningConfiguration running = owner.running();
    var daemon =
        new StatusAnswer.Daemon(
            parts.version(), ThisProcess.pid(), startedMicros, place.namespace(), place.instance());
    var loaded = new StatusAnswer.Loaded(running.path(), loadedMicros, onDisk, refusal);
    var facts =
        new StatusAnswer.Facts(daemon, loaded, router, running.configuration(), owner.trackers());
    return StatusAnswer.text(facts, WallClock.now());
  }
}
