package dev.baton.it.kit;

/**
 * The text of a configuration with one instance, VI_1 of virtual router 51 on eth0, for both
 * daemons alike.
 *
 * @param interval as the file has it, in seconds
 * @param words further lines inside of the instance
 * @param before what stands before the instance, such as a script
 */
public record VrrpInstance(
    int version, int priority, String interval, String address, String words, String before) {

  /** Version 3 with adverts every 0.2 s, which lets stories be short. */
  public static VrrpInstance v3(int priority, String address) {
    return new VrrpInstance(3, priority, "0.2", address, "", "");
  }

  /** Version 2, whose shortest interval is 1 s. */
  public static VrrpInstance v2(int priority, String address) {
    return new VrrpInstance(2, priority, "1", address, "", "");
  }

  /** Of either version. */
  public static VrrpInstance of(int version, int priority, String address) {
    return version == 2 ? v2(priority, address) : v3(priority, address);
  }

  /** The same with adverts as often as this, in seconds. */
  public VrrpInstance every(String seconds) {
    return new VrrpInstance(version, priority, seconds, address, words, before);
  }

  /** The same with one more line inside. */
  public VrrpInstance with(String line) {
    return new VrrpInstance(
        version, priority, interval, address, words + "  " + line + "\n", before);
  }

  /** The same with something before it. */
  public VrrpInstance after(String text) {
    return new VrrpInstance(version, priority, interval, address, words, before + text + "\n");
  }

  /** The same with real-time priority, so that a busy test machine does not make it late. */
  public VrrpInstance realTime() {
    return after("global_defs {\n  vrrp_rt_priority 50\n}");
  }

  /** The configuration. */
  public String text() {
    return """
        global_defs {
          router_id test
          vrrp_version %d
        }
        %s
        vrrp_instance VI_1 {
          state BACKUP
          interface eth0
          virtual_router_id 51
          priority %d
          advert_int %s
        %s  virtual_ipaddress {
            %s
          }
        }
        """
        .formatted(version, before, priority, interval, words, address);
  }
}
