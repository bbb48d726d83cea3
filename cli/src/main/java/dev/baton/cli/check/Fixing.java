package dev.baton.cli.check;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.FixApplier;
import dev.baton.config.diagnose.Palette;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.core.net.Utf8;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the safe fixes in the operator's files. A file is replaced as a whole, by a new one of the
 * same owner and mode that takes its name, so that nobody ever reads half of it.
 */
final class Fixing {

  private final Consumer<String> say;
  private final Palette palette;
  private final boolean write;

  /**
   * Fixes, or only shows what it would fix.
   *
   * @param say where the diff goes
   */
  Fixing(Consumer<String> say, Palette palette, boolean write) {
    this.say = say;
    this.palette = palette;
    this.write = write;
  }

  /** Makes what can be made in one go; how many lines were changed in files. */
  int fix(List<SourceFile> files, List<Diagnostic> found) throws IOException {
    int changes = 0;
    var done = new ArrayList<String>();
    for (SourceFile file : files) {
      // Included twice, it is one file all the same.
      if (!done.contains(file.path())) {
        done.add(file.path());
        changes += fix(file, safeFixes(file, found));
      }
    }
    return write ? changes : 0;
  }

  private static List<Fix> safeFixes(SourceFile file, List<Diagnostic> found) {
    var fixes = new ArrayList<Fix>();
    for (Diagnostic diagnostic : found) {
      boolean here = diagnostic.span().file().equals(file);
      if (here && diagnostic.fix().isPresent() && diagnostic.fix().get().safe()) {
        fixes.add(diagnostic.fix().get());
      }
    }
    return fixes;
  }

  private int fix(SourceFile file, List<Fix> fixes) throws IOException {
    if (fixes.isEmpty()) {
      return 0;
    }
    // A link stays a link; what it leads to is fixed.
    Path path = Path.of(file.path()).toRealPath();
    FileTime seen = Files.getLastModifiedTime(path);
    byte[] bytes = Files.readAllBytes(path);
    FixApplier applier = FixApplier.of(file, Utf8.decode(bytes, 0, bytes.length), fixes);
    if (applier.changes() == 0) {
      return 0;
    }
    if (write) {
      replace(path, Utf8.encode(applier.text()), seen);
    }
    say.accept(applier.diff(palette) + "\n");
    return applier.changes();
  }

  private static void replace(Path path, byte[] bytes, FileTime seen) throws IOException {
    PosixFileAttributes old = Files.readAttributes(path, PosixFileAttributes.class);
    if (!old.isRegularFile()) {
      throw new IOException(path + ": not a regular file");
    }
    Path directory = path.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(directory, ".baton-", ".new");
    try {
      Files.write(fresh, bytes);
      var view =
          Files.getFileAttributeView(
              fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (!view.readAttributes().owner().equals(old.owner())) {
        view.setOwner(old.owner());
      }
      if (!view.readAttributes().group().equals(old.group())) {
        view.setGroup(old.group());
      }
      view.setPermissions(old.permissions());
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (!Files.getLastModifiedTime(path).equals(seen)) {
        throw new IOException(path + ": it has changed in the meantime");
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
