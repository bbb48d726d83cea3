package dev.baton.supervisor.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.Command;
import dev.baton.core.model.Command.Identity;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.NotifyFifo;
import dev.baton.core.node.Transition;
import dev.baton.core.node.Transition.Event;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.host.HostFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FIFOs that are made, found, refused, read and not read. */
final class NotifyFifosTest {

  private static final int NOBODY = 65_534;

  @TempDir Path directory;
  private ScriptStage stage;
  private NotifyFifos fifos;
  private Path path;

  @BeforeEach
  void open() throws Exception {
    stage = new ScriptStage();
    fifos = new NotifyFifos(stage.loop, stage.starter, ScriptStage.ENVIRONMENT, stage::note);
    path = directory.resolve("fifo");
  }

  @AfterEach
  void close() {
    end();
    stage.close();
  }

  private void end() {
    boolean[] gone = {false};
    fifos.end(() -> gone[0] = true);
    stage.await(() -> gone[0]);
  }

  private NotifyFifo fifo(Identity owner, Optional<Command> script) {
    return new NotifyFifo("vrrp_notify_fifo", path.toString(), owner, script);
  }

  private void configure() {
    configure(Optional.empty());
  }

  private void configure(Optional<Command> script) {
    fifos.configure(List.of(fifo(Identity.DAEMON, script)));
  }

  private void tell(Event event, int priority) {
    fifos.tell(new Transition("VI_1", event, priority, "test", 0), NotifyConfig.NONE);
  }

  private static void makeFifo(Path path) throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
  }

  private Fd reader() throws Exception {
    stage.await(() -> Files.exists(path));
    return HostFile.open(path.toString(), HostFile.READ | HostFile.NON_BLOCKING, 0);
  }

  /** What is in it now; an empty text also at its end. */
  private static String read(Fd reader) {
    byte[] bytes = new byte[65_536];
    int count = reader.read(bytes);
    assertTrue(count >= 0 || count == -Errno.EAGAIN, () -> Errno.name(count));
    return new String(Arrays.copyOf(bytes, Math.max(0, count)), StandardCharsets.UTF_8);
  }

  private String awaitText(Fd reader) {
    var text = new StringBuilder();
    stage.await(() -> !text.append(read(reader)).isEmpty());
    return text.toString();
  }

  @Test
  void aMissingOneIsMadeAndRemoved() throws Exception {
    configure();
    tell(Event.BACKUP, 100);
    try (Fd reader = reader()) {
      assertEquals("INSTANCE \"VI_1\" BACKUP 100\n", awaitText(reader));
      tell(Event.MASTER, 110);
      tell(Event.MASTER_PRIORITY, 120);
      assertEquals(
          "INSTANCE \"VI_1\" MASTER 110\nINSTANCE \"VI_1\" MASTER_PRIORITY 120\n",
          awaitText(reader));
      tell(Event.STOP, 120);
      end();
      // What is in it stays there for who has it open.
      assertEquals("INSTANCE \"VI_1\" STOP 120\n", read(reader));
      assertEquals("", read(reader));
    }
    assertFalse(Files.exists(path));
    assertEquals(List.of(), stage.said);
  }

  @Test
  void oneThatIsThereIsUsedAndLeft() throws Exception {
    makeFifo(path);
    configure();
    tell(Event.FAULT, 90);
    try (Fd reader = reader()) {
      assertEquals("INSTANCE \"VI_1\" FAULT 90\n", awaitText(reader));
    }
    end();
    assertTrue(Files.exists(path));
  }

  @Test
  void itIsGivenToItsOwner() throws Exception {
    fifos.configure(List.of(fifo(new Identity(NOBODY, NOBODY, List.of()), Optional.empty())));
    stage.await(() -> Files.exists(path) && uid().equals(NOBODY));
    assertEquals(NOBODY, Files.getAttribute(path, "unix:gid"));
  }

  private Object uid() {
    try {
      return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (java.io.IOException gone) {
      return -1;
    }
  }

  @Test
  void anotherUsersIsRefusedUnlessItIsTheOwners() throws Exception {
    makeFifo(path);
    Files.setAttribute(path, "unix:uid", NOBODY);
    configure();
    String refused = "Unable to open notify fifo " + path + " - it belongs to user 65534";
    stage.await(() -> stage.said.contains(refused));
    fifos.configure(List.of(fifo(new Identity(NOBODY, NOBODY, List.of()), Optional.empty())));
    tell(Event.BACKUP, 1);
    try (Fd reader = reader()) {
      assertEquals("INSTANCE \"VI_1\" BACKUP 1\n", awaitText(reader));
    }
  }

  @Test
  void whatIsNoFifoIsRefusedAndLeftAsItIs() throws Exception {
    Files.writeString(path, "text");
    configure();
    tell(Event.BACKUP, 1);
    String refused = "Unable to open notify fifo " + path + " - it is not a FIFO";
    stage.await(() -> stage.said.contains(refused));
    end();
    assertEquals("text", Files.readString(path));
  }

  @Test
  void noLinkIsFollowed() throws Exception {
    Path target = directory.resolve("target");
    makeFifo(target);
    Files.createSymbolicLink(path, target);
    configure();
    stage.await(() -> !stage.said.isEmpty());
    assertEquals(
        "Unable to open notify fifo " + path + " - it is a symbolic link, which is not followed",
        stage.said.getFirst());
  }

  @Test
  void aRefusedOneIsTriedAgainByAReload() throws Exception {
    Files.writeString(path, "text");
    configure();
    stage.await(() -> !stage.said.isEmpty());
    Files.delete(path);
    configure();
    tell(Event.BACKUP, 1);
    try (Fd reader = reader()) {
      assertEquals("INSTANCE \"VI_1\" BACKUP 1\n", awaitText(reader));
    }
  }

  @Test
  void aReaderThatNeverReadsHoldsNobodyUpAndTheNewestIsKept() throws Exception {
    configure();
    try (Fd reader = reader()) {
      int last = 10_000;
      for (int priority = 1; priority <= last; priority++) {
        tell(Event.BACKUP, priority);
      }
      String dropped = "Notify fifo " + path + " is full, nobody reads - 1 lines dropped";
      assertEquals(List.of(dropped), stage.said);
      var text = new StringBuilder();
      String end = "INSTANCE \"VI_1\" BACKUP " + last + "\n";
      stage.await(() -> text.append(read(reader)).toString().endsWith(end));
      List<String> lines = text.toString().lines().toList();
      for (String line : lines) {
        assertTrue(line.matches("INSTANCE \"VI_1\" BACKUP \\d+"), line);
      }
      assertTrue(lines.contains("INSTANCE \"VI_1\" BACKUP " + (last - FifoQueue.LINES_MAX + 1)));
      assertFalse(lines.contains("INSTANCE \"VI_1\" BACKUP 5000"));
    }
  }

  @Test
  void aReaderMayGoAndAnotherCome() throws Exception {
    configure();
    try (Fd reader = reader()) {
      tell(Event.BACKUP, 1);
      awaitText(reader);
    }
    tell(Event.MASTER, 2);
    try (Fd reader = reader()) {
      assertEquals("INSTANCE \"VI_1\" MASTER 2\n", awaitText(reader));
    }
  }

  private Optional<Command> program(String name, String text) throws Exception {
    Path program = ScriptStage.program(directory, name, text);
    var kind = ScriptStage.direct(program, "one");
    return Optional.of(new Command(program + " one", kind, Identity.DAEMON));
  }

  private List<String> lines(String name) {
    return ScriptStage.linesOf(directory.resolve(name));
  }

  @Test
  void itsProgramReadsToTheLastLine() throws Exception {
    configure(program("p", "echo $@ >" + directory + "/words; cat \"$2\" >" + directory + "/out"));
    tell(Event.BACKUP, 1);
    stage.await(() -> lines("out").size() == 1);
    assertEquals(List.of("one " + path), lines("words"));
    tell(Event.STOP, 1);
    end();
    assertEquals(List.of("INSTANCE \"VI_1\" BACKUP 1", "INSTANCE \"VI_1\" STOP 1"), lines("out"));
    assertEquals(List.of(), stage.said);
  }

  @Test
  void aReloadRestartsAProgramThatIsAnotherOrHasEnded() throws Exception {
    String log = directory + "/log";
    var first = program("first", "echo first >>" + log + "; exec cat \"$2\" >/dev/null");
    var second = program("second", "echo second >>" + log + "; exit 3");
    configure(first);
    stage.await(() -> lines("log").size() == 1);
    configure(first);
    configure(second);
    stage.await(
        () -> stage.said.contains("vrrp notify fifo script terminated (exited with status 3)"));
    assertEquals(List.of("first", "second"), lines("log"));
    configure(second);
    stage.await(() -> lines("log").size() == 3);
  }

  @Test
  void aProgramThatDoesNotEndIsKilled() throws Exception {
    String ready = directory + "/ready";
    configure(program("deaf", "trap '' TERM; echo $$ >" + ready + "; while :; do sleep 1; done"));
    stage.await(() -> lines("ready").size() == 1);
    end();
    String pid = lines("ready").getFirst();
    stage.await(() -> !ScriptStage.isAlive(pid));
  }

  @Test
  void aReloadMayTellOfTheStatesAnew() throws Exception {
    configure();
    tell(Event.MASTER, 100);
    tell(Event.MASTER_PRIORITY, 90);
    fifos.tell(new Transition("VI_2", Event.BACKUP, 50, "test", 0), NotifyConfig.NONE);
    fifos.tell(new Transition("VI_3", Event.FAULT, 50, "test", 0), NotifyConfig.NONE);
    try (Fd reader = reader()) {
      awaitText(reader);
      configure();
      fifos.reloaded(
          Set.of(
              new Transition.Who(Transition.Subject.INSTANCE, "VI_1"),
              new Transition.Who(Transition.Subject.INSTANCE, "VI_2")),
          true);
      assertEquals("INSTANCE \"VI_1\" MASTER 90\nINSTANCE \"VI_2\" BACKUP 50\n", awaitText(reader));
    }
  }

  @Test
  void aPathThatCannotBeIsTold() {
    path = directory.resolve("absent/fifo");
    configure();
    String line = "Unable to open notify fifo " + path + " - " + Errno.message(Errno.ENOENT);
    stage.await(() -> stage.said.contains(line));
  }
}
