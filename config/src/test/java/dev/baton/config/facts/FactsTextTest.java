package dev.baton.config.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.config.facts.RecordedFacts.RoutingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class FactsTextTest {

  private static final RecordedFacts FACTS =
      new RecordedFacts(
          "alpha.example",
          0,
          8,
          Map.of(
              "eth0", Optional.of(new InterfaceFact("eth0", 2, 4163, 1500, List.of(), "vlan")),
              "eth9", Optional.empty()),
          Map.of(
              "root", Optional.of(new UserFact("root", 0, 0, List.of(0, 5))),
              "none", Optional.empty()),
          Map.of("wheel", OptionalInt.of(10), "none", OptionalInt.empty()),
          Map.of(
              "/a b\t\n\\/c",
              new PathFact(
                  "/a b\t\n\\/c",
                  "/d",
                  Kind.FILE,
                  Head.SHEBANG,
                  "/usr/bin/env\t-S a\\b",
                  List.of(
                      new Step("/", Kind.DIRECTORY, 0, 0, 0755),
                      new Step("/d", Kind.FILE, 1000, 5, 0644)),
                  true),
              "/none",
              PathFact.absent("/none")),
          Map.of("true", "/usr/bin/true", "none", ""),
          Map.of("HOME", "/root", "NONE", ""),
          Map.of("mail.example", true, "none.invalid", false),
          Map.of(
              new RoutingKey(RoutingName.SCOPE, "link"), OptionalInt.of(253),
              new RoutingKey(RoutingName.TABLE, "none"), OptionalInt.empty()),
          Map.of("/etc/key", Optional.of("00ff"), "/etc/unread", Optional.empty()));

  @Test
  void whatIsPrintedIsReadAgain() {
    assertEquals(FACTS, FactsText.read(FactsText.print(FACTS)));
  }

  @Test
  void whatCannotBeUnderstoodWasNotRecorded() {
    RecordedFacts facts =
        FactsText.read(
            "host\talpha\nuid\tmany\ninterface\teth0\t2\nroute\tx\ngroup\nrouting\tNONE\tx\t1\n\n"
                + "path\t/x\t/x\tFILE\tOTHER\t\ttrue\t/\nprogram\tsh\t/bin/sh");
    assertEquals("alpha", facts.hostName());
    assertEquals(0, facts.effectiveUid());
    assertEquals(List.of(), facts.interfaceNames());
    assertEquals(OptionalInt.empty(), facts.group(""));
    assertEquals(Kind.ABSENT, facts.path("/x").kind());
    assertEquals("/bin/sh", facts.program("sh"));
  }
}
