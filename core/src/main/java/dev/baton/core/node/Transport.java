package dev.baton.core.node;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.IpProtocol;

/**
 * How adverts travel between the routers of a group. Instances with the same transport share a
 * socket.
 */
public sealed interface Transport {

  /** The family of the adverts. */
  IpFamily family();

  /** The interface that it goes by. */
  int linkIndex();

  /** That interface's name. */
  String interfaceName();

  /** What its IP header says that follows. */
  IpProtocol protocol();

  /** The address that its receiving socket is bound to. */
  IpAddress boundTo();

  /** To a group on one link (RFC 9568, section 5.1.1.2). */
  record Multicast(int linkIndex, String interfaceName, IpAddress group, IpProtocol protocol)
      implements Transport {
    @Override
    public IpFamily family() {
      return group.family();
    }

    @Override
    public IpAddress boundTo() {
      return group;
    }
  }

  /** From an own address to peers, wherever they are. */
  record Unicast(int linkIndex, String interfaceName, IpAddress local, IpProtocol protocol)
      implements Transport {
    @Override
    public IpFamily family() {
      return local.family();
    }

    @Override
    public IpAddress boundTo() {
      return local;
    }
  }
}
