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
            AdvertTemplate.of(config.vrrp(), source, config.multicastGroup(), VrrpDatagram.TTL));
  }

  /** Sends an advert. There is nothing to send by when the interface has gone. */
  void send(int priority, TurnActions turn) {
    sent = channel.isPresent() && template.isPresent();
    if (sent) {
      packetNumber++;
      turn.send(
          channel.orElseThrow().spec(), template.orElseThrow().packet(priority, packetNumber));
    }
  }

  /** Whether the last advert could be sent. */
  boolean sent() {
    return sent;
  }
}
