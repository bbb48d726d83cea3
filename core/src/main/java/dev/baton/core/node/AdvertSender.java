package dev.baton.core.node;

import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.AdvertTemplate;
import dev.baton.core.vrrp.VrrpDatagram;
import java.util.Optional;

/**
 * By what one instance's adverts leave: its channel, if there is one, and the packet made ahead.
 */
final class AdvertSender {

  private Optional<Channels.Channel> channel = Optional.empty();
  private Optional<AdvertTemplate> template = Optional.empty();
  private int packetNumber;
  private boolean sent;

  /** The priority of an advert that could not leave while the socket was being opened; -1: none. */
  private int owedPriority = -1;

  void join(Channels.Channel joined) {
    channel = Optional.of(joined);
  }

  void leave() {
    channel = Optional.empty();
  }

  /** What is wrong with the channel. */
  Optional<Fault> fault() {
    return channel.flatMap(Channels.Channel::fault);
  }

  /** Whether there is nothing to speak and hear by yet, and soon will be. */
  boolean isOpening() {
    return channel.isPresent() && channel.get().isOpening();
  }

  /** Adverts are made anew before the next one leaves. */
  void forgetTemplate() {
    template = Optional.empty();
  }

  boolean hasTemplate() {
    return template.isPresent();
  }

  /** From now on adverts are of this configuration and come from this address. */
  void sendFrom(InstanceConfig config, IpAddress source) {
    template =
        Optional.of(
            AdvertTemplate.of(
                config.vrrp(), source, config.multicastGroup(), VrrpDatagram.HOP_LIMIT));
  }

  /** Sends an advert. There is nothing to send by when the interface has gone. */
  void send(int priority, TurnActions turn) {
    sent = channel.isPresent() && channel.get().isOpen() && template.isPresent();
    owedPriority = isOpening() ? priority : -1;
    if (sent) {
      packetNumber++;
      turn.send(
          channel.orElseThrow().number(), template.orElseThrow().packet(priority, packetNumber));
    }
  }

  /** The socket is open: a master's advert that had to wait for it leaves. */
  void opened(TurnActions turn) {
    if (owedPriority >= 0) {
      send(owedPriority, turn);
    }
  }

  /** Whether the last advert could be sent. */
  boolean sent() {
    return sent;
  }
}
