package dev.baton.it.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A recording of the bridge by tcpdump, which can be read while it grows. */
public final class Capture implements AutoCloseable {

  /** One Ethernet frame and when it passed. */
  public record Frame(long atNanos, byte[] bytes) {

    private static final int ETHERNET_BYTES = 14;
    private static final int ETHERTYPE_OFFSET = 12;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int PROTOCOL_VRRP = 112;
    private static final int PROTOCOL_AH = 51;
    private static final int AH_BYTES = 24;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int NEIGHBOUR_ADVERT = 136;

    private int shortAt(int offset) {
      int high = bytes[offset] & 0xFF;
      return (high << 8) + (bytes[offset + 1] & 0xFF);
    }

    private boolean isIpv6(int nextHeader) {
      return shortAt(ETHERTYPE_OFFSET) == ETHERTYPE_IPV6 && bytes[20] == nextHeader;
    }

    private boolean isIpv4(int protocol) {
      return shortAt(ETHERTYPE_OFFSET) == ETHERTYPE_IPV4 && bytes[23] == protocol;
    }

    /** Whether it is a VRRP packet; nothing else has an authentication header on our links. */
    public boolean isVrrp() {
      return isIpv6(PROTOCOL_VRRP) || isIpv4(PROTOCOL_VRRP) || isIpv4(PROTOCOL_AH);
    }

    /**
     * Whether it tells where an address is: a gratuitous ARP request, whose sender and target are
     * the same, or a neighbour advertisement that nobody asked for, to all nodes (ff02::1).
     */
    public boolean isAnnouncement() {
      return (shortAt(ETHERTYPE_OFFSET) == ETHERTYPE_ARP
              && Arrays.equals(bytes, 28, 32, bytes, 38, 42))
          || (isIpv6(PROTOCOL_ICMPV6)
              && (bytes[ETHERNET_BYTES + IPV6_HEADER_BYTES] & 0xFF) == NEIGHBOUR_ADVERT
              && bytes[38] == (byte) 0xFF
              && bytes[53] == 1);
    }

    /** Without the flow label of IPv6, which the kernel may make up. */
    public byte[] unlabelled() {
      byte[] copy = bytes.clone();
      if (shortAt(ETHERTYPE_OFFSET) == ETHERTYPE_IPV6) {
        copy[15] &= (byte) 0xF0;
        copy[16] = 0;
        copy[17] = 0;
      }
      return copy;
    }

    /** Whether this interface sent it, which is named by its MAC as {@code ip} writes it. */
    public boolean isFrom(String mac) {
      return HexFormat.ofDelimiter(":").formatHex(bytes, 6, 12).equals(mac);
    }

    /** The VRRP message in it. */
    public byte[] vrrp() {
      if (isIpv6(PROTOCOL_VRRP)) {
        int begin = ETHERNET_BYTES + IPV6_HEADER_BYTES;
        return Arrays.copyOfRange(bytes, begin, begin + shortAt(ETHERNET_BYTES + 4));
      }
      int headerBytes = (bytes[ETHERNET_BYTES] & 0xF) * 4;
      int begin = ETHERNET_BYTES + headerBytes + (isIpv4(PROTOCOL_AH) ? AH_BYTES : 0);
      return Arrays.copyOfRange(bytes, begin, ETHERNET_BYTES + shortAt(ETHERNET_BYTES + 2));
    }

    /** The priority of the VRRP packet in it. */
    public int priority() {
      return vrrp()[2] & 0xFF;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FILE_HEADER_BYTES = 24;
  private static final int FRAME_HEADER_BYTES = 16;

  private final Path file;
  private final Process tcpdump;

  Capture(String namespace, Path file) {
    this.file = file;
    try {
      this.tcpdump =
          new ProcessBuilder(
                  "ip",
                  "netns",
                  "exec",
                  namespace,
                  "tcpdump",
                  "-i",
                  "br0",
                  "-U",
                  "--immediate-mode",
                  "-Z",
                  "root",
                  "--time-stamp-precision=nano",
                  "-w",
                  file.toString())
              .redirectErrorStream(true)
              .redirectOutput(file.resolveSibling(file.getFileName() + ".log").toFile())
              .start();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    Await.until("tcpdump listens", PATIENCE, () -> sizeBytes() >= FILE_HEADER_BYTES);
  }

  private long sizeBytes() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** All frames so far. */
  public List<Frame> frames() {
    ByteBuffer buffer;
    try {
      buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    buffer.position(FILE_HEADER_BYTES);
    List<Frame> frames = new ArrayList<>();
    while (buffer.remaining() >= FRAME_HEADER_BYTES) {
      long seconds = buffer.getInt();
      long nanos = buffer.getInt();
      byte[] bytes = new byte[buffer.getInt()];
      buffer.getInt();
      if (buffer.remaining() < bytes.length) {
        break;
      }
      buffer.get(bytes);
      frames.add(new Frame(seconds * 1_000_000_000L + nanos, bytes));
    }
    return frames;
  }

  /** All VRRP packets so far. */
  public List<Frame> vrrp() {
    return frames().stream().filter(Frame::isVrrp).toList();
  }

  /** Waits for a number of VRRP packets and gives them. */
  public List<Frame> awaitVrrp(int count) {
    Await.until(count + " VRRP packets", PATIENCE, () -> vrrp().size() >= count);
    return vrrp();
  }

  /** What tcpdump itself thinks of the recording. */
  public String read() {
    return Shell.run("tcpdump -nn -vv -t -r " + file);
  }

  @Override
  public void close() {
    tcpdump.destroy();
    tcpdump.onExit().join();
  }
}
