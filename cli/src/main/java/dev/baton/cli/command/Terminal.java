package dev.baton.cli.command;

import dev.baton.core.net.Utf8;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where a command's words go: what was asked for to standard output, what is to be said about it to
 * standard error. Always UTF-8, and bytes of the operator's file that are none come out as they
 * were.
 */
public final class Terminal {

  private final InputStream in;
  private final OutputStream out;
  private final OutputStream err;
  private final boolean colour;
  private boolean broken;

  /**
   * Both streams are written whole texts at a time.
   *
   * @param colour whether colours are wanted
   */
  public Terminal(OutputStream out, OutputStream err, boolean colour) {
    this(InputStream.nullInputStream(), out, err, colour);
  }

  /** The same with something to read. */
  public Terminal(InputStream in, OutputStream out, OutputStream err, boolean colour) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.colour = colour;
  }

  /** The process's own; colours are wanted if the launcher saw a terminal. */
  public static Terminal ofProcess() {
    boolean colour = System.getProperty("baton.colour", "").equals("yes");
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        colour);
  }

  /** Whether colours are wanted. */
  public boolean colour() {
    return colour;
  }

  /** What stands on standard input: as many bytes at most, and one more if there are more. */
  public byte[] in(int bytesMax) throws IOException {
    return in.readNBytes(bytesMax + 1);
  }

  /** Says what was asked for. */
  public void out(String text) {
    write(out, text);
  }

  /** Says what is to be said about it. */
  public void err(String text) {
    write(err, text);
  }

  /** Whoever reads may have gone, as `head` does; nobody needs the rest then. */
  private void write(OutputStream stream, String text) {
    try {
      stream.write(Utf8.encode(text));
      stream.flush();
    } catch (IOException nobodyListens) {
      broken = true;
    }
  }

  /** Whether something could not be written. */
  public boolean broken() {
    return broken;
  }
}
