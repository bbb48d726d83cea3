package dev.baton.supervisor.script;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.supervisor.loop.EventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The addresses of hosts by their names, each asked for on a thread of its own: a name server that
 * does not answer takes many seconds, longer than a script's interval. So who asks for a name while
 * it is being looked up waits with the others, and there is one thread for a name.
 */
final class NameLookups {

  private final EventLoop loop;
  private final Map<String, List<Consumer<List<IpAddress>>>> waiting = new HashMap<>();

  NameLookups(EventLoop loop) {
    this.loop = loop;
  }

  /** Calls back later with the addresses, none for an unknown name. */
  void ask(String host, Consumer<List<IpAddress>> onAnswer) {
    List<Consumer<List<IpAddress>>> others = waiting.get(host);
    if (others != null) {
      others.add(onAnswer);
      return;
    }
    waiting.put(host, new ArrayList<>(List.of(onAnswer)));
    Thread.ofPlatform().name("resolver").daemon().start(() -> resolve(host));
  }

  /** Whoever has given up is not called back. */
  void forget(String host, Consumer<List<IpAddress>> onAnswer) {
    List<Consumer<List<IpAddress>>> all = waiting.get(host);
    if (all != null) {
      all.remove(onAnswer);
    }
  }

  private void resolve(String host) {
    var addresses = new ArrayList<IpAddress>();
    try {
      for (InetAddress found : InetAddress.getAllByName(host)) {
        byte[] octets = found.getAddress();
        IpFamily family = octets.length == 4 ? IpFamily.INET : IpFamily.INET6;
        addresses.add(IpAddress.of(family, octets, 0));
      }
    } catch (UnknownHostException unknown) {
      // No addresses: the script has failed.
    }
    loop.post(() -> answer(host, addresses));
  }

  private void answer(String host, List<IpAddress> addresses) {
    List<Consumer<List<IpAddress>>> all = waiting.remove(host);
    if (all != null) {
      all.forEach(each -> each.accept(addresses));
    }
  }
}
