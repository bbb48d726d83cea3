package dev.baton.linux.firewall;

import static dev.baton.linux.libc.LinuxNfTables.NFTA_GEN_PROC_NAME;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.LinuxNetfilter;
import dev.baton.linux.libc.LinuxNetfilter.Nfgenmsg;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import dev.baton.linux.netlink.NetlinkSocket;
import dev.baton.linux.socket.PacketFilter;
import java.util.function.Consumer;

/**
 * Hears that somebody changed the packet filter, whatever of it. It never waits: the loop polls
 * {@link #fd} and calls {@link #read}.
 *
 * <p>Others change thousands of rules in one transaction. The kernel passes on only the one notice
 * that ends each (NFT_MSG_NEWGEN); what was done to our tables is for {@link FirewallClient#mend}
 * to find out.
 */
public final class FirewallMonitor implements AutoCloseable {

  /** A notice takes about a kilobyte of it; which were lost does not matter. */
  private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;

  private final NetlinkSocket socket;

  /**
   * A transaction of somebody.
   *
   * @param port of the netlink socket that it came from
   * @param program that asked for it; empty if the kernel does not say
   */
  public record Change(int port, String program) {

    /** Of nobody knows whom. */
    static final Change UNKNOWN = new Change(0, "");
  }

  private FirewallMonitor(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Of the network namespace that the calling thread is in. */
  public static FirewallMonitor open() throws OsException {
    return new FirewallMonitor(
        NetlinkSocket.openFiltered(
            LinuxNetfilter.NETLINK_NETFILTER,
            RECEIVE_BUFFER_BYTES,
            PacketFilter.firewallGenerations(),
            LinuxNetfilter.NFNLGRP_NFTABLES));
  }

  /** To be polled for {@link dev.baton.linux.poll.Poller#READABLE}. */
  public Fd fd() {
    return socket.fd();
  }

  /** Hands what has happened to the sink; 0, or a negated errno that was not expected. */
  public int read(Consumer<Change> sink) {
    return socket.readNotifications(
        message -> tell(message, sink), () -> sink.accept(Change.UNKNOWN));
  }

  private static void tell(MessageReader message, Consumer<Change> sink) {
    while (message.next()) {
      sink.accept(new Change(message.portId(), program(message)));
    }
  }

  private static String program(MessageReader message) {
    AttributeReader attribute = message.attributes(Nfgenmsg.SIZE);
    while (attribute.next()) {
      if (attribute.type() == NFTA_GEN_PROC_NAME) {
        return attribute.asText();
      }
    }
    return "";
  }

  @Override
  public void close() {
    socket.close();
  }
}
