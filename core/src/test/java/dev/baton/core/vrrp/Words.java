package dev.baton.core.vrrp;

import dev.baton.core.vrrp.VrrpAction.Announce;
import dev.baton.core.vrrp.VrrpAction.Count;
import dev.baton.core.vrrp.VrrpAction.Entered;
import dev.baton.core.vrrp.VrrpAction.GiveUpAddresses;
import dev.baton.core.vrrp.VrrpAction.LowerPriorityHeard;
import dev.baton.core.vrrp.VrrpAction.Say;
import dev.baton.core.vrrp.VrrpAction.SendAdvert;
import dev.baton.core.vrrp.VrrpAction.TakeAddresses;
import dev.baton.core.vrrp.VrrpState.Answer;
import dev.baton.core.vrrp.VrrpState.Backup;
import dev.baton.core.vrrp.VrrpState.Fault;
import dev.baton.core.vrrp.VrrpState.Init;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import dev.baton.core.vrrp.VrrpState.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** States and actions in short words, with times relative to the moment of the event. */
final class Words {

  private Words() {}

  static String of(VrrpState state, long nowNanos) {
    return switch (state) {
      case Init init -> "Init " + init.priority() + at(" starts ", init.startsAtNanos(), nowNanos);
      case Backup backup -> of(backup, nowNanos);
      case Master master ->
          "Master "
              + master.priority()
              + at(" advert ", master.advertAtNanos(), nowNanos)
              + at(" last ", master.advertedAtNanos(), nowNanos)
              + of(master.rival(), nowNanos)
              + of(" answered ", master.answers().lower(), nowNanos)
              + of(" reassured ", master.answers().resigned(), nowNanos);
      case Fault fault -> "Fault " + fault.priority();
      case Stopped stopped -> "Stopped " + stopped.priority();
    };
  }

  private static String of(Backup backup, long nowNanos) {
    return "Backup "
        + backup.priority()
        + at(" expires ", backup.expiresAtNanos(), nowNanos)
        + " interval "
        + milliseconds(backup.masterIntervalNanos())
        + " master "
        + backup.master()
        + "/"
        + backup.masterPriority()
        + (backup.preempting() ? " preempting" : "")
        + (backup.ready() ? " ready" : "")
        + at(" preempt ", backup.preemptAtNanos(), nowNanos)
        + (backup.listensUntilNanos() > nowNanos
            ? at(" listens until ", backup.listensUntilNanos(), nowNanos)
            : "");
  }

  private static String of(Rival rival, long nowNanos) {
    if (rival.equals(Rival.NONE)) {
      return "";
    }
    return " rival "
        + rival.address()
        + (rival.waitNanos() > 0 ? " patience " + rival.patienceAdverts() : "")
        + at(" decides ", rival.decidesAtNanos(), nowNanos);
  }

  private static String of(String label, Answer answer, long nowNanos) {
    return at(label, answer.atNanos(), nowNanos) + (answer.owed() ? " and owes" : "");
  }

  private static String at(String label, long atNanos, long nowNanos) {
    if (atNanos == VrrpState.NEVER) {
      return "";
    }
    String sign = atNanos < nowNanos ? "" : "+";
    return label + sign + milliseconds(atNanos - nowNanos);
  }

  private static String milliseconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6).replaceFirst("\\.?0+$", "") + "ms";
  }

  static List<String> of(List<VrrpAction> actions) {
    List<String> words = new ArrayList<>();
    for (VrrpAction action : actions) {
      words.add(of(action));
    }
    return words;
  }

  private static String of(VrrpAction action) {
    return switch (action) {
      case SendAdvert(var priority) -> "send " + priority;
      case TakeAddresses _ -> "take addresses";
      case GiveUpAddresses _ -> "give up addresses";
      case Announce(var reason) -> "announce " + reason;
      case Entered(var cause) -> "entered: " + cause.text();
      case LowerPriorityHeard _ -> "lower priority heard";
      case VrrpAction.UseOldChecksum _ -> "use old checksum";
      case Say(var line) -> line.level() + " " + line.text();
      case Count(var counter) -> "count " + counter;
    };
  }
}
