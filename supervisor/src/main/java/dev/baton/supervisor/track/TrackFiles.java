package dev.baton.supervisor.track;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.track.FileValue;
import dev.baton.core.track.Reading;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileWatch;
import dev.baton.linux.poll.Poller;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.loop.SlowWork;
import dev.baton.supervisor.observe.DataDump;
import dev.baton.supervisor.observe.ThrottledLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The track_files that are in force: watches them, reads the numbers in them and passes them on.
 *
 * <p>They are looked at on a thread of their own, for a file system may not answer ({@link
 * SlowWork}). A file that hangs keeps the number that it had; at first it counts as missing.
 */
public final class TrackFiles implements AutoCloseable {

  private static final SlowWork.Wording WORDING =
      new SlowWork.Wording("while it is read", "no tracked file is read now");

  /** What others write as often as they like is read no more often than this. */
  private static final long PAUSE_NANOS = 10_000_000L;

  /** Without inotify nothing is told, and files are looked at again and again. */
  private static final FileLook.Watching DEAF = (_, _) -> -Errno.ENOSYS;

  /** So often a file is looked at whose changes nobody reports, or that was not to be had. */
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final EventLoop loop;
  private final Consumer<LogLine> log;
  private final Consumer<ToRouter.TrackerRead> readings;
  private final SlowWork work;
  private final Map<String, Tracked> files = new LinkedHashMap<>();
  private Optional<FileWatch> changes = Optional.empty();
  private FileLook.Watching watching = DEAF;
  private Optional<EventLoop.Watch> watch = Optional.empty();

  /** No files yet. */
  public TrackFiles(
      EventLoop loop, Consumer<LogLine> log, Consumer<ToRouter.TrackerRead> readings) {
    this.loop = loop;
    this.log = log;
    this.readings = readings;
    this.work = new SlowWork(loop, log, "files", WORDING);
  }

  /**
   * Puts these files in force; all are read again.
   *
   * @param atStart of the daemon: files are made that shall be
   */
  public void configure(List<TrackFileConfig> configs, boolean atStart) {
    var previous = new LinkedHashMap<>(files);
    stop();
    if (configs.isEmpty()) {
      return;
    }
    try {
      FileWatch opened = FileWatch.open();
      changes = Optional.of(opened);
      watching = opened::add;
      watch = Optional.of(loop.watch(opened.fd(), Poller.READABLE, () -> hear(opened)));
    } catch (OsException refused) {
      log.accept(
          LogLine.error("Changes of tracked files cannot be watched: " + refused.getMessage()));
    }
    for (TrackFileConfig config : configs) {
      Tracked known = previous.get(config.name());
      var value =
          known != null && known.config.path().equals(config.path())
              ? known.value
              : OptionalInt.empty();
      var tracked = new Tracked(config, value);
      files.put(config.name(), tracked);
      tracked.look(atStart);
    }
  }

  /** Passes all numbers on again, to a router that knows none. */
  public void repeatReadings() {
    files.values().forEach(Tracked::tell);
  }

  /** Listens and reads no more. */
  public void stop() {
    files.values().forEach(Tracked::leave);
    files.clear();
    watch.ifPresent(EventLoop.Watch::forget);
    watch = Optional.empty();
    // Behind what uses it still.
    changes.ifPresent(old -> work.add(new Closing(old)));
    changes = Optional.empty();
    watching = DEAF;
  }

  @Override
  public void close() {
    stop();
    work.close();
  }

  /** How they stand, for the dump. */
  public List<DataDump.FileStatus> statuses() {
    var statuses = new ArrayList<DataDump.FileStatus>();
    files.values().forEach(file -> statuses.add(file.status()));
    return statuses;
  }

  private void hear(FileWatch opened) {
    int result = opened.read(this::hear);
    if (result < 0) {
      files.values().forEach(file -> file.look(false));
    }
  }

  private void hear(FileWatch.Event event) {
    for (Tracked file : files.values()) {
      if (file.isConcernedBy(event)) {
        file.look(false);
      }
    }
  }

  /** One file, the last number in it, and the look at it that is under way. */
  private final class Tracked {

    private final TrackFileConfig config;
    private OptionalInt value;
    private Set<FileLook.Spot> spots = Set.of();
    private String trouble = "";
    private final ThrottledLine invalid = new ThrottledLine();
    private boolean busy;
    private boolean again;
    private boolean gone;
    private Optional<EventLoop.Timer> timer = Optional.empty();

    Tracked(TrackFileConfig config, OptionalInt value) {
      this.config = config;
      this.value = value;
    }

    boolean isConcernedBy(FileWatch.Event event) {
      if ((event.what() & FileWatch.OVERFLOW) != 0) {
        return true;
      }
      return (event.what() & FileWatch.WATCH_GONE) != 0
          ? spots.stream().anyMatch(spot -> spot.watch() == event.watch())
          : spots.contains(new FileLook.Spot(event.watch(), event.name()))
              || spots.contains(new FileLook.Spot(event.watch(), ""));
    }

    void look(boolean initialise) {
      if (busy) {
        again = true;
      } else if (!gone) {
        busy = true;
        timer.ifPresent(EventLoop.Timer::cancel);
        work.add(new Look(this, watching, initialise));
      }
    }

    /** What a look has found, unless a reload has taken the file away meanwhile. */
    void found(FileLook look) {
      if (gone) {
        return;
      }
      spots = look.spots();
      if (!look.trouble().isEmpty() && !look.trouble().equals(trouble)) {
        String text = "Track file " + config.name() + " counts as 0: " + look.trouble();
        log.accept(LogLine.warning(text));
      }
      trouble = look.trouble();
      switch (look.value()) {
        case FileValue.Whole(int number) -> take(number);
        case FileValue.OutOfRange(String text) -> {
          tellOfInvalid(text);
          takeIfFirst();
        }
      }
      goOn(look.complete() ? PAUSE_NANOS : RETRY_NANOS, again || !look.complete());
    }

    private void tellOfInvalid(String text) {
      long count = invalid.happened(System.nanoTime());
      if (count > 0) {
        String line = "Invalid number " + text + " read from " + config.path() + " - ignoring";
        String often = count == 1 ? "" : ", " + count + " times since the last such line";
        log.accept(LogLine.info(line + often));
      }
    }

    private void goOn(long pauseNanos, boolean needed) {
      again = false;
      // Until then looks are only remembered.
      timer = Optional.of(loop.at(System.nanoTime() + pauseNanos, () -> rest(needed)));
    }

    private void rest(boolean needed) {
      busy = false;
      if (needed || again) {
        again = false;
        look(false);
      }
    }

    /** Somebody waits for a first number. */
    void takeIfFirst() {
      if (value.isEmpty()) {
        take(0);
      }
    }

    void refused() {
      if (!gone) {
        takeIfFirst();
        goOn(RETRY_NANOS, true);
      }
    }

    private void take(int number) {
      boolean news = value.isEmpty() || value.getAsInt() != number;
      value = OptionalInt.of(number);
      if (news) {
        tell();
      }
    }

    void tell() {
      if (value.isPresent()) {
        var reading = new Reading.Value(value.getAsInt());
        readings.accept(new ToRouter.TrackerRead(config.id(), reading));
      }
    }

    void leave() {
      gone = true;
      timer.ifPresent(EventLoop.Timer::cancel);
    }

    DataDump.FileStatus status() {
      return new DataDump.FileStatus(config.name(), value.orElse(0));
    }
  }

  /** A look at a file, off the loop. */
  private final class Look implements SlowWork.Job {

    private final Tracked file;
    private final FileLook.Watching watching;
    private final boolean initialise;

    Look(Tracked file, FileLook.Watching watching, boolean initialise) {
      this.file = file;
      this.watching = watching;
      this.initialise = initialise;
    }

    @Override
    public Object subject() {
      return file.config.path();
    }

    @Override
    public String title() {
      return "Track file " + file.config.name();
    }

    @Override
    public void run() {
      String path = file.config.path();
      if (initialise && file.config.init().isPresent()) {
        String fault = FileLook.initialise(path, file.config.init().get());
        if (!fault.isEmpty()) {
          String text = "Cannot initialise track file " + file.config.name() + ": " + fault;
          loop.post(() -> log.accept(LogLine.warning(text)));
        }
      }
      FileLook look = FileLook.at(path, watching);
      loop.post(() -> file.found(look));
    }

    @Override
    public void hangs() {
      file.takeIfFirst();
    }

    @Override
    public void refused() {
      file.refused();
    }
  }

  /** The end of the watching, behind the looks that use it. */
  private record Closing(FileWatch changes) implements SlowWork.Job {

    @Override
    public Object subject() {
      return changes;
    }

    @Override
    public String title() {
      return "The watching of tracked files";
    }

    @Override
    public void run() {
      changes.close();
    }

    @Override
    public void refused() {}
  }
}
