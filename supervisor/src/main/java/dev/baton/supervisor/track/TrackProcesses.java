package dev.baton.supervisor.track;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.track.ProcessAction;
import dev.baton.core.track.ProcessCensus;
import dev.baton.core.track.ProcessEvent;
import dev.baton.core.track.ProcessMachine;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.ProcessState;
import dev.baton.core.track.Reading;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.connector.ProcessNews;
import dev.baton.linux.connector.ProcessWatch;
import dev.baton.linux.poll.Poller;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.observe.DataDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The vrrp_track_processes that are in force: hears of the host's processes, counts those that are
 * meant and passes on whether there are enough.
 *
 * <p>The kernel tells of processes only in the first network namespace and the first namespace of
 * processes. Who runs elsewhere counts none, as keepalived does, and says so.
 */
public final class TrackProcesses implements AutoCloseable {

  /** The kernel answers within the call; a busy host is read late. */
  private static final long ANSWER_NANOS = 1_000_000_000L;

  /** After lost events all processes are looked at, no more often than this. */
  private static final long SURVEY_PAUSE_NANOS = 1_000_000_000L;

  private static final int BUFFER_BYTES_MAX = 64 * 1024 * 1024;

  private final EventLoop loop;
  private final Consumer<LogLine> log;
  private final Consumer<ToRouter.TrackerRead> readings;
  private final ProcessLooks looks;
  private final Map<String, Tracked> processes = new LinkedHashMap<>();
  private ProcessCensus census = new ProcessCensus(Map.of());
  private Optional<ProcessWatch> socket;
  private Optional<EventLoop.Watch> watch = Optional.empty();
  private Optional<EventLoop.Timer> timer = Optional.empty();
  private int bufferBytes = ProcessWatch.RECEIVE_BUFFER_BYTES;
  private boolean resting;
  private boolean lost;

  /**
   * No processes yet.
   *
   * @param outside a socket of the network namespace that the daemon has left, if it has
   */
  public TrackProcesses(
      EventLoop loop,
      Consumer<LogLine> log,
      Consumer<ToRouter.TrackerRead> readings,
      Optional<ProcessWatch> outside) {
    this.loop = loop;
    this.log = log;
    this.readings = readings;
    this.socket = outside;
    this.looks = new ProcessLooks(loop, log, this::apply);
  }

  /** Puts these processes in force; all of the host are looked at if other ones count now. */
  public void configure(List<ProcessConfig> configs, long wantedBufferBytes) {
    if (wantedBufferBytes > 0) {
      bufferBytes = (int) Math.min(wantedBufferBytes, BUFFER_BYTES_MAX);
    }
    var before = new LinkedHashMap<>(processes);
    Map<String, ProcessPattern> patternsBefore = patterns();
    processes.clear();
    for (ProcessConfig config : configs) {
      Tracked known = before.get(config.name());
      if (known != null && known.config.pattern().equals(config.pattern())) {
        before.remove(config.name());
        processes.put(config.name(), known);
        known.reconfigure(config);
      } else {
        processes.put(config.name(), new Tracked(config));
      }
    }
    before.values().forEach(Tracked::leave);
    if (processes.isEmpty()) {
      stop();
    } else if (!patterns().equals(patternsBefore)) {
      census = new ProcessCensus(patterns());
      looks.count(census);
      begin();
    }
  }

  private Map<String, ProcessPattern> patterns() {
    var patterns = new HashMap<String, ProcessPattern>();
    processes.forEach((name, tracked) -> patterns.put(name, tracked.config.pattern()));
    return patterns;
  }

  /** Passes all verdicts on again, to a router that knows none. */
  public void repeatReadings() {
    processes.values().stream().filter(it -> it.state.surveyed()).forEach(Tracked::tell);
  }

  private void begin() {
    if (watch.isPresent()) {
      looks.survey();
      return;
    }
    timer.ifPresent(EventLoop.Timer::cancel);
    try {
      ProcessWatch opened =
          socket.isPresent() ? socket.get() : ProcessWatch.open(ProcessWatch.RECEIVE_BUFFER_BYTES);
      socket = Optional.of(opened);
      opened.receiveBuffer(bufferBytes);
      int result = opened.listen();
      if (result < 0) {
        countNone(-result);
        return;
      }
      watch = Optional.of(loop.watch(opened.fd(), Poller.READABLE, () -> hear(opened)));
      timer = Optional.of(loop.at(System.nanoTime() + ANSWER_NANOS, this::unanswered));
    } catch (OsException refused) {
      countNone(refused.errno());
    }
  }

  private void countNone(int errno) {
    log.accept(
        LogLine.error(
            "Failed to set process event listen - errno " + errno + " - " + Errno.message(-errno)));
    String why =
        errno == Errno.ECONNREFUSED
            ? "the kernel tells of processes only in the host's first network namespace"
            : "the kernel does not tell of processes";
    tellOfNone(why);
  }

  /** What the first namespace of processes alone is told: elsewhere there is no answer. */
  private void unanswered() {
    log.accept(LogLine.warning("WARNING - the kernel does not support proc events"));
    tellOfNone("or not here: it tells of processes only in the host's first pid namespace");
  }

  private void tellOfNone(String why) {
    log.accept(LogLine.warning("   " + why + "; no tracked process is counted"));
    processes.values().forEach(it -> it.on(new ProcessEvent.Surveyed(0)));
  }

  private void hear(ProcessWatch opened) {
    int result = opened.read(this::hear);
    if (result < 0) {
      log.accept(LogLine.error("Process events cannot be read: " + Errno.message(result)));
      silence();
      timer = Optional.of(loop.at(System.nanoTime() + SURVEY_PAUSE_NANOS, this::begin));
      return;
    }
    looks.goOn();
  }

  private void hear(ProcessNews news) {
    switch (news) {
      case ProcessNews.Listening _ -> listening();
      case ProcessNews.Refused(int errno) -> {
        timer.ifPresent(EventLoop.Timer::cancel);
        countNone(errno);
      }
      case ProcessNews.Forked(int parent, int child) -> apply(census.forked(parent, child));
      case ProcessNews.Renamed(int pid) -> census.renamed(pid);
      case ProcessNews.Ended(int pid) -> apply(census.ended(pid));
      case ProcessNews.Overrun _ -> overrun();
    }
  }

  private void listening() {
    timer.ifPresent(EventLoop.Timer::cancel);
    log.accept(LogLine.detail("proc_events has confirmed it is configured"));
    looks.survey();
  }

  /** Who makes processes faster than they can be heard of has us look at all, now and then. */
  private void overrun() {
    lost = true;
    if (!resting) {
      lookAtAllAgain();
    }
  }

  private void lookAtAllAgain() {
    lost = false;
    resting = true;
    bufferBytes = (int) Math.min(2L * bufferBytes, BUFFER_BYTES_MAX);
    socket.ifPresent(it -> it.receiveBuffer(bufferBytes));
    log.accept(
        LogLine.warning(
            "Process events were lost: all processes are looked at again, and the buffer has "
                + bufferBytes
                + " bytes now"));
    looks.survey();
    timer = Optional.of(loop.at(System.nanoTime() + SURVEY_PAUSE_NANOS, this::rested));
  }

  private void rested() {
    resting = false;
    if (lost) {
      lookAtAllAgain();
    }
  }

  private void apply(List<ProcessCensus.Change> changes) {
    for (ProcessCensus.Change change : changes) {
      Tracked tracked = processes.get(change.pattern());
      if (tracked != null) {
        tracked.on(change.event());
      }
    }
  }

  private void silence() {
    watch.ifPresent(EventLoop.Watch::forget);
    watch = Optional.empty();
    timer.ifPresent(EventLoop.Timer::cancel);
    resting = false;
  }

  /** Listens and counts no more. */
  public void stop() {
    processes.values().forEach(Tracked::leave);
    processes.clear();
    if (watch.isPresent()) {
      socket.ifPresent(ProcessWatch::ignore);
    }
    silence();
    census = new ProcessCensus(Map.of());
    looks.count(census);
  }

  @Override
  public void close() {
    stop();
    socket.ifPresent(ProcessWatch::close);
    looks.close();
  }

  /** How they stand, for the dumps. */
  public List<DataDump.ProcessStatus> statuses() {
    var statuses = new ArrayList<DataDump.ProcessStatus>();
    processes.values().forEach(process -> statuses.add(process.status()));
    return statuses;
  }

  /** One tracked process, and what waits for its delay. */
  private final class Tracked {

    private ProcessConfig config;
    private ProcessState state = ProcessMachine.begin();
    private Optional<EventLoop.Timer> delay = Optional.empty();

    Tracked(ProcessConfig config) {
      this.config = config;
    }

    void reconfigure(ProcessConfig next) {
      boolean judgedAlike = next.policy().equals(config.policy());
      config = next;
      if (!judgedAlike) {
        take(ProcessMachine.reconfigured(config.policy(), state));
      }
    }

    void on(ProcessEvent event) {
      take(ProcessMachine.step(config.policy(), state, event, System.nanoTime()));
    }

    private void take(ProcessMachine.Step step) {
      state = step.state();
      for (ProcessAction action : step.actions()) {
        switch (action) {
          case ProcessAction.Verdict _ -> tell();
          case ProcessAction.Say(LogLine line) -> log.accept(line);
        }
      }
      leave();
      if (state.nextDeadlineNanos() != Long.MAX_VALUE) {
        delay =
            Optional.of(
                loop.at(state.nextDeadlineNanos(), () -> on(new ProcessEvent.TimePassed())));
      }
    }

    void tell() {
      readings.accept(new ToRouter.TrackerRead(config.id(), Reading.of(state.good())));
    }

    void leave() {
      delay.ifPresent(EventLoop.Timer::cancel);
      delay = Optional.empty();
    }

    DataDump.ProcessStatus status() {
      return new DataDump.ProcessStatus(
          config.name(), state.count(), state.surveyed(), state.good(), state.pending().delay());
    }
  }
}
