package dev.baton.supervisor.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.host.ControlPlace;
import dev.baton.supervisor.loop.EventLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of all kinds at the socket; the loop has a thread of its own, as in the daemon. */
final class ControlSocketTest {

  private static final long PATIENCE_NANOS = 2_000_000_000L;

  @TempDir Path directory;
  private final ConcurrentLinkedQueue<Consumer<String>> asked = new ConcurrentLinkedQueue<>();
  private EventLoop loop;
  private Thread thread;
  private ControlPlace place;
  private ControlSocket socket;

  /** A status is answered later, a history at once; a reload with a great text. */
  private void answer(Request request, Consumer<String> reply) {
    switch (request) {
      case Request.Status _ -> asked.add(reply);
      case Request.History(int count) -> reply.accept("history of " + count + "\n");
      case Request.Reload _ -> reply.accept("x".repeat(8 << 20) + "\n");
    }
  }

  @BeforeEach
  void open() throws Exception {
    place = new ControlPlace(directory.resolve("baton").toString(), "", "");
    loop = EventLoop.open();
    thread = Thread.ofPlatform().start(loop::run);
    socket = onLoop(() -> opened(place));
  }

  private ControlSocket opened(ControlPlace at) {
    ControlSocket.Opening opening = ControlSocket.open(loop, at, this::answer, PATIENCE_NANOS);
    return assertInstanceOf(ControlSocket.Opened.class, opening, opening::toString).socket();
  }

  @AfterEach
  void close() throws Exception {
    onLoop(
        () -> {
          socket.close();
          loop.end();
          return 0;
        });
    thread.join();
    loop.close();
  }

  private <T> T onLoop(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    loop.post(task);
    return task.get();
  }

  private SocketChannel call() throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(place.socket()));
    return channel;
  }

  private static void say(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  /** Until the daemon hangs up. */
  private static String hear(SocketChannel channel) throws IOException {
    var text = new ByteArrayOutputStream();
    try (channel) {
      Channels.newInputStream(channel).transferTo(text);
    } catch (IOException reset) {
      // What we had sent too much was not read.
      assertTrue(String.valueOf(reset.getMessage()).contains("reset"), reset::toString);
    }
    return text.toString(UTF_8);
  }

  private String ask(String request) throws IOException {
    SocketChannel channel = call();
    say(channel, request);
    return hear(channel);
  }

  private void awaitClients(int count) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (onLoop(socket::clientCount) != count) {
      assertTrue(System.nanoTime() - end < 0, "clients: " + onLoop(socket::clientCount));
      Thread.onSpinWait();
    }
  }

  @Test
  void aLineIsAnsweredAndTheConnectionClosed() throws Exception {
    assertEquals("history of 7\n", ask("history 7\n"));
    assertEquals("history of 7\n", ask("history 7\r\nand more"));
    awaitClients(0);
  }

  @Test
  void aLineMayComeInPieces() throws Exception {
    SocketChannel channel = call();
    for (String piece : List.of("h", "istor", "y", " ", "12")) {
      say(channel, piece);
      awaitClients(1);
    }
    say(channel, "\n");
    assertEquals("history of 12\n", hear(channel));
  }

  @Test
  void theEndOfWhatIsSentEndsALineAsWell() throws Exception {
    SocketChannel channel = call();
    say(channel, "history 3");
    channel.shutdownOutput();
    assertEquals("history of 3\n", hear(channel));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "nonsense\n", "history 0\n", "\0\1\2\n", "GET / HTTP/1.1\r\n\r\n"})
  void nonsenseIsAnswered(String line) throws Exception {
    String answer = ask(line);
    assertTrue(
        answer.startsWith("{\"schema\":1,\"error\":{\"code\":\"not-understood\",\"message\":\""),
        answer);
    assertTrue(answer.endsWith("\"}}\n"), answer);
  }

  @Test
  void aLineWithoutEndIsCutShort() throws Exception {
    SocketChannel channel = call();
    say(channel, "x".repeat(100_000));
    assertTrue(hear(channel).contains("longer than 256 bytes"));
    awaitClients(0);
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws Exception {
    SocketChannel silent = call();
    SocketChannel halting = call();
    say(halting, "stat");
    assertEquals("history of 1\n", ask("history 1\n"));
    assertEquals("", hear(silent));
    assertEquals("", hear(halting));
    awaitClients(0);
  }

  /** Its patience counts from the last piece that was taken. */
  @Test
  void whoDoesNotTakeTheAnswerIsHungUpOnAndDelaysNobody() throws Exception {
    SocketChannel slow = call();
    say(slow, "reload\n");
    assertEquals("history of 1\n", ask("history 1\n"));
    assertEquals((8 << 20) + 1, ask("reload\n").length());
    awaitClients(0);
    assertTrue(hear(slow).length() < 8 << 20);
  }

  @Test
  void thereAreNoMoreThanSoMany() throws Exception {
    var silent = new ArrayList<SocketChannel>();
    for (int i = 0; i < ControlSocket.CLIENTS_MAX; i++) {
      silent.add(call());
    }
    awaitClients(ControlSocket.CLIENTS_MAX);
    assertTrue(hear(call()).contains("\"code\":\"busy\""));
    for (SocketChannel each : silent) {
      assertEquals("", hear(each));
    }
    assertEquals("history of 1\n", ask("history 1\n"));
  }

  @Test
  void anAnswerMayComeLater() throws Exception {
    SocketChannel patient = call();
    say(patient, "status\n");
    awaitAsked(1);
    // Longer than a client may take: this is ours to answer.
    long end = System.nanoTime() + 2 * PATIENCE_NANOS;
    while (System.nanoTime() - end < 0) {
      awaitClients(1);
    }
    onLoop(
        () -> {
          asked.element().accept("late\n");
          asked.element().accept("twice\n");
          return 0;
        });
    assertEquals("late\n", hear(patient));
  }

  @Test
  void whoHangsUpMeanwhileIsForgotten() throws Exception {
    SocketChannel hasty = call();
    say(hasty, "status\n");
    awaitAsked(1);
    hasty.close();
    awaitClients(0);
    onLoop(
        () -> {
          asked.element().accept("nobody hears this\n");
          return 0;
        });
    assertEquals("history of 1\n", ask("history 1\n"));
  }

  private void awaitAsked(int count) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (asked.size() < count) {
      assertTrue(System.nanoTime() - end < 0, "nobody asks");
      Thread.onSpinWait();
    }
  }

  @Test
  void aSecondDaemonDoesNotTakeTheSocketOfALivingOne() throws Exception {
    assertInstanceOf(
        ControlSocket.Busy.class,
        onLoop(() -> ControlSocket.open(loop, place, this::answer, PATIENCE_NANOS)));
    assertEquals("history of 1\n", ask("history 1\n"));
    assertEquals(ProcessHandle.current().pid(), ControlSocket.owner(place));
  }

  @Test
  void whatADeadDaemonLeftIsReplaced() throws Exception {
    onLoop(
        () -> {
          socket.close();
          return 0;
        });
    assertFalse(Files.exists(directory.resolve("baton")), "all is removed at the end");

    Files.createDirectory(directory.resolve("baton"));
    Files.writeString(Path.of(place.lock()), "4194304\n");
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(place.socket()));
    }
    assertTrue(Files.exists(Path.of(place.socket())));
    socket = onLoop(() -> opened(place));
    assertEquals("history of 1\n", ask("history 1\n"));
  }

  @Test
  void namesTellDaemonsApart() throws Exception {
    var other = new ControlPlace(place.root(), "blue", "two");
    ControlSocket second = onLoop(() -> opened(other));
    assertEquals(
        List.of(place, other).stream().map(ControlPlace::socket).toList(),
        ControlPlace.all(place.root()).stream().map(ControlPlace::socket).toList());
    onLoop(
        () -> {
          second.close();
          return 0;
        });
    assertEquals(List.of(place), ControlPlace.all(place.root()));
    for (String odd : List.of("../x", "a/b", ".", "..")) {
      var bad = new ControlPlace(place.root(), odd, "");
      assertInstanceOf(
          ControlSocket.Refused.class,
          onLoop(() -> ControlSocket.open(loop, bad, this::answer, PATIENCE_NANOS)));
    }
  }

  @Test
  void nobodyElseGetsIn() throws Exception {
    Path path = Path.of(place.socket());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(0, onLoop(() -> socket.allow(65534)));
    assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(65534, Files.getAttribute(path, "unix:gid"));
    assertEquals(0, onLoop(() -> socket.allow(ControlSocket.NO_GROUP)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(0, Files.getAttribute(path, "unix:gid"));
  }

  @Test
  void aDirectoryThatOthersMayWriteToIsNotUsed() throws Exception {
    Path loose = Files.createDirectory(directory.resolve("loose"));
    Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused("writable by others", loose);
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    refused("is not a directory", link);
    Path theirs = Files.createDirectory(directory.resolve("theirs"));
    Files.setAttribute(theirs, "unix:uid", 65534);
    refused("belongs to user 65534", theirs);
  }

  private void refused(String why, Path root) throws Exception {
    var there = new ControlPlace(root.toString(), "", "");
    ControlSocket.Opening opening =
        onLoop(() -> ControlSocket.open(loop, there, this::answer, PATIENCE_NANOS));
    String reason = assertInstanceOf(ControlSocket.Refused.class, opening).reason();
    assertTrue(reason.contains(why), reason);
  }
}
