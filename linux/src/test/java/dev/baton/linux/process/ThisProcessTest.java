package dev.baton.linux.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Await;
import dev.baton.linux.Signal;
import dev.baton.linux.TestJvm;
import dev.baton.linux.process.ThisProcess.Limit;
import dev.baton.linux.process.ThisProcess.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the kernel shows of this process. */
class ThisProcessTest {

  @Test
  void itsNamesAreTheKernels() throws Exception {
    Path comm = Path.of("/proc/self/comm");
    String before = Files.readString(comm).strip();
    try {
      assertTrue(ThisProcess.name("baton-test") > 0);
      assertEquals("baton-test", Files.readString(comm).strip());
    } finally {
      ThisProcess.name(before);
    }
    String own = Thread.currentThread().getName();
    assertEquals(0, ThisProcess.threadName("a rather long name"));
    assertEquals("a rather long n", Files.readString(Path.of("/proc/thread-self/comm")).strip());
    assertEquals(0, ThisProcess.threadName(own));
  }

  @Test
  void itsNumbersAreTheKernels() throws Exception {
    assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), ThisProcess.parentPid());
    assertEquals(
        Path.of("/proc/thread-self").toRealPath().getFileName().toString(),
        String.valueOf(ThisProcess.threadId()));
  }

  @Test
  void limitsAreSetAndRead() throws Exception {
    Limit before = ThisProcess.limit(Resource.CORE_BYTES);
    var lower = new Limit(0, before.hard());
    assertEquals(0, ThisProcess.limit(0, Resource.CORE_BYTES, lower));
    assertEquals(lower, ThisProcess.limit(Resource.CORE_BYTES));
    assertEquals(0, ThisProcess.limit(0, Resource.CORE_BYTES, before));
    assertTrue(ThisProcess.limit(Resource.DESCRIPTORS).soft() > 0);
  }

  @Test
  void theMaskIsReturned() {
    int before = ThisProcess.fileModeMask(0177);
    assertEquals(0177, ThisProcess.fileModeMask(before));
  }

  /** Waits until a signal is pending that all its threads block, and lets it through. */
  public static final class Unblocking {

    public static void main(String[] arguments) throws Exception {
      System.out.println("begun");
      Path status = Path.of("/proc/self/status");
      Await.until(() -> readString(status).contains("ShdPnd:\t0000000000004000"));
      System.out.println("pending");
      ThisProcess.unblock(Signal.SIGTERM);
      System.out.println("alive");
    }

    private static String readString(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  @Test
  void pendingSignalIsLetThrough() throws Exception {
    Process process = TestJvm.start(Unblocking.class, "env", "--block-signal=TERM");
    try (var said = process.inputReader(UTF_8)) {
      assertEquals("begun", said.readLine());
      process.toHandle().destroy();
      assertEquals("pending", said.readLine());
      assertNull(said.readLine());
    }
    assertEquals(128 + Signal.SIGTERM, process.waitFor());
  }
}
