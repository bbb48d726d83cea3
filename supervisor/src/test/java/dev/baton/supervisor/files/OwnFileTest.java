package dev.baton.supervisor.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.linux.Fd;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever somebody has put in a file's place: it is told, and untouched. */
final class OwnFileTest {

  private static final int EVIL = 61_001;

  @TempDir Path directory;
  private Path place;
  private Path precious;

  @BeforeEach
  void precious() throws IOException {
    place = directory.resolve("place");
    precious = Files.writeString(directory.resolve("precious"), "data");
  }

  /** What may stand in the place of our file. */
  enum Trap {
    LINK("is a symbolic link, which is not followed"),
    DANGLING_LINK("is a symbolic link, which is not followed"),
    FIFO("is not a regular file"),
    DIRECTORY("is not a regular file"),
    SOCKET("is not a regular file"),
    DEVICE("is not a regular file"),
    HARD_LINK("has more than one name (hard links)"),
    HIS_FILE("belongs to user 61001, not to the daemon's user"),
    WRITABLE_BY_EVERYONE("is writable by everyone");

    private final String wrong;

    Trap(String wrong) {
      this.wrong = wrong;
    }
  }

  private void set(Trap trap) throws Exception {
    switch (trap) {
      case LINK -> Files.createSymbolicLink(place, precious);
      case DANGLING_LINK -> Files.createSymbolicLink(place, directory.resolve("new"));
      case FIFO -> assertEquals(0, HostFile.makeFifo(place.toString(), 0666));
      case DIRECTORY -> Files.createDirectory(place);
      case SOCKET -> {
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
          socket.bind(UnixDomainSocketAddress.of(place));
        }
      }
      case DEVICE -> run("mknod", place.toString(), "c", "1", "3");
      case HARD_LINK -> Files.createLink(place, precious);
      case HIS_FILE -> {
        Files.writeString(place, "his");
        Files.setAttribute(place, "unix:uid", EVIL);
      }
      case WRITABLE_BY_EVERYONE -> {
        Files.writeString(place, "anybody's");
        Files.setAttribute(place, "unix:mode", 0646);
      }
    }
  }

  private static void run(String... words) throws Exception {
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
  }

  private String refusal() {
    var opening = assertInstanceOf(OwnFile.Refused.class, OwnFile.open(place.toString(), 0644));
    return opening.reason();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsFollowedWaitedForOrChanged(Trap trap) throws Exception {
    set(trap);
    FileStatus before = FileStatus.ofLink(place.toString());
    String reason = assertTimeoutPreemptively(Duration.ofSeconds(20), this::refusal);
    assertEquals(place + " " + trap.wrong, reason);
    assertEquals(before, FileStatus.ofLink(place.toString()));
    assertEquals("data", Files.readString(precious));
    assertFalse(Files.exists(directory.resolve("new"), LinkOption.NOFOLLOW_LINKS));
    assertEquals(before, afterRemoving(trap));
  }

  /** Only a file is removed: a daemon must not take /dev/null away. */
  private FileStatus afterRemoving(Trap trap) throws Exception {
    switch (trap) {
      case HARD_LINK, HIS_FILE, WRITABLE_BY_EVERYONE -> {}
      default -> OwnFile.remove(place.toString());
    }
    return FileStatus.ofLink(place.toString());
  }

  @Test
  void whatIsOursIsOpenedAsItIs() throws Exception {
    Files.writeString(place, "before");
    Files.setAttribute(place, "unix:mode", 0660);
    append(OwnFile.open(place.toString(), 0644));
    assertEquals("before after", Files.readString(place));
    assertEquals(0660, FileStatus.of(place.toString()).permissions());
    OwnFile.remove(place.toString());
    assertFalse(Files.exists(place));
    append(OwnFile.open(place.toString(), 0604));
    assertEquals(0604, FileStatus.of(place.toString()).permissions());
  }

  private static void append(OwnFile.Opening opening) {
    try (Fd file = assertInstanceOf(OwnFile.Opened.class, opening).file()) {
      assertEquals(0, OwnFile.writeAll(file, " after".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aDeviceTakesTextWhereOneMayBe() throws Exception {
    set(Trap.DEVICE);
    append(OwnFile.openOrDevice(place.toString(), 0644));
    assertTrue(FileStatus.of(place.toString()).isCharacterDevice());
  }

  @Test
  void whereThereIsNoDirectoryTheKernelSaysWhy() {
    String path = directory + "/none/place";
    var opening = assertInstanceOf(OwnFile.Refused.class, OwnFile.open(path, 0644));
    assertEquals("open " + path + ": No such file or directory", opening.reason());
  }
}
