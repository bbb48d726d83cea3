package dev.baton.core.wire;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Stacking;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.HostSnapshot;

/** The section {@link SnapshotSection#HOST}. */
final class HostCodec {

  private HostCodec() {}

  static void put(WireWriter writer, HostSnapshot host) {
    writer.list(host.links(), HostCodec::putLink).list(host.addresses(), HostCodec::putAddress);
  }

  static HostSnapshot get(WireReader reader) {
    return new HostSnapshot(reader.list(HostCodec::link), reader.list(HostCodec::address));
  }

  private static void putLink(WireWriter writer, Link link) {
    writer
        .int32(link.index())
        .text(link.name())
        .bool(link.up())
        .bool(link.running())
        .bool(link.arp())
        .bool(link.multicast())
        .int32(link.mtuBytes())
        .int64(link.mac().bits())
        .int32(link.hardware().type())
        .int32(link.hardware().group())
        .bool(link.hardware().broadcast())
        .bool(link.hardware().loopback())
        .int64(link.hardware().broadcastMac().bits())
        .text(link.stacking().kind())
        .int32(link.stacking().mode())
        .int32(link.stacking().parentIndex())
        .int32(link.stacking().masterIndex());
  }

  private static Link link(WireReader reader) {
    return new Link(
        reader.int32(),
        reader.text(),
        reader.bool(),
        reader.bool(),
        reader.bool(),
        reader.bool(),
        reader.int32(),
        new MacAddress(reader.int64()),
        hardware(reader));
  }

  private static LinkHardware hardware(WireReader reader) {
    return new LinkHardware(
        reader.int32(),
        reader.int32(),
        reader.bool(),
        reader.bool(),
        new MacAddress(reader.int64()),
        new Stacking(reader.text(), reader.int32(), reader.int32(), reader.int32()));
  }

  private static void putAddress(WireWriter writer, InterfaceAddress address) {
    writer.int32(address.linkIndex());
    writer.ip(address.prefix().address());
    writer
        .int8(address.prefix().prefixBits())
        .int32(address.scope())
        .bool(address.secondary())
        .bool(address.tentative())
        .int32(address.protocol());
  }

  private static InterfaceAddress address(WireReader reader) {
    return new InterfaceAddress(
        reader.int32(),
        new IpPrefix(reader.ip(), reader.int8()),
        reader.int32(),
        reader.bool(),
        reader.bool(),
        reader.int32());
  }
}
