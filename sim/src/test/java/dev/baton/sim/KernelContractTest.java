package dev.baton.sim;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.NodeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The simulated kernel keeps the contract; the module {@code it} holds the real one to it. */
final class KernelContractTest {

  @TestFactory
  Stream<DynamicTest> virtualKernel() {
    return KernelContract.checks().entrySet().stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.getKey(),
                    () -> {
                      try (var host = new Simulated()) {
                        check.getValue().accept(host);
                      }
                    }));
  }

  private static final class Simulated implements HostUnderTest {

    private final VirtualKernel kernel = new VirtualKernel(0, 2);
    private final List<NodeEvent> told = new ArrayList<>();

    Simulated() {
      kernel.monitor(told::add);
    }

    @Override
    public int createLink(String name) {
      int index = kernel.createLink(name);
      kernel.setLink(name, true, true);
      return index;
    }

    @Override
    public void deleteLink(String name) {
      kernel.deleteLink(index(name));
    }

    @Override
    public void setUp(String name, boolean up) {
      kernel.setLink(name, up, true);
    }

    @Override
    public int apply(Operation operation) {
      return kernel.change(operation);
    }

    @Override
    public List<String> routes() {
      return kernel.routes().all().stream().map(Simulated::text).toList();
    }

    private static String text(Resource.Route route) {
      var spec = route.spec();
      return spec.destination()
          + spec.hops().getFirst().gateway().map(hop -> " via " + hop).orElse("")
          + spec.preferredSource().map(own -> " src " + own).orElse("")
          + (spec.metric() == 0 ? "" : " metric " + spec.metric());
    }

    @Override
    public void addForeign(String link, IpPrefix prefix) {
      kernel.addAddress(index(link), prefix, 0);
    }

    @Override
    public void deleteForeign(String link, IpPrefix prefix) {
      kernel.deleteAddress(index(link), prefix, false);
    }

    @Override
    public void promoteSecondaries(String link, boolean on) {
      kernel.writeSysctl("net/ipv4/conf/" + link + "/promote_secondaries", on ? "1" : "0");
    }

    @Override
    public List<InterfaceAddress> addresses(IpFamily family, int linkIndex) {
      return kernel.addresses().stream()
          .filter(address -> address.linkIndex() == linkIndex && isOf(family, address))
          .toList();
    }

    @Override
    public boolean isUp(int linkIndex) {
      return kernel.link(linkIndex).orElseThrow().up();
    }

    @Override
    public boolean isRunning(int linkIndex) {
      return kernel.link(linkIndex).orElseThrow().running();
    }

    @Override
    public List<NodeEvent> notifications(IpFamily family) {
      var since = List.copyOf(told);
      told.clear();
      return since.stream().filter(event -> concerns(family, event)).toList();
    }

    private static boolean concerns(IpFamily family, NodeEvent event) {
      return switch (event) {
        case NodeEvent.AddressAdded(var address, _) -> isOf(family, address);
        case NodeEvent.AddressRemoved(var address, _) -> isOf(family, address);
        default -> true;
      };
    }

    private static boolean isOf(IpFamily family, InterfaceAddress address) {
      return address.prefix().address().family() == family;
    }

    private int index(String name) {
      return kernel.link(name).map(Link::index).orElseThrow();
    }

    @Override
    public void close() {
      kernel.monitor(_ -> {});
    }
  }
}
