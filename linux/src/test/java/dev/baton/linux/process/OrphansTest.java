package dev.baton.linux.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.linux.Await;
import dev.baton.linux.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orphans, in processes of their own: who adopts them must wait for all its children. */
class OrphansTest {

  private static final List<String> PATH = List.of("PATH=/usr/bin:/bin");

  private static Child shell(String script) throws Exception {
    return Spawner.spawn(SpawnRequest.of(List.of("/bin/sh", "-c", script), PATH));
  }

  private static List<String> outputOf(Class<?> main) throws Exception {
    Process process = TestJvm.start(main);
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    assertEquals(0, process.waitFor(), lines::toString);
    return lines;
  }

  /** Adopts what a child leaves behind. */
  public static final class Adopter {

    public static void main(String[] arguments) throws Exception {
      System.out.println(Orphans.adopt());
      try (Child child = shell("setsid sleep 1000 & sleep 1000 & exit 0")) {
        Await.until(() -> child.exit().isPresent());
        Await.until(() -> names().equals(List.of("sleep", "sleep")));
        for (int pid : Orphans.living()) {
          System.out.println(pid == child.pid());
          ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
        Await.until(() -> Orphans.living().isEmpty());
        System.out.println(child.exit());
      }
    }

    private static List<String> names() {
      return Orphans.living().stream().map(Orphans::name).toList();
    }
  }

  @Test
  void theyComeAndAreWaitedFor() throws Exception {
    assertEquals(
        List.of("true", "false", "false", "Optional[Exited[code=0]]"), outputOf(Adopter.class));
  }

  /** Starts processes while another thread looks for orphans all the time. */
  public static final class Starter {

    private static final int CHILDREN = 200;

    public static void main(String[] arguments) throws Exception {
      Orphans.adopt();
      var looking = new Thread(Starter::look);
      looking.setDaemon(true);
      looking.start();
      int ended = 0;
      for (int i = 0; i < CHILDREN; i++) {
        try (Child child = shell("exit 7")) {
          Await.until(() -> child.exit().isPresent());
          ended += child.exit().orElseThrow().equals(new Child.Exit.Exited(7)) ? 1 : 0;
        }
      }
      System.out.println(ended);
    }

    private static void look() {
      while (true) {
        Orphans.living();
      }
    }
  }

  @Test
  void whatIsBeingStartedIsNoOrphan() throws Exception {
    assertEquals(List.of("200"), outputOf(Starter.class));
  }

  /** Children of a thread that has ended, which are the first thread's from then on. */
  public static final class Heir {

    public static void main(String[] arguments) throws Exception {
      Orphans.adopt();
      var children = new ArrayList<Child>();
      var starter = new Thread(() -> children.add(unchecked("exec sleep 1000")));
      starter.start();
      starter.join();
      Path list = Path.of("/proc/self/task/" + ThisProcess.pid() + "/children");
      String pid = Integer.toString(children.getFirst().pid());
      Await.until(() -> read(list).strip().equals(pid));
      System.out.println(Orphans.living());
      children.getFirst().signal(9);
      Await.until(() -> children.getFirst().exit().isPresent());
      System.out.println(Orphans.living());
      System.out.println(children.getFirst().exit());
      children.getFirst().close();
    }

    private static Child unchecked(String script) {
      try {
        return shell(script);
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }
  }

  @Test
  void whatIsHeldIsNoOrphanAfterItsThreadsEnd() throws Exception {
    assertEquals(List.of("[]", "[]", "Optional[Killed[signal=9]]"), outputOf(Heir.class));
  }
}
