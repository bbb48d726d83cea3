package dev.baton.config.group;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One node's part in a virtual router.
 *
 * @param node which of the nodes, from 0
 */
record Member(int node, InstanceConfig config, Directive.Section section) {

  VrrpConfig vrrp() {
    return config.vrrp();
  }

  /** Where that word's value stands; the instance's name if the word does not. */
  SourceSpan span(String word) {
    var setting = section.last(word);
    return setting.isPresent() ? setting.get().argumentSpan() : nameSpan();
  }

  SourceSpan nameSpan() {
    return section.words().get(section.words().size() > 1 ? 1 : 0).span();
  }

  /** Where the first block of that word begins; the instance's name if there is none. */
  SourceSpan blockSpan(String word) {
    List<Directive.Section> blocks = section.sections(word);
    return blocks.isEmpty() ? nameSpan() : blocks.get(0).span();
  }

  /** Where the line of a block stands that names the address. */
  SourceSpan addressSpan(String block, IpAddress address) {
    for (Directive.Section values : section.sections(block)) {
      for (Directive.Line line : values.lines()) {
        if (addressOf(line).equals(Set.of(address))) {
          return line.words().get(0).span();
        }
      }
    }
    return blockSpan(block);
  }

  private static Set<IpAddress> addressOf(Directive.Line line) {
    String text = line.text(0);
    int slash = text.indexOf('/');
    var address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    return address.isPresent() ? Set.of(address.get()) : Set.of();
  }

  Set<IpAddress> excluded() {
    var addresses = new LinkedHashSet<IpAddress>();
    for (AddressSpec address : config.excludedAddresses()) {
      addresses.add(address.prefix().address());
    }
    return addresses;
  }

  /** The addresses that it sends its adverts to; empty with multicast. */
  Set<IpAddress> peers() {
    var peers = new LinkedHashSet<IpAddress>();
    for (Directive.Section block : section.sections("unicast_peer")) {
      block.lines().forEach(line -> peers.addAll(addressOf(line)));
    }
    return peers;
  }

  /** How messages call it. */
  String title() {
    return config.name() + " of " + section.span().file().path();
  }
}
