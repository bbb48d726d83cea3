package dev.baton.supervisor.control;

import dev.baton.core.bfd.BfdCounter;
import dev.baton.core.bfd.BfdDiscard;
import dev.baton.core.bfd.Diagnostic;
import dev.baton.core.bfd.SessionState;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.node.BfdSnapshot;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.VrrpState;
import dev.baton.core.wire.LoopFigures;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.supervisor.observe.DataDump;
import dev.baton.supervisor.observe.JsonWriter;
import dev.baton.supervisor.observe.WallClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How everything is now, as JSON: the answer to {@link Request.Status}. */
public final class StatusAnswer {

  /**
   * The daemon as a whole.
   *
   * @param startedMicros since 1970
   * @param namespace the network namespace that it was told to enter, or whose name it found
   * @param instance the name that its configuration gives it
   */
  public record Daemon(
      String version, int pid, long startedMicros, String namespace, String instance) {}

  /** Whether a reload would find what is in force. */
  public sealed interface Disk {}

  /** All files say the same. */
  public record Same() implements Disk {}

  /** These paths or patterns do not. */
  public record Other(List<String> paths) implements Disk {}

  /** They could not be read in time. */
  public record Unread() implements Disk {}

  /**
   * The configuration in force.
   *
   * @param loadedMicros when it was read, since 1970
   * @param refused the last reload, if it was refused
   */
  public record Loaded(String path, long loadedMicros, Disk disk, Optional<Refusal> refused) {}

  /** A reload that was refused. */
  public record Refusal(long micros, String reason) {}

  /** What is known of the router. */
  public sealed interface Router {}

  /** Its answer. */
  public record Answered(int pid, RouterSnapshot snapshot) implements Router {}

  /** It runs, and has not answered in time. */
  public record Silent(int pid) implements Router {}

  /** There is none, but another one will come. */
  public record Awaited() implements Router {}

  /** There is none, because there is nothing for it to do. */
  public record Unneeded() implements Router {}

  /** All of it. */
  public record Facts(
      Daemon daemon,
      Loaded loaded,
      Router router,
      Configuration configuration,
      DataDump.TrackerStatuses trackers) {}

  private final JsonWriter json = new JsonWriter();
  private final Facts facts;
  private final WallClock clock;
  private final Optional<RouterSnapshot> snapshot;
  private final Map<String, NodeSnapshot.Instance> instances;
  private final BfdSnapshot bfd;
  private final Map<String, BfdSnapshot.Session> sessions;
  private final Map<String, Boolean> links = new HashMap<>();
  private final Map<String, DataDump.ScriptStatus> scripts = new HashMap<>();
  private final Map<String, DataDump.FileStatus> files = new HashMap<>();
  private final Map<String, DataDump.ProcessStatus> processes = new HashMap<>();

  private StatusAnswer(Facts facts, WallClock clock) {
    this.facts = facts;
    this.clock = clock;
    this.snapshot =
        facts.router() instanceof Answered(int _, RouterSnapshot answer)
            ? Optional.of(answer)
            : Optional.empty();
    this.instances =
        snapshot.map(answer -> answer.get(SnapshotSection.INSTANCES).byName()).orElse(Map.of());
    this.bfd = snapshot.map(answer -> answer.get(SnapshotSection.BFD)).orElse(BfdSnapshot.NONE);
    this.sessions = bfd.byName();
    snapshot.ifPresent(
        answer ->
            answer
                .get(SnapshotSection.HOST)
                .links()
                .forEach(link -> links.put(link.name(), link.usable())));
    facts.trackers().scripts().forEach(script -> scripts.put(script.name(), script));
    facts.trackers().files().forEach(file -> files.put(file.name(), file));
    facts.trackers().processes().forEach(process -> processes.put(process.name(), process));
  }

  /** What the router must be asked for. The host's links only matter to who tracks one. */
  public static Set<SnapshotSection<?>> sections(Configuration configuration) {
    var sections =
        new HashSet<SnapshotSection<?>>(Set.of(SnapshotSection.INSTANCES, SnapshotSection.LOOP));
    if (configuration.instances().stream().anyMatch(it -> !it.trackedInterfaces().isEmpty())) {
      sections.add(SnapshotSection.HOST);
    }
    if (!configuration.sessions().isEmpty()) {
      sections.add(SnapshotSection.BFD);
    }
    return Set.copyOf(sections);
  }

  /** The answer to a client. */
  public static String text(Facts facts, WallClock clock) {
    return new StatusAnswer(facts, clock).text();
  }

  private String text() {
    json.beginObject().member("schema", Schema.VERSION);
    time("time", clock.epochMicros());
    daemon(facts.daemon());
    configuration(facts.loaded());
    router(facts.router());
    json.name("instances").beginArray();
    facts.configuration().instances().forEach(this::instance);
    json.endArray();
    bfd();
    return json.endObject() + "\n";
  }

  private void time(String name, long micros) {
    json.name(name).raw(WallClock.seconds(micros));
  }

  private void daemon(Daemon daemon) {
    json.name("daemon").beginObject().member("version", daemon.version());
    json.member("pid", daemon.pid());
    time("started", daemon.startedMicros());
    json.member("namespace", daemon.namespace()).member("instance", daemon.instance());
    json.endObject();
  }

  private void configuration(Loaded loaded) {
    json.name("configuration").beginObject().member("file", loaded.path());
    time("loaded", loaded.loadedMicros());
    switch (loaded.disk()) {
      case Same _ -> json.member("on_disk", "same");
      case Other(List<String> paths) -> texts(json.member("on_disk", "changed"), "changed", paths);
      case Unread _ -> json.member("on_disk", "unknown");
    }
    if (loaded.refused().isPresent()) {
      json.name("refused_reload").beginObject();
      time("time", loaded.refused().get().micros());
      json.member("reason", loaded.refused().get().reason()).endObject();
    }
    texts(json, "no_effect", facts.configuration().noEffectYet());
    json.endObject();
  }

  private static void texts(JsonWriter json, String name, List<String> texts) {
    json.name(name).beginArray();
    texts.forEach(json::value);
    json.endArray();
  }

  private void router(Router router) {
    json.name("router").beginObject();
    switch (router) {
      case Answered(int pid, RouterSnapshot answer) -> {
        json.member("state", "running").member("pid", pid);
        LoopFigures loop = answer.get(SnapshotSection.LOOP);
        json.member("longest_turn_us", loop.longestTurnNanos() / 1_000)
            .member("latest_deadline_us", loop.latestNanos() / 1_000)
            .member("stalls", loop.stallCount());
      }
      case Silent(int pid) -> json.member("state", "silent").member("pid", pid);
      case Awaited _ -> json.member("state", "restarting");
      case Unneeded _ -> json.member("state", "none");
    }
    json.endObject();
  }

  private void instance(InstanceConfig config) {
    json.beginObject().member("name", config.name());
    json.member("interface", config.interfaceName()).member("vrid", config.vrrp().vrid());
    json.member("base_priority", config.vrrp().basePriority());
    Optional<NodeSnapshot.Instance> known = Optional.ofNullable(instances.get(config.name()));
    if (known.isPresent()) {
      known(known.get());
    } else {
      json.member("state", "UNKNOWN");
    }
    addresses(config, known.isPresent() && known.get().addressesSet(), known.isPresent());
    trackers(config);
    json.endObject();
  }

  private void known(NodeSnapshot.Instance instance) {
    json.member("state", instance.state().word()).member("priority", instance.state().priority());
    // One that has never changed has no time for it.
    if (!instance.cause().isEmpty()) {
      time("since", clock.micros(instance.lastTransitionNanos()));
    }
    json.member("cause", instance.cause());
    json.member("source", instance.source().toString());
    texts(json, "faults", instance.faults());
    if (instance.state() instanceof VrrpState.Backup backup && backup.masterPriority() > 0) {
      json.name("master").beginObject().member("address", backup.master().toString());
      json.member("priority", backup.masterPriority()).endObject();
    }
  }

  private void addresses(InstanceConfig config, boolean present, boolean known) {
    var all = new ArrayList<AddressSpec>(config.addresses());
    all.addAll(config.excludedAddresses());
    json.name("addresses").beginArray();
    for (AddressSpec address : all) {
      json.beginObject().member("address", address.prefix().toString());
      json.member("interface", address.device());
      if (known) {
        json.member("present", present);
      }
      json.endObject();
    }
    json.endArray();
  }

  private void trackers(InstanceConfig config) {
    json.name("trackers").beginArray();
    for (TrackedInterface tracked : config.trackedInterfaces()) {
      Boolean up = links.get(tracked.name());
      String verdict = up == null ? "unknown" : up ? "up" : "down";
      tracker("interface", tracked.name(), tracked.weight()).member("verdict", verdict).endObject();
    }
    for (TrackedObject tracked : config.trackedObjects()) {
      object(tracked);
    }
    json.endArray();
  }

  private void object(TrackedObject tracked) {
    TrackerId id = tracked.id();
    switch (id.kind()) {
      case SCRIPT -> {
        tracker("script", id.name(), tracked.weight());
        DataDump.ScriptStatus script = scripts.get(id.name());
        json.member("verdict", script == null ? "unknown" : verdict(script.status()));
      }
      case FILE -> {
        tracker("file", id.name(), tracked.weight());
        DataDump.FileStatus file = files.get(id.name());
        if (file != null) {
          json.member("value", file.value());
        }
      }
      case BFD -> {
        tracker("bfd", id.name(), tracked.weight());
        BfdSnapshot.Session session = sessions.get(id.name());
        boolean up = session != null && session.state() == SessionState.UP;
        json.member("verdict", snapshot.isEmpty() ? "unknown" : up ? "up" : "down");
      }
      case PROCESS -> {
        tracker("process", id.name(), tracked.weight());
        DataDump.ProcessStatus process = processes.get(id.name());
        if (process == null || !process.known()) {
          json.member("verdict", "unknown");
        } else {
          json.member("verdict", process.good() ? "good" : "bad").member("count", process.count());
        }
      }
    }
    json.endObject();
  }

  /** Only of a daemon that has sessions: others' answers stay as they are. */
  private void bfd() {
    List<BfdSessionConfig> configs = facts.configuration().sessions();
    if (configs.isEmpty()) {
      return;
    }
    json.name("bfd").beginObject().name("sessions").beginArray();
    for (BfdSessionConfig config : configs) {
      json.beginObject().member("name", config.name());
      json.member("neighbor", config.neighbor().toString());
      BfdSnapshot.Session session = sessions.get(config.name());
      if (session == null) {
        json.member("state", "UNKNOWN");
      } else {
        session(session);
      }
      json.endObject();
    }
    json.endArray().name("discarded").beginObject();
    for (BfdDiscard reason : BfdDiscard.values()) {
      json.member(reason.name().toLowerCase(Locale.ROOT), bfd.count(reason));
    }
    json.endObject().endObject();
  }

  private void session(BfdSnapshot.Session session) {
    json.member("state", session.state().word());
    time("since", clock.micros(session.changedAtNanos()));
    json.member("diagnostic", Diagnostic.words(session.diagnostic()));
    json.member("remote_state", session.remote().state().word());
    json.member("remote_diagnostic", Diagnostic.words(session.remote().diagnostic()));
    json.member("transmit_us", session.transmitNanos() / 1_000);
    json.member("detection_us", session.detectionNanos() / 1_000);
    json.member("received", session.count(BfdCounter.RECEIVED));
    json.member("sent", session.count(BfdCounter.SENT));
    json.member("sent_late", session.count(BfdCounter.SENT_LATE));
    json.member("went_up", session.count(BfdCounter.WENT_UP));
    json.member("went_down", session.count(BfdCounter.WENT_DOWN));
    json.member("stalls_forgiven", session.count(BfdCounter.STALL_FORGIVEN));
  }

  private static String verdict(String status) {
    return switch (status) {
      case "GOOD" -> "good";
      case "BAD" -> "bad";
      default -> "unknown";
    };
  }

  private JsonWriter tracker(String kind, String name, Weight weight) {
    return json.beginObject()
        .member("kind", kind)
        .member("name", name)
        .member("weight", weight.points())
        .member("reverse", weight.reverse());
  }
}
