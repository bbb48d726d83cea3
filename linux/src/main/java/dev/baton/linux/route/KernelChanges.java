package dev.baton.linux.route;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.KernelError;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.host.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Carries operations out in their order: what rtnetlink takes in batches, devices step by step, a
 * step for all of a batch before the next, and settings by their files. It waits for the kernel, so
 * it belongs to one thread other than the loop's.
 */
public final class KernelChanges {

  /** Those that are done in the same way. */
  private enum Way {
    MESSAGES,
    DEVICES,
    DEVICE_REMOVALS,
    SETTINGS
  }

  /** Groups that people choose are small numbers. */
  private static final int GROUP_MIN = 1 << 30;

  private final RouteClient client;
  private final Settings settings;

  /** By this client, and with these memories of what the settings were before. */
  public KernelChanges(RouteClient client, Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** Does them all, going on behind one that is refused, and returns the refusals. */
  public List<RefusedEntry> apply(List<Operation> operations, long deadlineNanos) {
    var refused = new ArrayList<RefusedEntry>();
    int from = 0;
    while (from < operations.size()) {
      Way way = way(operations.get(from));
      int to = from + 1;
      while (to < operations.size()
          && to - from < ChangeBatch.ENTRIES_MAX
          && way(operations.get(to)) == way) {
        to++;
      }
      List<Operation> run = operations.subList(from, to);
      List<RefusedEntry> entries =
          switch (way) {
            case MESSAGES -> client.apply(ChangeBatch.of(run), deadlineNanos);
            case DEVICES -> make(run, deadlineNanos);
            case DEVICE_REMOVALS -> remove(run, deadlineNanos);
            case SETTINGS -> set(run);
          };
      for (RefusedEntry entry : entries) {
        refused.add(new RefusedEntry(from + entry.index(), entry.errno(), entry.explanation()));
      }
      from = to;
    }
    return refused;
  }

  private static Way way(Operation operation) {
    return switch (operation.resource()) {
      case Resource.Address _, Resource.Route _, Resource.Rule _ -> Way.MESSAGES;
      case Resource.Filter _ ->
          throw new IllegalArgumentException("a filter is the firewall's: " + operation);
      case Resource.Device _ when operation instanceof Operation.Remove -> Way.DEVICE_REMOVALS;
      case Resource.Device _ -> Way.DEVICES;
      case Resource.Setting _ -> Way.SETTINGS;
    };
  }

  /** One that is there already is set up all the same: who made it may not have come so far. */
  private List<RefusedEntry> make(List<Operation> operations, long deadlineNanos) {
    int[] errnos = new int[operations.size()];
    note(client.apply(ChangeBatch.of(operations), deadlineNanos), errnos);
    var made = new ArrayList<Resource.Device>();
    var places = new ArrayList<Integer>();
    for (int i = 0; i < errnos.length; i++) {
      if ((errnos[i] == 0 || errnos[i] == KernelError.EEXIST)
          && operations.get(i).resource() instanceof Resource.Device device) {
        made.add(device);
        places.add(i);
      }
    }
    if (!made.isEmpty()) {
      int[] later = finish(made, deadlineNanos);
      for (int i = 0; i < later.length; i++) {
        errnos[places.get(i)] = later[i] == 0 ? errnos[places.get(i)] : later[i];
      }
    }
    return refusals(errnos);
  }

  /**
   * The kernel takes 17 ms to delete a device, and as long for all devices of a group. So many are
   * put into a group that nobody else has.
   */
  private List<RefusedEntry> remove(List<Operation> operations, long deadlineNanos) {
    if (operations.size() == 1) {
      return client.apply(ChangeBatch.of(operations), deadlineNanos);
    }
    int group = ThreadLocalRandom.current().nextInt(GROUP_MIN, Integer.MAX_VALUE);
    List<Resource.Device> devices =
        operations.stream().map(it -> (Resource.Device) it.resource()).toList();
    int[] errnos = new int[devices.size()];
    ChangeBatch regroup =
        ChangeBatch.ofDevices(
            devices, (it, flags, out) -> DeviceEncoder.regroup(it, group, flags, out));
    note(client.apply(regroup, deadlineNanos), errnos);
    for (RefusedEntry entry : client.apply(ChangeBatch.removalOfGroup(group), deadlineNanos)) {
      for (int i = 0; i < errnos.length; i++) {
        errnos[i] = errnos[i] == 0 ? entry.errno() : errnos[i];
      }
    }
    return refusals(errnos);
  }

  private int[] finish(List<Resource.Device> devices, long deadlineNanos) {
    List<Resource.Device> macvlans =
        devices.stream().filter(it -> it.spec().kind() instanceof DeviceSpec.Macvlan).toList();
    if (!macvlans.isEmpty()) {
      // A kernel without IPv6 refuses it, and there is nothing lost by that.
      client.apply(
          ChangeBatch.ofDevices(macvlans, DeviceEncoder::withoutOwnAddress), deadlineNanos);
    }
    int[] errnos = new int[devices.size()];
    for (int i = 0; i < errnos.length; i++) {
      errnos[i] = settings.writeOwn(devices.get(i).spec());
    }
    note(client.apply(ChangeBatch.ofDevices(devices, DeviceEncoder::up), deadlineNanos), errnos);
    return errnos;
  }

  private static void note(List<RefusedEntry> refused, int[] errnos) {
    for (RefusedEntry entry : refused) {
      errnos[entry.index()] = entry.errno();
    }
  }

  private static List<RefusedEntry> refusals(int[] errnos) {
    var refused = new ArrayList<RefusedEntry>();
    for (int i = 0; i < errnos.length; i++) {
      if (errnos[i] != 0) {
        refused.add(new RefusedEntry(i, errnos[i], ""));
      }
    }
    return refused;
  }

  private List<RefusedEntry> set(List<Operation> operations) {
    int[] errnos = new int[operations.size()];
    for (int i = 0; i < errnos.length; i++) {
      if (operations.get(i).resource() instanceof Resource.Setting setting) {
        errnos[i] =
            operations.get(i) instanceof Operation.Set
                ? settings.write(setting.path(), setting.value())
                : settings.restore(setting.path(), setting.value());
      }
    }
    return refusals(errnos);
  }
}
