package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.HIGHER_ADDRESS;
import static dev.baton.core.vrrp.Given.LOCAL;
import static dev.baton.core.vrrp.Given.LOWER_ADDRESS;
import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.SECOND;
import static dev.baton.core.vrrp.Given.heard;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpEvent.AddressTaken;
import dev.baton.core.vrrp.VrrpEvent.Faulted;
import dev.baton.core.vrrp.VrrpEvent.GroupBecomesMaster;
import dev.baton.core.vrrp.VrrpEvent.GroupLeavesMaster;
import dev.baton.core.vrrp.VrrpEvent.PriorityChanged;
import dev.baton.core.vrrp.VrrpEvent.Reconfigured;
import dev.baton.core.vrrp.VrrpEvent.Recovered;
import dev.baton.core.vrrp.VrrpEvent.Stalled;
import dev.baton.core.vrrp.VrrpEvent.Start;
import dev.baton.core.vrrp.VrrpEvent.Stop;
import dev.baton.core.vrrp.VrrpEvent.TimePassed;
import dev.baton.core.vrrp.VrrpState.Answers;
import dev.baton.core.vrrp.VrrpState.Backup;
import dev.baton.core.vrrp.VrrpState.Fault;
import dev.baton.core.vrrp.VrrpState.Init;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import dev.baton.core.vrrp.VrrpState.Stopped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every state meets every event: the table of the election, as a golden file that reads like the
 * RFC's. The usual router (version 3, priority 100, one second) meets each event 500 ms after its
 * last advert, or after its master's.
 */
final class VrrpTableTest {

  private static final long NOW = 1_000 * SECOND;
  private static final VrrpConfig CONFIG = Given.router().with();

  private static Map<String, VrrpState> states() {
    Map<String, VrrpState> states = new LinkedHashMap<>();
    states.put("Init", new Init(100));
    var backup =
        new Backup(
            100,
            NOW + 3_109 * MILLISECOND,
            SECOND,
            LOWER_ADDRESS,
            100,
            false,
            VrrpState.NEVER,
            Backup.AWAKE,
            false);
    states.put("Backup", backup);
    states.put("Backup that waits for its group", backup.expiringAt(NOW).waitingForGroup());
    states.put(
        "Master",
        new Master(
            100,
            NOW + 500 * MILLISECOND,
            NOW - 500 * MILLISECOND,
            NOW - 10_500 * MILLISECOND,
            IpAddress.ANY4,
            Rival.NONE,
            Answers.NONE));
    states.put("Fault", new Fault(100));
    states.put("Stopped", new Stopped(100));
    return states;
  }

  private static Map<String, VrrpEvent> events() {
    Map<String, VrrpEvent> events = new LinkedHashMap<>();
    events.put("Start", new Start());
    events.put("Start, delayed by 2 s", new Start(2 * SECOND));
    events.put("Heard priority 0", heard(0, LOWER_ADDRESS));
    events.put("Heard a higher router", heard(101, LOWER_ADDRESS));
    events.put("Heard a higher router of 250 ms", heard(101, LOWER_ADDRESS, 250 * MILLISECOND));
    events.put("Heard an owner", heard(255, LOWER_ADDRESS));
    events.put("Heard an equal of higher address", heard(100, HIGHER_ADDRESS));
    events.put("Heard an equal of lower address", heard(100, LOWER_ADDRESS));
    events.put("Heard itself", heard(100, LOCAL));
    events.put("Heard a lower router", heard(99, HIGHER_ADDRESS));
    events.put("TimePassed", new TimePassed());
    events.put("Stalled for 300 ms", new Stalled(300 * MILLISECOND));
    events.put("Faulted", new Faulted("interface eth0 down"));
    events.put("Recovered", new Recovered());
    events.put("PriorityChanged to 80", new PriorityChanged(80));
    events.put("PriorityChanged to the same", new PriorityChanged(100));
    events.put("AddressTaken", new AddressTaken("10.9.0.100 removed from eth0"));
    events.put("GroupBecomesMaster", new GroupBecomesMaster());
    events.put("GroupLeavesMaster", new GroupLeavesMaster(false, "VI_2 is not master"));
    events.put("GroupLeavesMaster, resigning", new GroupLeavesMaster(true, "VI_2 is not master"));
    events.put("Reconfigured, the same", new Reconfigured(CONFIG));
    events.put(
        "Reconfigured, slower before",
        new Reconfigured(Given.router().with(g -> g.intervalNanos = 2 * SECOND)));
    events.put("Stop", new Stop());
    return events;
  }

  @Test
  void tableIsAsAgreed() {
    List<String> lines = new ArrayList<>();
    states()
        .forEach(
            (stateName, state) -> {
              lines.add("== " + stateName + ": " + Words.of(state, NOW));
              events().forEach((eventName, event) -> lines.addAll(row(state, eventName, event)));
            });
    Golden.check("table.txt", lines);
  }

  private static List<String> row(VrrpState state, String eventName, VrrpEvent event) {
    var step = VrrpMachine.step(CONFIG, state, event, NOW);
    List<String> lines = new ArrayList<>();
    boolean stays = step.state().equals(state);
    lines.add("   " + eventName + " -> " + (stays ? "stays" : Words.of(step.state(), NOW)));
    Words.of(step.actions()).forEach(word -> lines.add("       " + word));
    return lines;
  }

  @Test
  void everyEventAndStateIsInTheTable() {
    assertEquals(kinds(VrrpState.class), classesOf(states().values().stream()));
    assertEquals(kinds(VrrpEvent.class), classesOf(events().values().stream()));
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    // The Rival is a part of the Master, no state of its own.
    return Stream.of(sealed.getPermittedSubclasses()).collect(Collectors.toSet());
  }

  private static Set<Class<?>> classesOf(Stream<?> values) {
    return values.map(Object::getClass).collect(Collectors.toSet());
  }
}
