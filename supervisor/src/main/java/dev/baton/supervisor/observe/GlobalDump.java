package dev.baton.supervisor.observe;

import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.GlobalSettings;
import dev.baton.core.model.RouterConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The section "Global definitions" of the dumps: every setting of global_defs in keepalived's order
 * and words, whether its feature is there or not, for it shows how the file was understood.
 */
final class GlobalDump {

  private final DumpPage page;
  private final GlobalConfig global;
  private final RouterConfig router;
  private final GlobalSettings settings;
  private final boolean hasScripts;

  private GlobalDump(DumpPage page, Configuration configuration) {
    this.page = page;
    this.global = configuration.global();
    this.router = configuration.router();
    this.settings = global.settings();
    this.hasScripts =
        !configuration.scripts().isEmpty()
            || configuration.instances().stream()
                .anyMatch(instance -> instance.notification().runsScripts());
  }

  /**
   * Prints it.
   *
   * @param ofRouter what only the VRRP process knows is shown too
   */
  static void print(
      DumpPage page, Configuration configuration, String namespace, boolean ofRouter) {
    var dump = new GlobalDump(page, configuration);
    page.section("Global definitions");
    dump.names(namespace);
    dump.mail();
    dump.life();
    dump.servers(ofRouter);
    dump.notifying();
    dump.electing();
    dump.filtering();
    dump.processes();
    dump.monitoring();
    dump.scripts(ofRouter);
    dump.buffers();
  }

  private void names(String namespace) {
    page.item(1, "Network namespace", namespace.isEmpty() ? "(default)" : namespace);
    page.item(1, "Network namespace ipvs", settings.text("net_namespace_ipvs", "(main namespace)"));
    given("process_name", "Parent process name");
    given("vrrp_process_name", "VRRP process name");
    given("checker_process_name", "LVS process name");
    given("bfd_process_name", "BFD process name");
    if (!global.instance().isEmpty()) {
      page.item(1, "Instance name", global.instance());
    }
    String replace = settings.on("use_symlink_paths") ? "Don't replace" : "Replace";
    page.line(1, replace + " symlinks in script paths");
    String set = settings.on("set_supplementary_groups") ? "Set" : "Don't set";
    page.line(1, set + " supplementary groups for all scripts");
    page.item(1, "Router ID", global.routerId());
  }

  private void mail() {
    if (settings.has("smtp_server")) {
      List<String> server = settings.all("smtp_server");
      page.item(1, "Smtp server", server.get(0));
      page.item(1, "Smtp server port", server.size() > 1 ? server.get(1) : "25");
      given("smtp_helo_name", "Smtp HELO name");
      item("Smtp server connection timeout", "smtp_connect_timeout", "30");
      given("notification_email_from", "Email notification from");
    }
    if (settings.has("notification_email")) {
      page.line(1, "Email notification to:");
      settings.all("notification_email").forEach(address -> page.line(3, address));
    }
    page.item(1, "Default smtp_alert", onOffUnset("smtp_alert"));
    page.item(1, "Default smtp_alert_vrrp", onOffUnset("smtp_alert_vrrp"));
    page.item(1, "Default smtp_alert_checker", onOffUnset("smtp_alert_checker"));
    page.item(1, "Checkers log all failures", settings.on("checker_log_all_failures"));
  }

  private void life() {
    page.line(
        1,
        global.reloadCheckConfig()
            ? "Test config before reload, log to " + global.reloadCheckLog()
            : "No test config before reload");
    if (!global.reloadTimeFile().isEmpty()) {
      String repeat = global.reloadRepeat() ? " (repeat)" : "";
      page.item(1, "Reload time file", global.reloadTimeFile() + repeat);
    }
    if (global.dataUseInstance()) {
      page.line(1, "Use instance name in data dumps");
    }
    global
        .startupScript()
        .ifPresent(
            command ->
                page.item(
                    1,
                    "Startup script",
                    DumpText.run(command) + ", timeout " + global.startupScriptTimeoutSeconds()));
    global
        .shutdownScript()
        .ifPresent(
            command ->
                page.item(
                    1,
                    "Shutdown script",
                    DumpText.run(command) + " timeout " + global.shutdownScriptTimeoutSeconds()));
    page.item(1, "Dynamic interfaces", router.dynamicInterfaces());
    if (router.dynamicInterfaces()) {
      page.item(1, "Allow interface changes", router.allowInterfaceChanges());
    }
    if (settings.has("no_email_faults")) {
      page.item(1, "Send emails for fault transitions", "off");
    }
  }

  private void servers(boolean ofRouter) {
    if (ofRouter) {
      item("Default interface", "default_interface", "eth0");
    }
    page.item(1, "Disable local IGMP", yesNo("disable_local_igmp"));
    page.item(1, "Use VRRPv2 checksum for VRRPv3 IPv4", yesNo("v3_checksum_as_v2"));
    page.item(1, "LVS flush", settings.has("lvs_flush"));
    boolean onStop = settings.has("lvs_flush_on_stop");
    page.item(
        1,
        "LVS flush on stop",
        onStop ? settings.text("lvs_flush_on_stop", "all virtual servers") : "disabled");
  }

  private void notifying() {
    fifo("notify_fifo", "Global notify fifo");
    fifo("vrrp_notify_fifo", "VRRP notify fifo");
    fifo("lvs_notify_fifo", "LVS notify fifo");
    page.item(
        1, "FIFO write vrrp states on reload", settings.has("fifo_write_vrrp_states_on_reload"));
    page.item(1, "VRRP notify priority changes", settings.on("vrrp_notify_priority_changes"));
  }

  private void fifo(String word, String title) {
    given(word, title);
    List<String> script = settings.all(word + "_script");
    if (!script.isEmpty()) {
      page.item(1, title + " script", String.join(" ", script));
    }
  }

  private void electing() {
    item("VRRP IPv4 mcast group", "vrrp_mcast_group4", "224.0.0.18");
    item("VRRP IPv6 mcast group", "vrrp_mcast_group6", "ff02::12");
    String delay = settings.text("vrrp_garp_master_delay", "5");
    String repeat = settings.text("vrrp_garp_master_repeat", "5");
    page.item(1, "Gratuitous ARP delay", delay);
    page.item(1, "Gratuitous ARP repeat", repeat);
    item("Gratuitous ARP refresh timer", "vrrp_garp_master_refresh", "0");
    item("Gratuitous ARP refresh repeat", "vrrp_garp_master_refresh_repeat", "1");
    item("Gratuitous ARP lower priority delay", "vrrp_garp_lower_prio_delay", delay);
    item("Gratuitous ARP lower priority repeat", "vrrp_garp_lower_prio_repeat", repeat);
    item("Num adverts before down", "vrrp_down_timer_adverts", "3");
    List<String> extra = settings.all("vrrp_garp_extra_if");
    boolean all = extra.contains("all");
    page.item(
        1,
        "Gratuitous ARP for each secondary " + (all ? "i/f" : "VMAC"),
        (extra.isEmpty() ? "0" : extra.getLast()) + "s");
    page.item(
        1,
        "Send advert after receive lower priority advert",
        !settings.on("vrrp_lower_prio_no_advert"));
    page.item(
        1,
        "Send advert after receive higher priority advert",
        settings.on("vrrp_higher_prio_send_advert"));
    page.item(1, "Gratuitous ARP interval", sixPlaces("vrrp_garp_interval", "0"));
    page.item(1, "Gratuitous NA interval", sixPlaces("vrrp_gna_interval", "0"));
    item("VRRP default protocol version", "vrrp_version", "2");
  }

  private void filtering() {
    if (settings.has("nftables")) {
      item("nftables table name", "nftables", "keepalived");
      item("nftables base chain priority", "nftables_priority", "-1");
    }
    if (settings.has("nftables_ifindex")) {
      page.line(1, "nftables force use ifindex for link local IPv6");
    }
    page.line(
        1, "nftables " + (settings.has("nftables_counters") ? "with" : "without") + " counters");
    page.item(1, "VRRP check unicast_src", settings.has("vrrp_check_unicast_src"));
    page.item(1, "VRRP skip check advert addresses", settings.on("vrrp_skip_check_adv_addr"));
    page.item(1, "VRRP strict mode", settings.on("vrrp_strict"));
  }

  private void processes() {
    String most = settings.has("max_auto_priority") ? "99" : "0";
    item("Max auto priority", "max_auto_priority", most);
    page.item(
        1,
        "Min auto priority delay",
        settings.text("min_auto_priority_delay", "1000000") + " usecs");
    page.item(1, "VRRP process priority", router.niceLevel());
    page.item(1, "VRRP don't swap", router.lockMemory());
    page.item(1, "VRRP realtime priority", router.realtimePriority());
    affinity("VRRP", "vrrp");
    page.item(1, "VRRP realtime limit", router.realtimeLimitMicros());
    process("Checker", "checker");
    process("BFD", "bfd");
  }

  private void process(String title, String word) {
    item(title + " process priority", word + "_priority", "0");
    page.item(1, title + " don't swap", settings.has(word + "_no_swap"));
    item(title + " realtime priority", word + "_rt_priority", "0");
    affinity(title, word);
    item(title + " realtime limit", word + "_rlimit_rttime", "10000");
  }

  private void affinity(String title, String word) {
    if (settings.has(word + "_cpu_affinity")) {
      String cpus = String.join(" ", settings.all(word + "_cpu_affinity"));
      page.item(1, title + " CPU Affinity", cpus);
    }
  }

  private void monitoring() {
    boolean all = settings.has("enable_snmp_rfc");
    boolean vrrp = settings.has("enable_snmp_vrrp");
    enabled("SNMP vrrp", vrrp);
    enabled("SNMP checker", settings.has("enable_snmp_checker"));
    enabled("SNMP RFCv2", all || settings.has("enable_snmp_rfcv2"));
    enabled("SNMP RFCv3", all || settings.has("enable_snmp_rfcv3"));
    enabled("SNMP traps", settings.has("enable_traps"));
    item("SNMP socket", "snmp_socket", "default (unix:/var/agentx/master)");
    String interval = "snmp_vs_stats_update_interval";
    page.item(1, "SNMP VS stats update interval", sixPlaces(interval, "5"));
    page.item(
        1,
        "SNMP RS stats update interval",
        sixPlaces("snmp_rs_stats_update_interval", settings.text(interval, "5")));
    enabled("DBus", settings.has("enable_dbus"));
    item("DBus service name", "dbus_service_name", "");
    item("DBus no interface name", "dbus_no_interface_name", "none");
  }

  private void scripts(boolean ofRouter) {
    enabled("Script security", settings.has("enable_script_security"));
    if (settings.has("script_user")) {
      page.item(1, "Default script user", String.join(" ", settings.all("script_user")));
    } else if (ofRouter && hasScripts) {
      page.item(1, "Default script uid:gid", "0:0");
    }
  }

  private void buffers() {
    for (String of :
        List.of(
            "vrrp_netlink_cmd",
            "vrrp_netlink_monitor",
            "process_monitor",
            "lvs_netlink_cmd",
            "lvs_netlink_monitor")) {
      item(of + "_rcv_bufs", of + "_rcv_bufs", "0");
      page.item(1, of + "_rcv_bufs_force", settings.on(of + "_rcv_bufs_force") ? 1 : 0);
    }
    page.item(1, "rs_init_notifies", settings.on("rs_init_notifies") ? 1 : 0);
    page.item(1, "no_checker_emails", settings.on("no_checker_emails") ? 1 : 0);
    given("vrrp_rx_bufs_policy", "rx_bufs_policy");
    item("rx_bufs_multiples", "vrrp_rx_bufs_multiplier", "3");
    page.item(1, "umask", "0" + Integer.toOctalString(global.umask()));
    given("vrrp_startup_delay", "vrrp_startup_delay");
    if (settings.has("log_unknown_vrids")) {
      page.line(1, "log_unknown_vrids");
    }
    given("vmac_prefix", "VMAC prefix");
    given("vmac_addr_prefix", "VMAC address prefix");
    page.line(1, "json_version " + global.jsonVersion());
    page.line(1, "iproute usr directory " + settings.text("iproute_usr_dir", "/etc/iproute2"));
    page.line(1, "iproute etc directory " + settings.text("iproute_etc_dir", "/etc/iproute2"));
  }

  private void item(String title, String word, String otherwise) {
    page.item(1, title, settings.text(word, otherwise));
  }

  /** Only if the file says it. */
  private void given(String word, String title) {
    if (!settings.all(word).isEmpty()) {
      page.item(1, title, settings.text(word, ""));
    }
  }

  private void enabled(String title, boolean enabled) {
    page.line(1, title + (enabled ? " enabled" : " disabled"));
  }

  private String yesNo(String word) {
    return settings.has(word) ? "yes" : "no";
  }

  private String onOffUnset(String word) {
    return settings.has(word) ? settings.on(word) ? "on" : "off" : "unset";
  }

  private String sixPlaces(String word, String otherwise) {
    var number = new BigDecimal(settings.text(word, otherwise));
    return number.setScale(6, RoundingMode.DOWN).toPlainString();
  }
}
