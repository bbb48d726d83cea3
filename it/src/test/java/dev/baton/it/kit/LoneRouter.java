package dev.baton.it.kit;

import dev.baton.config.facts.FactsText;
import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.core.wire.Connection;
import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.MemoryFile;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.linux.socket.SeqPacketSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The image's router without its supervisor, whose part the test plays. */
public final class LoneRouter implements AutoCloseable {

  private static final int UP_AND_RUNNING = 0x1043;

  private final SeqPacketSocket wire;
  private final Child child;
  private final List<ToSupervisor> heard = new ArrayList<>();
  private Optional<Child.Exit> exit = Optional.empty();

  LoneRouter(Host host, Path image) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("/usr/bin/env", "--block-signal=HUP,INT,TERM,QUIT,USR1,USR2,36,63"));
    words.addAll(List.of("ip", "netns", "exec", host.namespace()));
    words.add(image.resolve("lib/runtime/bin/baton_vrrp").toString());
    words.add("@" + image.resolve("lib/baton/router.flags"));
    words.addAll(List.of("dev.baton.router.Main", "--wire-fd", "3"));
    try {
      SeqPacketSocket.Pair pair = SeqPacketSocket.pair(Connection.MESSAGE_BYTES_MAX);
      Fd nothing = SpawnRequest.DEV_NULL;
      this.child =
          Spawner.spawn(
              new SpawnRequest(
                  words.getFirst(),
                  words,
                  List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "_JAVA_SR_SIGNUM=40"),
                  Optional.empty(),
                  List.of(nothing, nothing, nothing, pair.peer().fd()),
                  false,
                  false));
      pair.peer().close();
      this.wire = pair.own();
    } catch (OsException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Hands a configuration over. */
  public void configure(String text) {
    handOver(handover(text));
  }

  /** The file in which a router gets a configuration, of a host with one interface eth0. */
  public static byte[] handover(String text) {
    var eth0 = new InterfaceFact("eth0", 2, UP_AND_RUNNING, 1500, List.of());
    var facts =
        new RecordedFacts(
            "host",
            0,
            1,
            Map.of("eth0", Optional.of(eth0)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());
    return new ConfigurationHandover(1, FactsText.print(facts), text).encode();
  }

  /** Hands something over that no supervisor would. */
  public void configureWithNonsense() {
    handOver("nonsense".getBytes(StandardCharsets.UTF_8));
  }

  private void handOver(byte[] content) {
    byte[] message =
        MessageCodec.encode(new ToRouter.Configure(1, new NodeOptions(true, false, false)));
    try (Fd memfd = MemoryFile.of("configuration", content)) {
      wire.send(message, message.length, memfd);
    } catch (OsException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Closes the supervisor's end. */
  public void hangUp() {
    wire.close();
  }

  /** All that it has said so far. */
  public List<ToSupervisor> heard() {
    byte[] buffer = new byte[Connection.MESSAGE_BYTES_MAX];
    int lengthBytes = wire.receive(buffer);
    while (lengthBytes > 0) {
      if (MessageCodec.decodeToSupervisor(buffer, lengthBytes)
          instanceof Decoded.Value<ToSupervisor>(ToSupervisor message)) {
        heard.add(message);
      }
      lengthBytes = wire.receive(buffer);
    }
    return List.copyOf(heard);
  }

  /** Waits for its end, and tells how it ended. */
  public Child.Exit awaitExit() {
    Await.until("the router ends", Daemon.PATIENCE, () -> hasEnded(), () -> heard().toString());
    return exit.orElseThrow();
  }

  private boolean hasEnded() {
    if (exit.isEmpty()) {
      heard();
      exit = child.exit();
    }
    return exit.isPresent();
  }

  /** Sends it a signal. */
  public void signal(int signal) {
    child.signal(signal);
  }

  @Override
  public void close() {
    if (!hasEnded()) {
      child.signal(Signal.SIGKILL);
      awaitExit();
    }
    wire.close();
    child.close();
  }
}
