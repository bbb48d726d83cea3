package dev.baton.core.node;

import dev.baton.core.kernel.KernelStep;
import java.util.TreeMap;

/** What a test says of a node's actions. */
final class TestWords {

  private TestWords() {}

  /** Sockets, adverts, plans, words, and last what is closed. */
  static int lane(NodeAction action) {
    return switch (action) {
      case NodeAction.OpenSocket _, NodeAction.FilterSocket _ -> 0;
      case NodeAction.SendAdvert _ -> 1;
      case NodeAction.Apply _, NodeAction.Withdraw _ -> 2;
      case NodeAction.Say _, NodeAction.Notify _ -> 3;
      case NodeAction.CloseSocket _, NodeAction.Finished _ -> 4;
    };
  }

  static String describe(KernelStep step) {
    return switch (step) {
      case KernelStep.Change change ->
          (change.sets() ? "add " : "delete ")
              + change.operations().stream().map(it -> TestHost.text(it.resource())).toList();
      case KernelStep.SendFrames(var index, var frames) -> "frames " + frames.size() + "@" + index;
      case KernelStep.WriteSysctl(var path, var value) -> "sysctl " + path + "=" + value;
      case KernelStep.RestoreSysctl(var path, _) -> "restore " + path;
      case KernelStep.KeepFirewall(_, var shares) -> "firewall " + new TreeMap<>(shares);
    };
  }
}
