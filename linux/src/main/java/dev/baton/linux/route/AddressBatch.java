package dev.baton.linux.route;

import dev.baton.linux.netlink.MessageWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests for addresses in the kernel's form.
 *
 * <p>A batch is one system call and one acknowledgement. A hundred addresses take about two
 * milliseconds: short enough to announce them before the next hundred, long enough that the call
 * itself costs nothing.
 */
public final class AddressBatch {

  public static final int ENTRIES_MAX = 100;

  private final byte[] messages;
  private final int count;

  private AddressBatch(byte[] messages, int count) {
    this.messages = messages;
    this.count = count;
  }

  /** The requests in this order, as one batch; at least one, at most {@link #ENTRIES_MAX}. */
  public static AddressBatch of(List<AddressRequest> requests) {
    if (requests.isEmpty() || requests.size() > ENTRIES_MAX) {
      throw new IllegalArgumentException(requests.size() + " requests in one batch");
    }
    var out = new MessageWriter();
    for (int i = 0; i < requests.size(); i++) {
      requests.get(i).encode(out, i == requests.size() - 1);
    }
    return new AddressBatch(out.toBytes(), out.count());
  }

  /** The requests in this order, in as few batches as they need. */
  public static List<AddressBatch> split(List<AddressRequest> requests) {
    var batches = new ArrayList<AddressBatch>();
    for (int from = 0; from < requests.size(); from += ENTRIES_MAX) {
      int to = Math.min(from + ENTRIES_MAX, requests.size());
      batches.add(of(requests.subList(from, to)));
    }
    return List.copyOf(batches);
  }

  /** How many requests it holds. */
  public int count() {
    return count;
  }

  byte[] messages() {
    return messages;
  }
}
