package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.List;
import java.util.Optional;

/** A virtual_server_group: each address of each range, and each mark, is a service of its own. */
public record ServiceGroup(String name, List<Member> members) {

  /** One line of the group. */
  public sealed interface Member {

    /** The port that its clients name; 0 for all of them. A mark has none. */
    default int port() {
      return 0;
    }
  }

  /** Addresses from the first to the last, both of them included; one address is both. */
  public record Range(IpAddress first, IpAddress last, int port) implements Member {}

  /**
   * What a firewall marks.
   *
   * @param family empty if the line does not say it: then the virtual server does
   */
  public record Mark(long mark, Optional<IpFamily> family) implements Member {}

  /** Whether it has marks only, so that a protocol says nothing of it. */
  public boolean isOfMarks() {
    return members.stream().allMatch(Mark.class::isInstance);
  }

  /** Whether it has any mark, so that not all of it has an address. */
  public boolean hasMark() {
    return members.stream().anyMatch(Mark.class::isInstance);
  }
}
