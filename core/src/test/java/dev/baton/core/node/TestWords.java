package dev.baton.core.node;

import dev.baton.core.kernel.FilterEntry;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Resource;
import java.util.TreeMap;

/** What a test says of a node's actions. */
final class TestWords {

  private TestWords() {}

  /** Sockets, adverts, plans, words, and last what is closed. */
  static int lane(NodeAction action) {
    return switch (action) {
      case NodeAction.OpenSocket _, NodeAction.FilterSocket _, NodeAction.OpenBfdSocket _ -> 0;
      case NodeAction.SendAdvert _ -> 1;
      case NodeAction.SendControl _ -> 2;
      case NodeAction.Apply _, NodeAction.Withdraw _ -> 3;
      case NodeAction.Say _, NodeAction.Notify _ -> 4;
      case NodeAction.CloseSocket _, NodeAction.CloseBfdSocket _, NodeAction.Finished _ -> 5;
    };
  }

  static String describe(KernelStep step) {
    return switch (step) {
      case KernelStep.Change change ->
          (change.sets() ? "add " : "delete ")
              + change.operations().stream().map(it -> text(it.resource())).toList();
      case KernelStep.SendFrames(var index, var frames) -> "frames " + frames.size() + "@" + index;
      case KernelStep.WriteSysctl(var path, var value) -> "sysctl " + path + "=" + value;
      case KernelStep.RestoreSysctl(var path, _) -> "restore " + path;
      case KernelStep.KeepFirewall(_, var shares) -> "firewall " + new TreeMap<>(shares);
    };
  }

  static String text(Resource resource) {
    return switch (resource) {
      case Resource.Address address -> address.prefix() + "@" + address.linkIndex();
      case Resource.Route route -> route.spec().destination() + " via@" + route.linkIndex();
      case Resource.Rule rule -> "rule " + rule.spec().preference() + "@0";
      case Resource.Device device -> device.spec().name() + " on@" + device.linkIndex();
      case Resource.Setting setting -> setting.path() + " @" + setting.linkIndex();
      case Resource.Filter(FilterEntry.Drop drop) -> "drop " + drop.address();
      case Resource.Filter(var entry) -> entry.toString();
    };
  }
}
