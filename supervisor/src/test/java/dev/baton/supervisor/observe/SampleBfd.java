package dev.baton.supervisor.observe;

import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.bfd.BfdCounter;
import dev.baton.core.bfd.BfdDiscard;
import dev.baton.core.bfd.LocalTimers;
import dev.baton.core.bfd.Poll;
import dev.baton.core.bfd.Remote;
import dev.baton.core.bfd.SessionState;
import dev.baton.core.model.Configuration;
import dev.baton.core.node.BfdSnapshot;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Two sessions for dumps and answers: one is up, and one has no socket yet. */
public final class SampleBfd {

  private static final long MILLISECOND = 1_000_000;
  private static final long NOW_NANOS = 9_000_441_000L;

  private static final String TEXT =
      """
      bfd_instance near {
      neighbor_ip 192.0.2.2
      source_ip 192.0.2.1
      min_rx 50
      min_tx 60
      multiplier 3
      weight -20 reverse
      vrrp
      }
      bfd_instance far {
      neighbor_ip 2001:db8::2
      multihop
      max_hops 9
      passive
      }
      """;

  private SampleBfd() {}

  /** Their configuration. */
  public static Configuration configuration() {
    return ConfigReader.readNormalised(TEXT.getBytes(StandardCharsets.UTF_8), FactsText.read(""))
        .configuration();
  }

  /** Their state. */
  public static RouterSnapshot router() {
    return RouterSnapshot.of(Set.of(SnapshotSection.BFD))
        .add(SnapshotSection.BFD, SampleBfd::snapshot)
        .build();
  }

  private static BfdSnapshot snapshot() {
    var near =
        new BfdSnapshot.Session(
            "near",
            SessionState.UP,
            0,
            0x1234,
            new Remote(SessionState.UP, 0xABCD, 1, 70 * MILLISECOND, 80 * MILLISECOND, 4, false),
            new LocalTimers(
                60 * MILLISECOND,
                50 * MILLISECOND,
                60 * MILLISECOND,
                50 * MILLISECOND,
                Poll.ACTIVE),
            70 * MILLISECOND,
            320 * MILLISECOND,
            true,
            NOW_NANOS - 5_000 * MILLISECOND,
            NOW_NANOS - 30 * MILLISECOND,
            LongStream.rangeClosed(1, BfdCounter.values().length).boxed().toList());
    var far =
        new BfdSnapshot.Session(
            "far",
            SessionState.DOWN,
            1,
            0x5678,
            Remote.UNKNOWN,
            new LocalTimers(
                1_000 * MILLISECOND,
                10 * MILLISECOND,
                1_000 * MILLISECOND,
                10 * MILLISECOND,
                Poll.NONE),
            1_000 * MILLISECOND,
            0,
            false,
            NOW_NANOS - 8_000 * MILLISECOND,
            Long.MAX_VALUE,
            LongStream.range(0, BfdCounter.values().length).map(_ -> 0).boxed().toList());
    return new BfdSnapshot(
        List.of(near, far), LongStream.rangeClosed(1, BfdDiscard.values().length).boxed().toList());
  }
}
