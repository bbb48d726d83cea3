package dev.baton.supervisor.observe;

import dev.baton.core.announce.AnnounceConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.model.Command;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.VrrpAuthentication;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpCounter;
import dev.baton.core.vrrp.VrrpState;
import dev.baton.core.wire.LoopFigures;
import dev.baton.core.wire.QueueFigures;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text of {@code keepalived.json}: every instance with its data and its counters, on one line.
 * Version 1 is the array of instances, version 2 an object around it.
 */
public final class JsonDump {

  /** What it prints. */
  public static final Set<SnapshotSection<?>> SECTIONS =
      Set.of(SnapshotSection.INSTANCES, SnapshotSection.LOOP, SnapshotSection.QUEUES);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final JsonWriter json = new JsonWriter();
  private final Configuration configuration;
  private final WallClock clock;

  private JsonDump(Configuration configuration, WallClock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /** The whole file. */
  public static String text(Configuration configuration, RouterSnapshot snapshot, WallClock clock) {
    var dump = new JsonDump(configuration, clock);
    boolean version2 = configuration.global().jsonVersion() == 2;
    if (version2) {
      dump.json.beginObject().name("vrrp");
    }
    dump.instances(snapshot.get(SnapshotSection.INSTANCES));
    if (version2) {
      // Processes are not tracked yet, so there are none to tell of.
      dump.json.name("track_process").beginArray().endArray();
      dump.loop(snapshot.get(SnapshotSection.LOOP), snapshot.get(SnapshotSection.QUEUES));
      dump.json.endObject();
    }
    return dump.json + "\n";
  }

  /** How well the router keeps time: a member that keepalived does not have, behind all it has. */
  private void loop(LoopFigures loop, QueueFigures queues) {
    json.name("router_loop")
        .beginObject()
        .member("turns", loop.turnCount())
        .member("longest_turn_us", loop.longestTurnNanos() / 1_000)
        .member("latest_deadline_us", loop.latestNanos() / 1_000)
        .member("stalls", loop.stallCount());
    json.name("lateness").beginArray();
    for (int i = 0; i < loop.latenessCounts().size(); i++) {
      json.beginObject();
      if (i < LoopFigures.LATENESS_BOUND_NANOS.size()) {
        json.member("up_to_us", LoopFigures.LATENESS_BOUND_NANOS.get(i) / 1_000);
      }
      json.member("count", loop.latenessCounts().get(i)).endObject();
    }
    json.endArray();
    json.name("most_waiting")
        .beginObject()
        .member("plans", queues.planCountMax())
        .member("tasks", queues.taskCountMax())
        .member("background_tasks", queues.backgroundCountMax())
        .member("messages", queues.messageCountMax())
        .endObject();
    json.member("replaced_while_waiting", queues.replacedCount()).endObject();
  }

  private void instances(NodeSnapshot snapshot) {
    json.beginArray();
    Map<String, NodeSnapshot.Instance> byName = snapshot.byName();
    for (InstanceConfig config : configuration.instances()) {
      NodeSnapshot.Instance instance = byName.get(config.name());
      if (instance != null) {
        json.beginObject();
        data(config, instance);
        statistics(instance);
        json.endObject();
      }
    }
    json.endArray();
  }

  private void data(InstanceConfig config, NodeSnapshot.Instance instance) {
    json.name("data").beginObject();
    VrrpConfig vrrp = config.vrrp();
    VrrpState state = instance.state();
    json.member("iname", config.name())
        .member("dont_track_primary", flag(!config.trackPrimary()))
        .member("skip_check_adv_addr", flag(vrrp.skipCheckAdvertAddresses()))
        .member("strict_mode", 0)
        .member("vmac_ifname", "")
        .member("ifp_ifname", config.interfaceName())
        .member("master_priority", state instanceof VrrpState.Backup b ? b.masterPriority() : 0);
    json.name("last_transition")
        .raw(WallClock.seconds(clock.micros(instance.lastTransitionNanos())));
    announcements(config.announce());
    json.member("lower_prio_no_advert", flag(vrrp.lowerPriorityNoAdvert()))
        .member("higher_prio_send_advert", flag(vrrp.higherPrioritySendAdvert()))
        .member("vrid", vrrp.vrid())
        .member("base_priority", vrrp.basePriority())
        .member("effective_priority", state.priority())
        .member("vipset", instance.addressesSet())
        .member("promote_secondaries", config.promoteSecondaries());
    json.name("adver_int").raw(seconds(vrrp.advertIntervalNanos()));
    json.name("master_adver_int").raw(seconds(masterIntervalNanos(vrrp, state)));
    json.member("accept", config.drops().isEmpty() ? 1 : 0).member("nopreempt", !vrrp.preempt());
    json.name("preempt_delay").raw(seconds(vrrp.preemptDelayNanos()));
    json.member("state", number(state))
        .member("wantstate", wanted(instance))
        .member("version", vrrp.version().number());
    notifications(config.notification());
    lists(config, instance);
    authentication(vrrp);
    json.member("last_transition_cause", instance.cause());
    json.endObject();
  }

  private void announcements(AnnounceConfig announce) {
    json.member("garp_delay", announce.masterDelayNanos() / NANOS_PER_SECOND)
        .member("garp_refresh", announce.refreshNanos() / NANOS_PER_SECOND)
        .member("garp_rep", announce.masterRepeat())
        .member("garp_refresh_rep", announce.refreshRepeat())
        .member("garp_lower_prio_delay", announce.lowerPriorityDelayNanos() / NANOS_PER_SECOND)
        .member("garp_lower_prio_rep", announce.lowerPriorityRepeat());
  }

  private void notifications(NotifyConfig notify) {
    json.member("smtp_alert", notify.smtpAlert())
        .member("notify_deleted", notify.deletedAsDeleted());
    notify.backup().ifPresent(command -> script("script_backup", command));
    notify.master().ifPresent(command -> script("script_master", command));
    notify.fault().ifPresent(command -> script("script_fault", command));
    notify.stop().ifPresent(command -> script("script_stop", command));
    notify.deleted().ifPresent(command -> script("script_deleted", command));
    notify.any().ifPresent(command -> script("script", command));
    notify
        .masterRxLowerPriority()
        .ifPresent(command -> script("script_master_rx_lower_pri", command));
  }

  private void script(String name, Command command) {
    json.member(name, DumpText.words(command));
  }

  private void texts(String name, List<String> texts) {
    if (!texts.isEmpty()) {
      json.name(name).beginArray();
      texts.forEach(json::value);
      json.endArray();
    }
  }

  private void lists(InstanceConfig config, NodeSnapshot.Instance instance) {
    addresses("vips", config.addresses(), instance.addressesSet());
    addresses("evips", config.excludedAddresses(), instance.addressesSet());
    texts("vroutes", RoutingDump.routes(config.routing()));
    texts("vrules", RoutingDump.rules(config.routing()));
    if (!config.trackedInterfaces().isEmpty()) {
      json.name("track_ifp").beginArray();
      for (TrackedInterface tracked : config.trackedInterfaces()) {
        json.value(tracked.name());
      }
      json.endArray();
    }
    List<TrackedObject> scripts = config.tracked(TrackerId.Kind.SCRIPT);
    if (!scripts.isEmpty()) {
      json.name("track_script").beginArray();
      for (TrackedObject tracked : scripts) {
        json.value(DumpText.command(configuration, tracked.id().name()));
      }
      json.endArray();
    }
  }

  private void addresses(String name, List<AddressSpec> specs, boolean set) {
    if (specs.isEmpty()) {
      return;
    }
    json.name(name).beginArray();
    for (AddressSpec spec : specs) {
      json.value(DumpText.address(spec, set));
    }
    json.endArray();
  }

  private void authentication(VrrpConfig vrrp) {
    json.member("auth_type", vrrp.authentication().type());
    if (vrrp.authentication() instanceof VrrpAuthentication.Password) {
      json.member("auth_data", "********");
    }
  }

  private void statistics(NodeSnapshot.Instance instance) {
    json.name("stats").beginObject();
    count("advert_rcvd", instance, VrrpCounter.ADVERT_RECEIVED);
    count("advert_sent", instance, VrrpCounter.ADVERT_SENT);
    count("become_master", instance, VrrpCounter.BECAME_MASTER);
    count("release_master", instance, VrrpCounter.RELEASED_MASTER);
    count("packet_len_err", instance, VrrpCounter.PACKET_LENGTH_ERROR);
    count("advert_interval_err", instance, VrrpCounter.ADVERT_INTERVAL_ERROR);
    count("ip_ttl_err", instance, VrrpCounter.IP_TTL_ERROR);
    count("invalid_type_rcvd", instance, VrrpCounter.INVALID_TYPE_RECEIVED);
    count("addr_list_err", instance, VrrpCounter.ADDRESS_LIST_ERROR);
    count("invalid_authtype", instance, VrrpCounter.INVALID_AUTHENTICATION_TYPE);
    count("authtype_mismatch", instance, VrrpCounter.AUTHENTICATION_TYPE_MISMATCH);
    count("auth_failure", instance, VrrpCounter.AUTHENTICATION_FAILURE);
    count("auth_ext_missing", instance, VrrpCounter.TRAILER_MISSING);
    count("auth_ext_malformed", instance, VrrpCounter.TRAILER_MALFORMED);
    count("auth_ext_unknown_key", instance, VrrpCounter.TRAILER_UNKNOWN_KEY);
    count("auth_ext_invalid_hmac", instance, VrrpCounter.TRAILER_WRONG_HMAC);
    count("auth_ext_stale", instance, VrrpCounter.TRAILER_STALE);
    count("auth_ext_replay", instance, VrrpCounter.TRAILER_REPLAY);
    count("pri_zero_rcvd", instance, VrrpCounter.PRIORITY_ZERO_RECEIVED);
    count("pri_zero_sent", instance, VrrpCounter.PRIORITY_ZERO_SENT);
    json.endObject();
  }

  private void count(String name, NodeSnapshot.Instance instance, VrrpCounter counter) {
    json.member(name, DumpText.count(instance, counter));
  }

  private static long masterIntervalNanos(VrrpConfig vrrp, VrrpState state) {
    return state instanceof VrrpState.Backup backup
        ? backup.masterIntervalNanos()
        : vrrp.advertIntervalNanos();
  }

  private static int wanted(NodeSnapshot.Instance instance) {
    if (instance.state() instanceof VrrpState.Fault) {
      return number(instance.state());
    }
    return instance.wantsMaster() ? 2 : 1;
  }

  private static int number(VrrpState state) {
    return switch (state) {
      case VrrpState.Init _ -> 0;
      case VrrpState.Backup _ -> 1;
      case VrrpState.Master _ -> 2;
      case VrrpState.Fault _ -> 3;
      case VrrpState.Stopped _ -> 98;
    };
  }

  private static int flag(boolean value) {
    return value ? 1 : 0;
  }

  /** {@code 1}, {@code 0.5}: without zeros at the end. */
  static String seconds(long nanos) {
    long whole = nanos / NANOS_PER_SECOND;
    String rest = Long.toString(nanos % NANOS_PER_SECOND + NANOS_PER_SECOND);
    int end = rest.length();
    while (end > 1 && rest.charAt(end - 1) == '0') {
      end--;
    }
    return end == 1 ? Long.toString(whole) : whole + "." + rest.substring(1, end);
  }
}
