package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.ip;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.NetworkOrder;

/** A peer on the wire, made to err: fields by name, checksums right unless a test spoils them. */
final class Sender {

  static final IpAddress GROUP = ip("224.0.0.18");
  static final int MESSAGE = 20;

  VrrpConfig config = Given.router().with();
  IpAddress source = Given.HIGHER_ADDRESS;
  IpAddress destination = GROUP;
  int priority = 200;
  int ttl = 255;
  long sequence = 1;

  /** A change of one setting. */
  interface Setting {
    void on(Sender sender);
  }

  static byte[] advert(Setting... settings) {
    Sender sender = new Sender();
    for (Setting setting : settings) {
      setting.on(sender);
    }
    return AdvertTemplate.of(sender.config, sender.source, sender.destination, sender.ttl)
        .packet(sender.priority, 1, sender.sequence);
  }

  /** The packet with one byte of its message changed, and the checksum made right again. */
  static byte[] changed(byte[] packet, int messageOffset, int value) {
    packet[MESSAGE + messageOffset] = (byte) value;
    return summed(packet);
  }

  static byte[] summed(byte[] packet) {
    int messageBytes = packet.length - MESSAGE;
    NetworkOrder.writeShort(packet, MESSAGE + 6, 0);
    boolean v2 = packet[MESSAGE] >> 4 == 2;
    IpAddress source = IpAddress.ofInt((int) (NetworkOrder.readLong(packet, 12) >>> 32));
    IpAddress destination = IpAddress.ofInt((int) NetworkOrder.readLong(packet, 12));
    long sum = v2 ? 0 : InternetChecksum.addPseudoHeader(source, destination, 112, messageBytes);
    sum = InternetChecksum.add(sum, packet, MESSAGE, messageBytes);
    NetworkOrder.writeShort(packet, MESSAGE + 6, InternetChecksum.finish(sum));
    return packet;
  }
}
