package dev.baton.config.tree;

import dev.baton.config.text.Word;
import dev.baton.core.model.VirtualMac.Ipvlan.Mode;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of use_vmac and use_ipvlan: the interfaces that an instance makes for itself. */
final class DeviceValues {

  private static final int NAME_CHARS_MAX = 15;

  private final ValueParser parser;

  DeviceValues(ValueParser parser) {
    this.parser = parser;
  }

  /** The name of the device, of which there is one, and the groups that it is put into. */
  private final class Draft {
    private final String kind;
    private final String code;
    private Optional<Word> name = Optional.empty();
    private int names;
    private final List<Value.DeviceGroup> groups = new ArrayList<>();

    Draft(String kind, String code) {
      this.kind = kind;
      this.code = code;
    }

    void group(Word keyword, List<Word> words, int at) {
      groups.add(new Value.DeviceGroup(keyword, at < words.size() ? words.get(at).text() : ""));
    }

    void name(Word word) {
      String text = word.text();
      boolean odd = text.isEmpty() || text.length() > NAME_CHARS_MAX;
      odd |= text.indexOf('/') >= 0 || text.indexOf(' ') >= 0;
      if (++names > 1) {
        parser.error(
            code, word.span(), kind + " interface name already specified", "keep one name");
      } else if (odd) {
        parser.error(
            code,
            word.span(),
            kind + " interface name '" + text + "' too long or invalid characters - ignoring",
            "write a name of at most 15 characters, without `/` and spaces");
      } else {
        name = Optional.of(word);
      }
    }
  }

  Optional<Value> macvlan(List<Word> words) {
    var draft = new Draft("VMAC", "vmac-name");
    Optional<Value.HardwareAddress> address = Optional.empty();
    int addresses = 0;
    boolean notify = false;
    for (int i = 1; i < words.size(); i++) {
      String text = words.get(i).text();
      switch (text) {
        case "netlink_notify_msg" -> notify = true;
        case "group" -> draft.group(words.get(i), words, ++i);
        default -> {
          if (text.equals("name") && i + 1 < words.size()) {
            i++;
          }
          if (text.indexOf(':') < 0) {
            draft.name(words.get(i));
          } else if (++addresses > 1) {
            parser.error(
                "vmac-mac",
                words.get(i).span(),
                "VMAC interface address already specified",
                "keep one address");
          } else {
            address = hardwareAddress(words.get(i));
          }
        }
      }
    }
    return Optional.of(new Value.Macvlan(draft.name, address, notify, List.copyOf(draft.groups)));
  }

  private Optional<Value.HardwareAddress> hardwareAddress(Word word) {
    String text = word.text();
    String[] octets = text.split(":", -1);
    boolean right = octets.length == MacAddress.BYTES - 1 || octets.length == MacAddress.BYTES;
    for (String octet : octets) {
      right &= !octet.isEmpty() && octet.length() <= 2 && SpecialValues.isHex(octet);
    }
    String fault = "";
    if (!right) {
      fault = "VMAC invalid MAC address " + text + " - ignored";
    } else if ((Integer.parseInt(octets[0], 16) & 1) != 0) {
      fault = "VMAC MAC address is multicast " + text + " - ignoring";
    } else if (octets.length == MacAddress.BYTES && isOfVrrp(octets)) {
      fault = "VMAC MAC address not allowed to be RFC5798 address (" + text + ") - ignoring";
    }
    if (!fault.isEmpty()) {
      parser.error(
          "vmac-mac",
          word.span(),
          fault,
          "write six octets in hexadecimal, such as 02:00:00:00:00:01");
      return Optional.empty();
    }
    long bits = 0;
    for (String octet : octets) {
      bits = bits << 8 | Integer.parseInt(octet, 16);
    }
    return Optional.of(new Value.HardwareAddress(bits, octets.length < MacAddress.BYTES));
  }

  /** 00:00:5e:00:01 and :02 begin the addresses that follow from the VRID (RFC 9568, 7.3). */
  private static boolean isOfVrrp(String[] octets) {
    int[] prefix = {0, 0, 0x5e, 0};
    for (int i = 0; i < prefix.length; i++) {
      if (Integer.parseInt(octets[i], 16) != prefix[i]) {
        return false;
      }
    }
    int family = Integer.parseInt(octets[4], 16);
    return family == 1 || family == 2;
  }

  Optional<Value> ipvlan(List<Word> words) {
    var draft = new Draft("IPVLAN", "ipvlan-name");
    var modes = new ArrayList<Value.ModeWord>();
    Optional<IpPrefix> address = Optional.empty();
    int addresses = 0;
    for (int i = 1; i < words.size(); i++) {
      Word word = words.get(i);
      Optional<Mode> mode = mode(word.text());
      if (mode.isPresent()) {
        modes.add(new Value.ModeWord(mode.get(), word));
      } else if (word.text().equals("group")) {
        draft.group(word, words, ++i);
      } else {
        if (word.text().equals("name") && i + 1 < words.size()) {
          word = words.get(++i);
        }
        if (ServerHeads.address(word.text()).isEmpty()) {
          draft.name(word);
        } else if (++addresses == 1) {
          address = prefix(word.text());
        } else if (addresses == 2) {
          parser.error(
              "ipvlan-address",
              word.span(),
              "use_ipvlan has more than one address - ignoring",
              "keep one address");
        }
      }
    }
    return Optional.of(
        new Value.Ipvlan(draft.name, address, List.copyOf(modes), List.copyOf(draft.groups)));
  }

  private static Optional<IpPrefix> prefix(String text) {
    return text.indexOf('/') < 0 ? IpAddress.parse(text).map(IpPrefix::host) : IpPrefix.parse(text);
  }

  /** Who may talk to whom among the ipvlans of an interface, by its word. */
  private static Optional<Mode> mode(String word) {
    return switch (word) {
      case "bridge" -> Optional.of(Mode.BRIDGE);
      case "private" -> Optional.of(Mode.PRIVATE);
      case "vepa" -> Optional.of(Mode.VEPA);
      default -> Optional.empty();
    };
  }
}
