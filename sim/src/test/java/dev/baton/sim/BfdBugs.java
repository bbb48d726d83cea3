package dev.baton.sim;

import java.util.List;
import java.util.stream.Stream;

/** Those of {@link PlantedBugs} that are in BFD. */
final class BfdBugs {

  private BfdBugs() {}

  static List<PlantedBug> all() {
    return Stream.of(timers(), states()).flatMap(List::stream).toList();
  }

  /** What is sent when, and how long the neighbor may be silent. */
  private static List<PlantedBug> timers() {
    return List.of(
        new PlantedBug(
            "the neighbor's multiplier does not count",
            "bfd/BfdTiming.java",
            "return remote.multiplier()\n",
            "return 2L\n",
            ""),
        new PlantedBug(
            "detection forgets what we can take",
            "bfd/BfdTiming.java",
            "* Math.max(self.timers().usedReceiveNanos(), remote.minTransmitNanos());",
            "* remote.minTransmitNanos();",
            "has not settled"),
        new PlantedBug(
            "a faster neighbor is expected before it knows",
            "bfd/LocalTimers.java",
            "Math.max(usedReceiveNanos, receiveNanos)",
            "receiveNanos",
            "has no reason"),
        new PlantedBug(
            "a poll never ends",
            "bfd/LocalTimers.java",
            "if (poll == Poll.ACTIVE && finished) {",
            "if (poll == Poll.ACTIVE && !finished) {",
            "has not settled"),
        new PlantedBug(
            "a poll is not answered",
            "bfd/BfdMachine.java",
            "return packet.poll() ? answer(config, next, nowNanos, actions) : next;",
            "return next;",
            "has not settled"),
        new PlantedBug(
            "jitter takes up to half of an interval",
            "bfd/BfdTiming.java",
            "JITTER_PERCENT_SPAN = 13;",
            "JITTER_PERCENT_SPAN = 40;",
            "has sent after"),
        new PlantedBug(
            "a session stays up without its neighbor",
            "bfd/BfdTiming.java",
            "+ detectionNanos(self) +",
            "+ 9 * detectionNanos(self) +",
            "is up after a silence"),
        new PlantedBug(
            "a packet that waited does not count after a stall",
            "bfd/BfdMachine.java",
            "self.with(new Hearing(Remote.of(packet), nowNanos, 0))",
            "self.with(new Hearing(Remote.of(packet), self.hearing().atNanos(), 0))",
            ""),
        new PlantedBug(
            "stalls are forgiven for ever",
            "bfd/BfdMachine.java",
            "long grantedNanos = Math.min(gapNanos, lateNanos + BfdTiming.detectionNanos(self));",
            "long grantedNanos = 99 * (gapNanos + lateNanos);",
            "is up after a silence"));
  }

  /** Who is up, whose packet it is, and what a reload does. */
  private static List<PlantedBug> states() {
    return List.of(
        new PlantedBug(
            "Init takes no Up for an answer",
            "bfd/BfdMachine.java",
            "case INIT, UP -> enter(config, self, SessionState.UP, actions);",
            "case INIT -> enter(config, self, SessionState.UP, actions);\n"
                + "            case UP -> self;",
            "does not come up"),
        new PlantedBug(
            "who is told of Down stays up",
            "bfd/BfdMachine.java",
            "case DOWN, ADMIN_DOWN -> fall(config, self, Diagnostic.NEIGHBOR_SIGNALED, actions);",
            "case ADMIN_DOWN -> fall(config, self, Diagnostic.NEIGHBOR_SIGNALED, actions);\n"
                + "            case DOWN -> self;",
            ""),
        new PlantedBug(
            "a packet without our number is nobody's",
            "node/BfdSessions.java",
            "? byNeighbor.get(datagram.source())",
            "? null",
            "does not come up"),
        new PlantedBug(
            "packets keep our own rhythm, whatever the neighbor can take",
            "bfd/BfdTiming.java",
            "Math.max(self.timers().usedTransmitNanos(), self.remote().minReceiveNanos());",
            "self.timers().usedTransmitNanos();",
            "sends each"),
        new PlantedBug(
            "a reload changes the settings and tells nobody",
            "node/BfdSession.java",
            "    step(new BfdEvent.Reconfigured(), turn.nowNanos(), turn);\n",
            "",
            "has not settled"));
  }
}
