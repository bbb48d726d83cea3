package dev.baton.cli.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.host.ControlPlace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Calling daemons of all kinds, and finding the one that is meant. */
final class DaemonCallTest {

  private static final long LONG_NANOS = 20_000_000_000L;

  @TempDir Path root;
  private final List<ServerSocketChannel> servers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (ServerSocketChannel server : servers) {
      server.close();
    }
  }

  /** A daemon that says this to each caller, whatever it asks, and hangs up. */
  private ControlPlace daemon(String namespace, String instance, String answer) throws IOException {
    var place = new ControlPlace(root.toString(), namespace, instance);
    Files.createDirectories(Path.of(place.directory()));
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(place.socket()));
    servers.add(server);
    Thread.ofPlatform().daemon().start(() -> serve(server, answer));
    return place;
  }

  private static void serve(ServerSocketChannel server, String answer) {
    while (server.isOpen()) {
      try (var client = server.accept()) {
        client.read(ByteBuffer.allocate(100));
        client.write(ByteBuffer.wrap(answer.getBytes(UTF_8)));
      } catch (IOException closed) {
        // The caller has gone, or the test is over.
      }
    }
  }

  /** The kernel lets it listen until the accept(2) that was under way has returned. */
  private static void diesOut(ControlPlace place) {
    long endNanos = System.nanoTime() + LONG_NANOS;
    while (DaemonCall.hears(place.socket())) {
      assertTrue(System.nanoTime() - endNanos < 0, "it still listens");
      Thread.onSpinWait();
    }
  }

  private static ParseResult words(String... words) {
    CommandSpec spec = CommandSpec.create();
    Choice.addTo(spec);
    return new CommandLine(spec).parseArgs(words);
  }

  private DaemonCall.Reply ask(String... words) {
    return Caller.at(root.toString()).ask(words(words), "status", LONG_NANOS);
  }

  private static void saysWhatToDo(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertTrue(message.indexOf('\n') < 0, message);
  }

  @Test
  void anAnswerIsRead() throws IOException {
    daemon("", "", "{\"schema\":1,\"x\":[\"" + "y".repeat(300_000) + "\"]}\n");
    var answer = assertInstanceOf(DaemonCall.Answer.class, ask());
    assertEquals(300_000, answer.object().texts("x").getFirst().length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|hung up",
        "no JSON|cannot be read",
        "[1]|not a JSON object",
        "{\"schema\":1,\"x\":|cannot be read",
        "{}|another version",
        "{\"schema\":2}|schema 2, this command knows 1",
        "{\"schema\":1,\"error\":{\"code\":\"busy\",\"message\":\"too many\"}}|too many",
      })
  void anyOtherIsToldOf(String said, String why) throws IOException {
    daemon("", "", said);
    saysWhatToDo(assertInstanceOf(DaemonCall.NoAnswer.class, ask()).message(), why);
  }

  @Test
  void withoutADaemonItIsSaidHowToStartOne() throws IOException {
    var absent = assertInstanceOf(DaemonCall.NoDaemon.class, ask());
    saysWhatToDo(absent.message(), "no daemon is running", root + "/", "systemctl start baton");
    ControlPlace dead = daemon("", "", "");
    servers.removeFirst().close();
    diesOut(dead);
    assertTrue(Files.exists(Path.of(dead.socket())));
    var left = assertInstanceOf(DaemonCall.NoDaemon.class, ask());
    saysWhatToDo(left.message(), "has died", dead.socket());
  }

  @Test
  void aDaemonThatSaysNothingIsNotWaitedForForEver() throws IOException {
    Path path = root.resolve("mute");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      var reply = DaemonCall.ask(path.toString(), "status", 50_000_000L);
      var mute = assertInstanceOf(DaemonCall.NoAnswer.class, reply);
      saysWhatToDo(mute.message(), "does not answer");
    }
  }

  @Test
  void theOnlyOneNeedsNoName() throws IOException {
    ControlPlace two = daemon("", "two", "{\"schema\":1}");
    assertInstanceOf(DaemonCall.Answer.class, ask());
    daemon("blue", "", "{\"schema\":1}");
    var several = assertInstanceOf(DaemonCall.NoAnswer.class, ask());
    saysWhatToDo(several.message(), "`--instance two`", "`--namespace blue`");
    assertInstanceOf(DaemonCall.Answer.class, ask("--instance", "two"));
    assertInstanceOf(DaemonCall.Answer.class, ask("-s", "blue"));
    assertInstanceOf(DaemonCall.NoDaemon.class, ask("-s", "blue", "--instance", "two"));
    assertInstanceOf(DaemonCall.NoAnswer.class, ask("-s", "../blue"));
    // What a dead one left is in nobody's way.
    servers.getFirst().close();
    diesOut(two);
    assertInstanceOf(DaemonCall.Answer.class, ask());
    // The one without a name is meant if nothing is said.
    daemon("", "", "{\"schema\":1,\"own\":true}");
    assertTrue(assertInstanceOf(DaemonCall.Answer.class, ask()).object().flag("own"));
  }
}
