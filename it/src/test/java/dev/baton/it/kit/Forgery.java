package dev.baton.it.kit;

import java.util.Arrays;
import java.util.Random;

/**
 * A packet that a stranger on the LAN makes, of whatever kind; some are well formed and some are
 * junk. They are built byte by byte with no code of the product, for virtual router 51 of version 3
 * with one address.
 */
public enum Forgery {
  LOWER_FROM_ONE(Effect.ANSWER),
  LOWER_FROM_TWO(Effect.ANSWER),
  LOWER_FROM_ANYBODY(Effect.ANSWER),
  RESIGNING_FROM_ONE(Effect.ANSWER),
  RESIGNING_FROM_ANYBODY(Effect.ANSWER),
  LOWER_AND_RESIGNING(Effect.ANSWER),
  HIGHER_FROM_ONE(Effect.ELECTION),
  HIGHER_FROM_TWO(Effect.ELECTION),
  HIGHER_FROM_ANYBODY(Effect.ELECTION),
  HIGHER_AND_RESIGNING(Effect.ELECTION),
  EQUAL_FROM_ANYBODY(Effect.ELECTION),
  ANY_INTERVAL(Effect.ELECTION),
  OWN_ADDRESS(Effect.NONE),
  NO_INTERVAL(Effect.NONE),
  NO_ADDRESSES(Effect.NONE),
  WRONG_CHECKSUM(Effect.NONE),
  WRONG_TTL(Effect.NONE),
  WRONG_VERSION(Effect.NONE),
  OLD_VERSION(Effect.NONE),
  WRONG_TYPE(Effect.NONE),
  WRONG_COUNT(Effect.NONE),
  CUT_SHORT(Effect.NONE),
  NOISE(Effect.NONE),
  OTHER_ROUTERS(Effect.NONE);

  /** What packets of a kind may do to a master of priority 200. */
  public enum Effect {
    /** Nothing. */
    NONE,
    /** Make it say who is master. */
    ANSWER,
    /** Make it yield: that is the protocol, which does not know who may be master. */
    ELECTION
  }

  private static final int VRRP = 20;
  private static final int VRID = 51;
  private static final int HIGHER = 254;
  private static final int LOWER = 50;
  private static final int OWN_HOST = 1;
  private static final int[] LAN = {10, 9, 0};

  /** To the group of VRRP, from some MAC address. */
  private static final byte[] ETHERNET = {1, 0, 0x5E, 0, 0, 18, 2, 0, 0, 0, 0, 0x66, 8, 0};

  private final Effect effect;

  Forgery(Effect effect) {
    this.effect = effect;
  }

  public Effect effect() {
    return effect;
  }

  /** Number {@code i} of this kind: an Ethernet frame. */
  byte[] frame(long i, Random any) {
    byte[] packet = packet((int) i & 0xFFFFFF, any);
    byte[] frame = Arrays.copyOf(ETHERNET, ETHERNET.length + packet.length);
    System.arraycopy(packet, 0, frame, ETHERNET.length, packet.length);
    return frame;
  }

  private byte[] packet(int i, Random any) {
    int anybody = any.nextInt(2, 255);
    return switch (this) {
      case LOWER_FROM_ONE -> advert(7, LOWER);
      case LOWER_FROM_TWO -> advert(7 + i % 2, LOWER);
      case LOWER_FROM_ANYBODY -> advert(anybody, any.nextInt(1, 200));
      case RESIGNING_FROM_ONE -> advert(7, 0);
      case RESIGNING_FROM_ANYBODY -> advert(anybody, 0);
      case LOWER_AND_RESIGNING -> advert(anybody, i % 2 * LOWER);
      case HIGHER_FROM_ONE -> advert(7, HIGHER);
      case HIGHER_FROM_TWO -> listing(advert(7 + i % 2, HIGHER), i);
      case HIGHER_FROM_ANYBODY -> listing(advert(anybody, HIGHER), i);
      case HIGHER_AND_RESIGNING -> advert(7, i % 5_000 < 2_500 ? HIGHER : 0);
      case EQUAL_FROM_ANYBODY -> advert(anybody, 200);
      case ANY_INTERVAL -> interval(advert(7, HIGHER), i % 100 + 1);
      case OWN_ADDRESS -> advert(OWN_HOST, 200);
      case NO_INTERVAL -> interval(advert(anybody, HIGHER), 0);
      case NO_ADDRESSES -> {
        byte[] packet = with(advert(anybody, HIGHER), VRRP + 3, 0);
        yield sealed(Arrays.copyOf(packet, packet.length - 4));
      }
      case WRONG_CHECKSUM -> {
        byte[] packet = advert(anybody, HIGHER);
        yield with(packet, VRRP + 6, packet[VRRP + 6] ^ (1 + i % 255));
      }
      case WRONG_TTL -> headed(with(advert(anybody, HIGHER), 8, i % 255));
      case WRONG_VERSION -> sealed(with(advert(anybody, HIGHER), VRRP, 0x41));
      case OLD_VERSION -> sealed(with(advert(anybody, HIGHER), VRRP, 0x21));
      case WRONG_TYPE -> sealed(with(advert(anybody, HIGHER), VRRP, 0x32));
      case WRONG_COUNT -> sealed(with(advert(anybody, HIGHER), VRRP + 3, 2 + i % 250));
      case CUT_SHORT -> headed(Arrays.copyOf(advert(anybody, HIGHER), VRRP + 2 + i % 6));
      case NOISE -> noise(advert(anybody, HIGHER), any);
      case OTHER_ROUTERS -> sealed(with(advert(anybody, HIGHER), VRRP + 1, 52 + i % 200));
    };
  }

  /** From this host of the LAN, with the one address that the victim has. */
  private static byte[] advert(int host, int priority) {
    byte[] packet = new byte[VRRP + 12];
    packet[0] = 0x45;
    packet[8] = (byte) 255;
    packet[9] = 112;
    for (int i = 0; i < LAN.length; i++) {
      packet[12 + i] = (byte) LAN[i];
      packet[VRRP + 8 + i] = (byte) LAN[i];
    }
    packet[15] = (byte) host;
    packet[16] = (byte) 224;
    packet[19] = 18;
    packet[VRRP] = 0x31;
    packet[VRRP + 1] = VRID;
    packet[VRRP + 2] = (byte) priority;
    packet[VRRP + 3] = 1;
    packet[VRRP + 11] = 100;
    return interval(packet, 100);
  }

  private static byte[] interval(byte[] packet, int centiseconds) {
    packet[VRRP + 4] = (byte) (centiseconds >> 8);
    packet[VRRP + 5] = (byte) centiseconds;
    return sealed(packet);
  }

  /** With another address in its list. */
  private static byte[] listing(byte[] packet, int i) {
    return sealed(with(packet, VRRP + 11, i % 200));
  }

  private static byte[] noise(byte[] packet, Random any) {
    byte[] longer = Arrays.copyOf(packet, VRRP + any.nextInt(2, 1_400));
    for (int at = VRRP; at < longer.length; at++) {
      longer[at] = (byte) any.nextInt();
    }
    return headed(with(longer, VRRP + 1, VRID));
  }

  private static byte[] with(byte[] packet, int at, int value) {
    packet[at] = (byte) value;
    return packet;
  }

  /** With the checksums and the length that it should have. */
  private static byte[] sealed(byte[] packet) {
    packet[VRRP + 6] = 0;
    packet[VRRP + 7] = 0;
    int pseudo = sum(packet, 12, VRRP) + 112 + packet.length - VRRP;
    put(packet, VRRP + 6, pseudo + sum(packet, VRRP, packet.length));
    return headed(packet);
  }

  /** With the checksum and the length that its IP header should have. */
  private static byte[] headed(byte[] packet) {
    packet[2] = (byte) (packet.length >> 8);
    packet[3] = (byte) packet.length;
    packet[10] = 0;
    packet[11] = 0;
    put(packet, 10, sum(packet, 0, VRRP));
    return packet;
  }

  private static void put(byte[] packet, int at, int sum) {
    int folded = (sum & 0xFFFF) + (sum >>> 16);
    int checksum = ~((folded & 0xFFFF) + (folded >>> 16));
    packet[at] = (byte) (checksum >> 8);
    packet[at + 1] = (byte) checksum;
  }

  private static int sum(byte[] packet, int from, int to) {
    int sum = 0;
    for (int at = from; at < to; at++) {
      sum += (packet[at] & 0xFF) << ((at - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }
}
