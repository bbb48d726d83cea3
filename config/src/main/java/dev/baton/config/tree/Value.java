package dev.baton.config.tree;

import dev.baton.config.text.Word;
import dev.baton.core.model.Checker.StatusRange;
import dev.baton.core.model.Forwarding;
import dev.baton.core.model.SyncDaemonConfig;
import dev.baton.core.model.VirtualMac.Ipvlan.Mode;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.vrrp.HmacKey;
import java.util.List;
import java.util.Optional;

/** The typed argument of a keyword, after all checks that need no host. */
public sealed interface Value {

  /** The word stands there; that is all. */
  record Flag() implements Value {}

  /** On or off. */
  record Switch(boolean on) implements Value {}

  /** A whole number. */
  record Whole(long number) implements Value {}

  /** A time in microseconds; times beyond 292,000 years are cut to that. */
  record Time(long micros) implements Value {

    /** The same in nanoseconds, cut to what a long holds. */
    public long nanos() {
      return micros > Long.MAX_VALUE / 1_000 ? Long.MAX_VALUE : micros * 1_000;
    }
  }

  /** A tracker's weight. */
  record Weighted(int points, boolean reverse) implements Value {}

  /** One word. */
  record Text(String text) implements Value {}

  /** Any number of words; what they mean, the keyword's reader knows. */
  record Texts(List<String> words) implements Value {}

  /** An address. */
  record Address(IpAddress address) implements Value {}

  /** An address and a port; 0 if there is none. */
  record Endpoint(IpAddress address, int port) implements Value {}

  /** How packets are handed on. */
  record Forward(Forwarding forwarding) implements Value {}

  /**
   * Which clients persistence takes for one.
   *
   * @param number an IPv4 netmask if {@code mask}, else the length of an IPv6 prefix
   */
  record Granularity(long number, boolean mask) implements Value {}

  /** Octets: pairs of hexadecimal digits, lower case, {@code x} for any digit. */
  record Hex(String digits) implements Value {}

  /** Ranges of HTTP status codes. */
  record StatusCodes(List<StatusRange> ranges) implements Value {}

  /**
   * An Ethernet address of an interface.
   *
   * @param octets all six; without the last if {@code vridFollows}
   * @param vridFollows the VRID is the sixth octet
   */
  record HardwareAddress(long octets, boolean vridFollows) {}

  /**
   * A group of interfaces that a device is put into.
   *
   * @param keyword the word {@code group}
   * @param name its number or its name; empty if it is missing
   */
  record DeviceGroup(Word keyword, String name) {}

  /** The macvlan of a use_vmac line; of names and addresses the first, if it is right. */
  record Macvlan(
      Optional<Word> name,
      Optional<HardwareAddress> address,
      boolean netlinkNotify,
      List<DeviceGroup> groups)
      implements Value {}

  /** The ipvlan of a use_ipvlan line; of names and addresses the first, if it is right. */
  record Ipvlan(
      Optional<Word> name,
      Optional<IpPrefix> address,
      List<ModeWord> modes,
      List<DeviceGroup> groups)
      implements Value {}

  /** A mode of an ipvlan, and the word that says it. */
  record ModeWord(Mode mode, Word word) {}

  /** A daemon that tells connections to other hosts. */
  record SyncDaemon(SyncDaemonConfig daemon) implements Value {}

  /** A key of auth_hmac. */
  record Key(HmacKey key) implements Value {}

  /** A key of auth_hmac that is in a file. */
  record KeyFile(int id, String path) implements Value {}

  /**
   * A command as written, with the user and the group that it shall run as.
   *
   * @param words the command split at blanks outside quotes; the first is the program
   * @param user empty for the default
   * @param group empty for the user's own
   */
  record CommandText(String text, List<String> words, String user, String group) implements Value {}
}
