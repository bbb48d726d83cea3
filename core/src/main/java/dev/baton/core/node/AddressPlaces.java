package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Resource.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Where configured addresses go: each to the interface of its name, as far as it exists.
 *
 * @param found in the order of the configuration
 * @param homeless those whose interface does not exist
 */
record AddressPlaces(List<Address> found, List<AddressSpec> homeless) {

  /** Nowhere yet. */
  static final AddressPlaces NONE = new AddressPlaces(List.of(), List.of());

  static AddressPlaces of(List<AddressSpec> specs, Links links) {
    var found = new ArrayList<Address>();
    var homeless = new ArrayList<AddressSpec>();
    for (AddressSpec spec : specs) {
      int index = links.indexOf(spec.device());
      if (index == Links.NONE) {
        homeless.add(spec);
      } else {
        found.add(new Address(spec, index));
      }
    }
    return new AddressPlaces(found, homeless);
  }
}
