package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.VrrpMachine.log;

import dev.baton.core.log.LogLine;
import dev.baton.core.vrrp.VrrpAction.Cause;
import dev.baton.core.vrrp.VrrpAction.Say;
import dev.baton.core.vrrp.VrrpEvent.Heard;
import dev.baton.core.vrrp.VrrpMachine.Step;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import java.util.ArrayList;
import java.util.List;

/**
 * A conflict between two address owners, which is a configuration mistake. No election can settle
 * it, because owners need not listen (RFC 9568, section 7.1). The owner with the lower IP address
 * yields as it would to any router of equal priority. The owner with the higher one, handled here,
 * insists for some adverts, then listens for a little more than an interval. If the other still
 * sends adverts, it gives way for the sake of the hosts, which would otherwise see each address
 * twice.
 */
final class OwnerDispute {

  /** Our adverts that the other owner may ignore before we listen whether it has stopped. */
  private static final int PATIENCE_ADVERTS = 2;

  private OwnerDispute() {}

  /** The other one, of lower address, has spoken. */
  static Step heard(VrrpConfig config, Master self, Heard heard, long nowNanos) {
    Rival known = self.rival();
    boolean disputed = MasterRole.isAbout(known, heard) && known.waitNanos() > 0;
    boolean listening = disputed && known.decidesAtNanos() != VrrpState.NEVER;
    if (listening && nowNanos <= known.decidesAtNanos()) {
      return withdraw(config, heard, nowNanos);
    }
    if (disputed && !listening) {
      return MasterRole.defend(config, self, heard, nowNanos);
    }
    long slowerNanos = Math.max(config.advertIntervalNanos(), heard.packet().intervalNanos());
    var fresh =
        new Rival(
            heard.source(),
            nowNanos,
            PATIENCE_ADVERTS,
            slowerNanos + slowerNanos / 5,
            VrrpState.NEVER);
    LogLine line = log(config).otherOwner(heard.source());
    return MasterRole.mayAnswer(config, self, nowNanos)
        ? MasterRole.answer(config, self, fresh, nowNanos, List.of(line))
        : Step.of(MasterRole.owing(config, self).withRival(fresh), new Say(line));
  }

  private static Step withdraw(VrrpConfig config, Heard heard, long nowNanos) {
    List<VrrpAction> actions = new ArrayList<>();
    actions.add(new Say(log(config).otherOwnerInsists(heard.source())));
    MasterRole.leave(
        config,
        actions,
        new Cause("another address owner, " + heard.source() + ", keeps advertising"));
    return new Step(
        BackupRole.yielding(config, VrrpConfig.PRIORITY_MAX, heard, nowNanos),
        List.copyOf(actions));
  }

  /** One more advert that another owner heard, or did not. */
  static Rival afterOwnAdvert(Rival rival, long nowNanos) {
    if (rival.patienceAdverts() == 0) {
      return rival;
    }
    int patienceAdverts = rival.patienceAdverts() - 1;
    return new Rival(
        rival.address(),
        rival.saidAtNanos(),
        patienceAdverts,
        rival.waitNanos(),
        patienceAdverts == 0 ? nowNanos + rival.waitNanos() : VrrpState.NEVER);
  }
}
