package dev.baton.config.read;

import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sync group tracks for all of its members, and what becomes of that which they track
 * themselves: unless the group says {@code sync_group_tracking_weight}, no member's own tracker may
 * change its priority, for members with different priorities would not move together.
 */
record GroupTrackers(
    List<TrackedInterface> interfaces, List<TrackedObject> objects, boolean membersWeigh) {

  /** Reads the lines of a group, which has neither interface nor owner. */
  static GroupTrackers of(Directive.Section group, BlockScope scope) {
    var lines = new InstanceTrackers(group, scope);
    return new GroupTrackers(lines.interfaces("", false), lines.objects(false), weighs(group));
  }

  /** Whether the members' own trackers keep their weights. */
  static boolean weighs(Directive.Section group) {
    return group.has("sync_group_tracking_weight") || group.has("global_tracking");
  }

  /**
   * The member with all that it has to track.
   *
   * @param owned some member is an address owner, whose priority nothing changes
   * @param claims all members are owners that claim mastership at once
   */
  InstanceConfig forMember(InstanceConfig member, boolean owned, boolean claims) {
    Map<String, TrackedInterface> links = new LinkedHashMap<>();
    for (TrackedInterface it : member.trackedInterfaces()) {
      links.put(
          it.name(), new TrackedInterface(it.name(), membersWeigh ? it.weight() : Weight.FAULT));
    }
    for (TrackedInterface it : interfaces) {
      boolean own = it.name().equals(member.interfaceName()) && member.trackPrimary();
      TrackedInterface known = links.get(it.name());
      if (!own && (known == null || !known.weight().decidesFault())) {
        links.put(it.name(), new TrackedInterface(it.name(), inGroup(it.weight(), owned)));
      }
    }
    Map<TrackerId, TrackedObject> all = new LinkedHashMap<>();
    for (TrackedObject it : member.trackedObjects()) {
      boolean weighs = membersWeigh || it.id().kind() == TrackerId.Kind.PROCESS;
      (weighs ? Optional.of(it) : InstanceTrackers.faultOnly(it))
          .ifPresent(kept -> all.put(kept.id(), kept));
    }
    for (TrackedObject it : objects) {
      TrackedObject known = all.get(it.id());
      if (known == null || !known.weight().decidesFault()) {
        all.put(it.id(), new TrackedObject(it.id(), inGroup(it.weight(), owned)));
      }
    }
    return member.inGroup(claims, List.copyOf(links.values()), List.copyOf(all.values()));
  }

  private static Weight inGroup(Weight weight, boolean owned) {
    return owned ? new Weight(0, weight.reverse()) : weight;
  }
}
