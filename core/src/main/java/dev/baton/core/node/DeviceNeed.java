package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A device that an instance needs on an interface: one to run on, or one for addresses of its that
 * are to have a virtual hardware address on another interface.
 *
 * @param config the instance as its file has it
 * @param kind what is made
 * @param wanted the name that the file gives it; empty for none
 * @param prefix what its name begins with otherwise
 * @param main whether the instance runs on it
 * @param sixToo whether IPv6 addresses go onto a device for IPv4
 */
record DeviceNeed(
    Key key,
    InstanceConfig config,
    DeviceSpec.Kind kind,
    String wanted,
    String prefix,
    OptionalLong group,
    boolean main,
    boolean sixToo) {

  /**
   * Which of an instance's devices it is.
   *
   * @param parent the interface that it stands on
   * @param family of the addresses that it is for
   */
  record Key(InstanceConfig.Identity instance, String parent, IpFamily family) {}

  /** Those of an instance as its file has it. */
  static List<DeviceNeed> of(InstanceConfig config) {
    VirtualMac virtualMac = config.virtualMac();
    Map<Key, DeviceNeed> needs = new LinkedHashMap<>();
    virtualMac
        .device()
        .ifPresent(
            device -> {
              var key = key(config, config.interfaceName(), config.vrrp().family());
              String prefix = virtualMac.namePrefix();
              OptionalLong group = device.group();
              boolean six = hasSix(config, device.name());
              needs.put(
                  key,
                  new DeviceNeed(
                      key, config, kind(device), device.name(), prefix, group, true, six));
            });
    for (AddressSpec spec : VirtualAddresses.of(config)) {
      if (spec.ownMacvlan() || virtualMac.ofAddresses()) {
        Key key = key(config, spec.device(), spec.prefix().address().family());
        needs.computeIfAbsent(key, it -> ofAddress(it, config));
      }
    }
    return new ArrayList<>(needs.values());
  }

  private static DeviceNeed ofAddress(Key key, InstanceConfig config) {
    var mac = MacAddress.ofVirtualRouter(key.family(), config.vrrp().vrid());
    String prefix = config.virtualMac().addressNamePrefix();
    OptionalLong group = OptionalLong.empty();
    var kind = new DeviceSpec.Macvlan(mac);
    return new DeviceNeed(key, config, kind, "", prefix, group, false, false);
  }

  private static Key key(InstanceConfig config, String parent, IpFamily family) {
    return new Key(config.identity(), parent, family);
  }

  /** An IPv4 macvlan goes without IPv6 unless one of these addresses may need it. */
  private static boolean hasSix(InstanceConfig config, String name) {
    return config.excludedAddresses().stream()
        .anyMatch(
            spec ->
                spec.prefix().address().family() == IpFamily.INET6
                    && (spec.device().equals(config.interfaceName())
                        || spec.device().equals(name)));
  }

  private static DeviceSpec.Kind kind(VirtualMac.Device device) {
    return switch (device) {
      case VirtualMac.Macvlan macvlan -> new DeviceSpec.Macvlan(macvlan.address());
      case VirtualMac.Ipvlan ipvlan -> new DeviceSpec.Ipvlan(flags(ipvlan.mode()));
    };
  }

  /** IPVLAN_F_* of linux/if_link.h. */
  private static int flags(VirtualMac.Ipvlan.Mode mode) {
    return switch (mode) {
      case BRIDGE -> 0;
      case PRIVATE -> 1;
      case VEPA -> 2;
    };
  }

  /** The interface that it stands on. */
  String parent() {
    return key.parent();
  }

  /** The name of this number among those that may be free, from 0. */
  String name(int number) {
    int vrid = config.vrrp().vrid();
    boolean six = key.family() == IpFamily.INET6;
    String middle =
        switch (number) {
          case 0 -> "";
          case 1 -> six ? "6" : "1";
          default -> Integer.toString(six ? number - 1 : number);
        };
    return prefix + middle + "." + vrid;
  }

  /** Whether this address of the instance goes onto it. */
  boolean takes(AddressSpec spec) {
    boolean there =
        spec.device().equals(parent()) && spec.prefix().address().family() == key.family();
    boolean asked = main || spec.ownMacvlan() || config.virtualMac().ofAddresses();
    return there && asked && kind instanceof DeviceSpec.Macvlan;
  }

  /** Its own settings. */
  Map<String, String> settings() {
    return switch (kind) {
      case DeviceSpec.Macvlan _ -> DeviceSettings.ofMacvlan(key.family(), sixToo);
      case DeviceSpec.Ipvlan _ -> DeviceSettings.ofIpvlan(key.family());
    };
  }
}
