package dev.baton.linux.route;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpPrefix;
import java.util.Optional;

/** Changes of addresses with nothing special about them. */
public final class TestChanges {

  private TestChanges() {}

  public static Operation adding(int linkIndex, IpPrefix prefix) {
    return new Operation.Set(address(linkIndex, prefix));
  }

  public static Operation deleting(int linkIndex, IpPrefix prefix) {
    return new Operation.Remove(address(linkIndex, prefix));
  }

  static Resource.Address address(int linkIndex, IpPrefix prefix) {
    var spec =
        new AddressSpec(prefix, "", -1, "", Optional.empty(), Optional.empty(), 0, -1, true, false);
    return new Resource.Address(spec, linkIndex);
  }
}
