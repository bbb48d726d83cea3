package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The interfaces that an instance makes for itself on top of those that are there, most of them
 * with a hardware address of the virtual router.
 *
 * @param device where the addresses are held and adverts leave; empty for the interface itself
 * @param ofAddresses addresses on other interfaces than the instance's, or of the other family, get
 *     a macvlan of their own there (use_vmac_addr); {@code AddressSpec.ownMacvlan} says it of one
 * @param transmitOnBase adverts leave through the interface that the device is made on
 *     (vmac_xmit_base)
 * @param namePrefix what the name of a device without a name begins with; a dot and the VRID follow
 * @param addressNamePrefix the same of the macvlans that addresses get
 * @param base the interface that the device stands on, once it is known which device that is; till
 *     then empty
 */
public record VirtualMac(
    Optional<Device> device,
    boolean ofAddresses,
    boolean transmitOnBase,
    String namePrefix,
    String addressNamePrefix,
    String base) {

  /** What the names begin with unless the file says otherwise. */
  public static final String NAME_PREFIX = "vrrp";

  /** One that has found no device yet. */
  public VirtualMac(
      Optional<Device> device,
      boolean ofAddresses,
      boolean transmitOnBase,
      String namePrefix,
      String addressNamePrefix) {
    this(device, ofAddresses, transmitOnBase, namePrefix, addressNamePrefix, "");
  }

  /** An instance that uses what is there. */
  public static final VirtualMac NONE =
      new VirtualMac(Optional.empty(), false, false, NAME_PREFIX, NAME_PREFIX);

  /** An interface to be made on top of the instance's. */
  public sealed interface Device {

    /** As the kernel calls its kind. */
    String word();

    /** Its name; empty for the next that is free. */
    String name();

    /** The group of interfaces that it is put into; empty for that of the interface below. */
    OptionalLong group();

    /** The same without a name. */
    Device withoutName();
  }

  /**
   * use_vmac: a private macvlan.
   *
   * @param address given, or what follows from family and VRID (RFC 9568, 7.3)
   * @param netlinkNotify netlink_notify_msg
   */
  public record Macvlan(String name, MacAddress address, boolean netlinkNotify, OptionalLong group)
      implements Device {
    @Override
    public String word() {
      return "macvlan";
    }

    @Override
    public Macvlan withoutName() {
      return new Macvlan("", address, netlinkNotify, group);
    }
  }

  /**
   * use_ipvlan: an ipvlan of layer 2, with the hardware address of the interface below.
   *
   * @param address what it sends from; without one, an IPv4 instance stays in FAULT
   */
  public record Ipvlan(String name, Optional<IpPrefix> address, Mode mode, OptionalLong group)
      implements Device {

    /** Who may talk to whom among the ipvlans of one interface. */
    public enum Mode {
      BRIDGE,
      PRIVATE,
      VEPA
    }

    @Override
    public String word() {
      return "ipvlan";
    }

    @Override
    public Ipvlan withoutName() {
      return new Ipvlan("", address, mode, group);
    }
  }

  /** The address of this family that an ipvlan was given to send from. */
  public Optional<IpAddress> given(IpFamily family) {
    return device
        .filter(Ipvlan.class::isInstance)
        .flatMap(it -> ((Ipvlan) it).address())
        .map(IpPrefix::address)
        .filter(it -> it.family() == family);
  }

  /** The same, whose device stands on this interface. */
  public VirtualMac on(String interfaceBelow) {
    return new VirtualMac(
        device, ofAddresses, transmitOnBase, namePrefix, addressNamePrefix, interfaceBelow);
  }

  /** The same with a device whose name belongs to somebody else. */
  public VirtualMac withoutName() {
    return new VirtualMac(
        device.map(Device::withoutName),
        ofAddresses,
        transmitOnBase,
        namePrefix,
        addressNamePrefix);
  }
}
