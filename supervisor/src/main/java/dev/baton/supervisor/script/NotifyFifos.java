package dev.baton.supervisor.script;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.NotifyFifo;
import dev.baton.core.net.Printable;
import dev.baton.core.node.Transition;
import dev.baton.core.track.ScriptEvent;
import dev.baton.linux.Signal;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.loop.SlowWork;
import dev.baton.supervisor.observe.TransitionObserver;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The FIFOs that are told of transitions, a line each, and the programs that read from them.
 *
 * <p>A FIFO and its program that a reload leaves as they are go on; keepalived creates both again.
 * A program that ends is started again by the next reload. When the daemon stops, the programs get
 * the last lines, then the end of the FIFO, and are asked to end a moment later.
 */
public final class NotifyFifos implements TransitionObserver {

  private static final SlowWork.Wording WORDING =
      new SlowWork.Wording("while it is opened", "no FIFO is opened now");

  /** For the last lines; keepalived asks its programs to end before it has written them. */
  private static final long LAST_LINES_NANOS = 200_000_000L;

  /** After so long a program that a reload has ended is killed. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final EventLoop loop;
  private final ScriptStarter starter;
  private final SlowWork work;
  private final List<String> environment;
  private final Consumer<LogLine> log;
  private final Map<String, Fifo> fifos = new LinkedHashMap<>();

  /** The last state of each instance and group, for who wants them again after a reload. */
  private final Map<Transition.Who, Transition> states = new LinkedHashMap<>();

  /** The programs that run. */
  private final Set<Reader> readers = new LinkedHashSet<>();

  /** How many files are being opened or closed. */
  private int underWay;

  private Runnable onAllGone = () -> {};

  /**
   * No FIFO yet.
   *
   * @param environment of the daemon
   */
  public NotifyFifos(
      EventLoop loop,
      ScriptStarter starter,
      Map<String, String> environment,
      Consumer<LogLine> log) {
    this.loop = loop;
    this.starter = starter;
    this.work = new SlowWork(loop, log, "fifos", WORDING);
    this.environment = CommandLine.environment(environment);
    this.log = log;
  }

  /** Puts these in force. */
  public void configure(List<NotifyFifo> configs) {
    var previous = new LinkedHashMap<>(fifos);
    fifos.clear();
    // What goes first makes room for another FIFO at the same path.
    for (Fifo fifo : previous.values()) {
      if (configs.stream().noneMatch(fifo::goesOnAs)) {
        fifo.close();
      }
    }
    for (NotifyFifo config : configs) {
      Fifo known = previous.get(config.keyword());
      Fifo fifo = known != null && known.goesOnAs(config) ? known : new Fifo(config);
      fifos.put(config.keyword(), fifo);
      fifo.takeProgram(config);
    }
  }

  @Override
  public void tell(Transition transition, NotifyConfig notify) {
    switch (transition.event()) {
      case MASTER, BACKUP, FAULT -> states.put(transition.who(), transition);
      case STOP, DELETED -> states.remove(transition.who());
      case MASTER_PRIORITY, BACKUP_PRIORITY ->
          states.computeIfPresent(
              transition.who(),
              (who, last) ->
                  new Transition(
                      who.name(),
                      last.event(),
                      transition.priority(),
                      last.cause(),
                      last.decidedNanos()));
      case MASTER_RX_LOWER_PRI -> {}
    }
    write(transition);
  }

  private void write(Transition transition) {
    String line =
        transition.subject()
            + " \""
            + Printable.of(transition.name())
            + "\" "
            + transition.event()
            + " "
            + transition.priority()
            + "\n";
    fifos.values().forEach(fifo -> fifo.queue.add(line));
  }

  /**
   * A reload is in force.
   *
   * @param present the instances and groups that there are now
   * @param repeats whether their states are told anew
   */
  public void reloaded(Set<Transition.Who> present, boolean repeats) {
    states.keySet().retainAll(present);
    if (repeats) {
      states.values().forEach(this::write);
    }
  }

  /** Ends all, after the last transition; {@code onGone} is called when that is done. */
  public void end(Runnable onGone) {
    fifos.values().forEach(Fifo::close);
    fifos.clear();
    onAllGone = onGone;
    tellIfGone();
  }

  /** Ends the programs that still run, the hard way. */
  public void kill() {
    readers.forEach(reader -> reader.signal(Signal.SIGKILL));
  }

  /** Says which programs are left behind, since the daemon ends. */
  public void tellOfLeft() {
    readers.forEach(Reader::tellOfLeft);
  }

  private void tellIfGone() {
    if (fifos.isEmpty() && readers.isEmpty() && underWay == 0) {
      Runnable gone = onAllGone;
      onAllGone = () -> {};
      gone.run();
    }
  }

  private void done() {
    underWay--;
    tellIfGone();
  }

  /** One FIFO, and who reads from it on our behalf. */
  private final class Fifo {

    private final NotifyFifo config;
    private final FifoQueue queue;
    private Optional<Reader> reader = Optional.empty();

    /** The configuration with the newest program. */
    private NotifyFifo wanted;

    private boolean open;
    private boolean refused;
    private boolean closed;

    Fifo(NotifyFifo config) {
      this.config = config;
      this.wanted = config;
      this.queue = new FifoQueue(loop, log, config.path());
      underWay++;
      work.add(new Opening(this));
    }

    /** One that was refused is tried again. */
    boolean goesOnAs(NotifyFifo other) {
      return !refused
          && config.keyword().equals(other.keyword())
          && config.path().equals(other.path())
          && config.owner().equals(other.owner());
    }

    void opened(FifoFile.Opening opening) {
      switch (opening) {
        case FifoFile.Opened(FifoFile file) when closed -> close(file);
        case FifoFile.Opened(FifoFile file) -> {
          open = true;
          queue.open(file);
          takeProgram(wanted);
        }
        case FifoFile.Refused(String reason) -> refused(reason);
      }
      done();
    }

    void refused(String reason) {
      refused = true;
      String text = "Unable to open notify fifo " + config.path() + " - " + reason;
      log.accept(LogLine.warning(text));
    }

    /** Has its program read from it, or none; one that does so already goes on. */
    void takeProgram(NotifyFifo newest) {
      wanted = newest;
      Optional<Command> script = newest.script();
      boolean same = reader.isPresent() && script.equals(Optional.of(reader.get().command));
      if (!open || same) {
        return;
      }
      reader.ifPresent(old -> old.end(0));
      reader = script.map(command -> new Reader(this, command));
    }

    void close() {
      closed = true;
      queue.release().ifPresent(this::close);
      reader.ifPresent(old -> old.end(LAST_LINES_NANOS));
    }

    private void close(FifoFile file) {
      underWay++;
      work.add(new Closing(file));
    }
  }

  /** A program that reads from a FIFO. */
  private final class Reader {

    private final Fifo fifo;
    private final Command command;
    private final ScriptJob job;
    private final ScriptRun run;
    private boolean ending;

    Reader(Fifo fifo, Command command) {
      this.fifo = fifo;
      this.command = command;
      String title = fifo.config.keyword().replace('_', ' ') + " script";
      List<String> words = List.of(fifo.config.path());
      job = new ScriptJob(title, command, environment, words);
      run = starter.run(job, this::ended);
      readers.add(this);
    }

    /** Asks it to end after this time, and kills it if it does not. */
    void end(long graceNanos) {
      ending = true;
      long now = System.nanoTime();
      loop.at(now + graceNanos, () -> signal(Signal.SIGTERM));
      loop.at(now + graceNanos + PATIENCE_NANOS, () -> signal(Signal.SIGKILL));
    }

    void signal(int signal) {
      if (readers.contains(this)) {
        run.signal(signal);
      }
    }

    private void ended(ScriptEvent how) {
      readers.remove(this);
      if (fifo.reader.equals(Optional.of(this))) {
        fifo.reader = Optional.empty();
      }
      switch (how) {
        case ScriptEvent.Lost(String reason) -> warn(" not run: " + reason);
        case ScriptEvent.Exited(int status) when !ending ->
            warn(" terminated (exited with status " + status + ")");
        case ScriptEvent.Killed(int signal) when !ending ->
            warn(" terminated (due to signal " + signal + ")");
        case ScriptEvent.Exited _, ScriptEvent.Killed _ -> {}
        case ScriptEvent.TimePassed _, ScriptEvent.Stop _ -> {}
      }
      tellIfGone();
    }

    void tellOfLeft() {
      warn(" is left running: " + run.whereabouts());
    }

    private void warn(String what) {
      log.accept(LogLine.warning(job.title() + what));
    }
  }

  /** The opening of a FIFO, off the loop. */
  private final class Opening implements SlowWork.Job {

    private final Fifo fifo;

    Opening(Fifo fifo) {
      this.fifo = fifo;
    }

    @Override
    public Object subject() {
      return fifo.config.path();
    }

    @Override
    public String title() {
      return "Notify fifo " + fifo.config.path();
    }

    @Override
    public void run() {
      FifoFile.Opening opening = FifoFile.open(fifo.config);
      loop.post(() -> fifo.opened(opening));
    }

    @Override
    public void refused() {
      fifo.refused("an earlier attempt to open it still hangs");
      done();
    }
  }

  /** The end of a FIFO, off the loop, for its name is removed. */
  private final class Closing implements SlowWork.Job {

    private final FifoFile file;

    Closing(FifoFile file) {
      this.file = file;
    }

    @Override
    public Object subject() {
      return file;
    }

    @Override
    public String title() {
      return "Notify fifo " + file.path();
    }

    @Override
    public void run() {
      file.close();
      loop.post(NotifyFifos.this::done);
    }

    @Override
    public void refused() {}
  }
}
