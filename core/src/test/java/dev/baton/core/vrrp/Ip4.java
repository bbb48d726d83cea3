package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;

/** IPv4 packets as tests make them: whole, or broken in whatever way. */
final class Ip4 {

  private static final AdvertDestination GROUP =
      new AdvertDestination.Multicast(IpAddress.ofInt(0xE0000012));

  private Ip4() {}

  /** The envelope of a packet; one with a header that no kernel lets through gets one by force. */
  static IpEnvelope envelope(byte[] packet) {
    int start = Math.min(IpEnvelope.IP4_HEADER_BYTES, packet.length);
    return IpEnvelope.ofIp4(packet, packet.length)
        .orElse(new IpEnvelope(IpAddress.ANY4, IpAddress.ANY4, 255, start, packet.length - start));
  }

  static DecodedDatagram decode(byte[] packet, boolean checksumAsV2) {
    return VrrpDatagram.decode(envelope(packet), packet, checksumAsV2);
  }

  static VrrpReceiver.Arrival arrival(byte[] packet, IpAddress local, HostTime time) {
    return new VrrpReceiver.Arrival(envelope(packet), packet, local, GROUP, time);
  }

  static VrrpReceiver.Arrival arrival(byte[] packet, IpAddress local) {
    return new VrrpReceiver.Arrival(envelope(packet), packet, local, GROUP, HostTime.NONE);
  }
}
