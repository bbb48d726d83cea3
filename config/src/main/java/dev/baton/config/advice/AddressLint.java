package dev.baton.config.advice;

import dev.baton.config.advice.Subject.Placed;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Virtual addresses that two share, that belong to no host, or to no network of theirs. */
final class AddressLint implements Lint {

  private record Holder(String instance, SourceSpan span) {}

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    Map<String, Holder> holders = new HashMap<>();
    for (Placed instance : subject.instances()) {
      loopback(instance, found);
      Map<IpAddress, SourceSpan> places = places(instance.section());
      for (AddressSpec address : all(instance)) {
        SourceSpan span =
            places.getOrDefault(address.prefix().address(), instance.section().span());
        shared(instance, address, span, holders, found);
        if (!isOdd(address.prefix(), span, found)) {
          network(subject, address, span, found);
        }
      }
    }
  }

  private static List<AddressSpec> all(Placed instance) {
    var all = new ArrayList<>(instance.config().addresses());
    all.addAll(instance.config().excludedAddresses());
    return all;
  }

  /** Where each address of the instance stands first. */
  private static Map<IpAddress, SourceSpan> places(Directive.Section instance) {
    Map<IpAddress, SourceSpan> places = new HashMap<>();
    for (String word : List.of("virtual_ipaddress", "virtual_ipaddress_excluded")) {
      for (Directive.Section block : instance.sections(word)) {
        for (Directive.Line line : block.lines()) {
          String text = line.text(0);
          int slash = text.indexOf('/');
          IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
              .ifPresent(it -> places.putIfAbsent(it, line.words().get(0).span()));
        }
      }
    }
    return places;
  }

  private static void loopback(Placed instance, List<Diagnostic> found) {
    var device = instance.setting("interface");
    if (device.isPresent() && device.get().text().equals("lo")) {
      found.add(
          Diagnostic.warning(
                  "loopback", device.get().argumentSpan(), "adverts on lo never leave this host")
              .withHelp("name the interface that leads to the other nodes"));
    }
  }

  private static void shared(
      Placed instance,
      AddressSpec address,
      SourceSpan span,
      Map<String, Holder> holders,
      List<Diagnostic> found) {
    String name = instance.config().name();
    IpAddress own = address.prefix().address();
    var other = holders.putIfAbsent(own + "%" + address.device(), new Holder(name, span));
    if (other != null && !other.instance.equals(name)) {
      found.add(
          Diagnostic.warning(
                  "shared-address", span, own + " belongs to two instances, " + name + " too")
              .because("if the two have different masters, two hosts hold the address")
              .withHelp("remove it from one of them")
              .beside(other.span, "first here, in " + other.instance));
    }
  }

  private static boolean isOdd(IpPrefix prefix, SourceSpan span, List<Diagnostic> found) {
    IpAddress address = prefix.address();
    boolean four = address.family() == IpFamily.INET;
    String problem = "";
    if (address.isMulticast()) {
      problem = "is a multicast address";
    } else if (four && address.toInt() >>> 24 == 127) {
      problem = "is a loopback address";
    } else if (four && prefix.prefixBits() < 31 && prefix.prefixBits() > 0) {
      int host = address.toInt() & (-1 >>> prefix.prefixBits());
      boolean ones = host == -1 >>> prefix.prefixBits();
      problem = host == 0 ? "is the network address" : ones ? "is the broadcast address" : "";
    }
    if (!problem.isEmpty()) {
      found.add(
          Diagnostic.warning("odd-address", span, prefix + " " + problem + ", not a host address")
              .withHelp("write the address of a host"));
    }
    return !problem.isEmpty();
  }

  private static void network(
      Subject subject, AddressSpec address, SourceSpan span, List<Diagnostic> found) {
    IpPrefix prefix = address.prefix();
    boolean bare = prefix.prefixBits() == prefix.address().family().prefixBitsMax();
    var device = subject.facts().networkInterface(address.device());
    boolean six = prefix.address().family() == IpFamily.INET6;
    // Every interface has the network of link-local addresses.
    if (!bare || device.isEmpty() || (six && prefix.address().isLinkLocal())) {
      return;
    }
    List<IpPrefix> networks = networks(device.get(), prefix.address().family());
    for (IpPrefix network : networks) {
      if (network.holds(prefix.address())) {
        return;
      }
    }
    if (!networks.isEmpty()) {
      found.add(
          Diagnostic.note(
                  "foreign-network",
                  span,
                  prefix.address() + " is in none of the networks of " + address.device())
              .because("it has " + texts(networks))
              .withHelp(
                  "check the address and its dev; if it is routed to this host, all is well"));
    }
  }

  private static List<IpPrefix> networks(InterfaceFact device, IpFamily family) {
    var networks = new ArrayList<IpPrefix>();
    for (IpPrefix own : device.addresses()) {
      boolean whole = own.prefixBits() == family.prefixBitsMax();
      if (own.address().family() == family && !whole && !own.address().isLinkLocal()) {
        networks.add(own);
      }
    }
    return networks;
  }

  private static String texts(List<IpPrefix> prefixes) {
    var texts = new ArrayList<String>();
    for (IpPrefix prefix : prefixes) {
      texts.add(prefix.toString());
    }
    return String.join(", ", texts);
  }
}
