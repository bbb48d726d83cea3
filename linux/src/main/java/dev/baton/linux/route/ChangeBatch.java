package dev.baton.linux.route;

import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.netlink.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations in the kernel's form.
 *
 * <p>A batch is one system call and one acknowledgement. A hundred addresses take about two
 * milliseconds: short enough to announce them before the next hundred, long enough that the call
 * itself costs nothing.
 */
public final class ChangeBatch {

  public static final int ENTRIES_MAX = 100;

  private final byte[] messages;
  private final int count;

  private ChangeBatch(byte[] messages, int count) {
    this.messages = messages;
    this.count = count;
  }

  /** The operations in this order, as one batch; at least one, at most {@link #ENTRIES_MAX}. */
  public static ChangeBatch of(List<Operation> operations) {
    if (operations.isEmpty() || operations.size() > ENTRIES_MAX) {
      throw new IllegalArgumentException(operations.size() + " operations in one batch");
    }
    var out = new MessageWriter();
    for (int i = 0; i < operations.size(); i++) {
      boolean last = i == operations.size() - 1;
      encode(operations.get(i), last ? LinuxNetlink.NLM_F_ACK : 0, out);
    }
    return new ChangeBatch(out.toBytes(), out.count());
  }

  /** What {@code encoder} makes of each of these devices, which are as many as of operations. */
  static ChangeBatch ofDevices(List<Resource.Device> devices, DeviceStage encoder) {
    var out = new MessageWriter();
    for (int i = 0; i < devices.size(); i++) {
      boolean last = i == devices.size() - 1;
      encoder.encode(devices.get(i), last ? LinuxNetlink.NLM_F_ACK : 0, out);
    }
    return new ChangeBatch(out.toBytes(), out.count());
  }

  /** That all devices of this group go. */
  static ChangeBatch removalOfGroup(int group) {
    var out = new MessageWriter();
    DeviceEncoder.deleteGroup(group, LinuxNetlink.NLM_F_ACK, out);
    return new ChangeBatch(out.toBytes(), out.count());
  }

  /** One step on the way of a device that has been made. */
  interface DeviceStage {

    /** Writes one message. */
    void encode(Resource.Device device, int flags, MessageWriter out);
  }

  private static void encode(Operation operation, int flags, MessageWriter out) {
    switch (operation) {
      case Operation.Set(Resource.Address address) -> AddressEncoder.add(address, flags, out);
      case Operation.Remove(Resource.Address address) -> AddressEncoder.delete(address, flags, out);
      case Operation.Set(Resource.Route route) -> RouteEncoder.add(route, flags, out);
      case Operation.Set(Resource.Rule rule) -> RuleEncoder.add(rule, flags, out);
      case Operation.Remove(Resource.Route route) -> RouteEncoder.delete(route, flags, out);
      case Operation.Remove(Resource.Rule rule) -> RuleEncoder.delete(rule, flags, out);
      case Operation.Set(Resource.Device device) -> DeviceEncoder.add(device, flags, out);
      case Operation.Remove(Resource.Device device) -> DeviceEncoder.delete(device, flags, out);
      case Operation.Set(Resource.Setting _), Operation.Remove(Resource.Setting _) ->
          throw new IllegalArgumentException("no message: " + operation);
      case Operation.Set(Resource.Filter _), Operation.Remove(Resource.Filter _) ->
          throw new IllegalArgumentException("rtnetlink filters nothing");
    }
  }

  /** The operations in this order, in as few batches as they need. */
  public static List<ChangeBatch> split(List<Operation> operations) {
    var batches = new ArrayList<ChangeBatch>();
    for (int from = 0; from < operations.size(); from += ENTRIES_MAX) {
      int to = Math.min(from + ENTRIES_MAX, operations.size());
      batches.add(of(operations.subList(from, to)));
    }
    return List.copyOf(batches);
  }

  /** How many operations it holds. */
  public int count() {
    return count;
  }

  byte[] messages() {
    return messages;
  }
}
