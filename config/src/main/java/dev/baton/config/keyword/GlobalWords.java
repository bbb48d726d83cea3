package dev.baton.config.keyword;

/**
 * The words of global_defs that concern VRRP, scripts and mail. {@link KeywordTable} says how to
 * read them.
 */
final class GlobalWords {

  private GlobalWords() {}

  static final String ADVERTS =
      """
      dynamic_interfaces | choice? allow_if_changes | off | vrrp now
        - Accept configured interfaces that do not exist yet
        bad Unknown dynamic_interfaces option '{value}'
      default_interface | if | eth0 | routes now
        - Interface for static addresses without dev
        none default_interface requires interface name
      disable_local_igmp | flag | off | vrrp later
        - Turn off IGMP reports for link-local groups (kernel sysctl needed)
      v3_checksum_as_v2 | flag | off | vrrp now
        - Default for VRRPv3 IPv4 checksum without pseudo-header
      vrrp_mcast_group4 | mcast4 cut | 224.0.0.18 | vrrp now
        - Destination group of IPv4 adverts
        bad Can't parse vrrp_mcast_group4 [{value}]. Skipping
      vrrp_mcast_group6 | mcast6 cut | ff02::12 | vrrp now
        - Destination group of IPv6 adverts
        bad Can't parse vrrp_mcast_group6 [{value}]. Skipping
      vrrp_garp_master_delay | int 0 4294 | 5 | vrrp now
        - Seconds until second GARP set after becoming master
        bad vrrp_garp_master_delay '{value}' invalid - ignoring
      vrrp_garp_master_repeat | int 0 4294967295 least 1 | 5 | vrrp now
        - GARPs per set after becoming master
        bad vrrp_garp_master_repeat '{value}' invalid - ignoring
        zero vrrp_garp_master_repeat must be greater than 0, setting to 1
      vrrp_garp_master_refresh | int 0 4294967295 | 0 (off) | vrrp now
        - Seconds between periodic GARP refreshes while master
        bad Invalid vrrp_garp_master_refresh '{value}' - ignoring
      vrrp_garp_master_refresh_repeat | int 0 4294967295 least 1 | 1 | vrrp now
        - GARPs per periodic refresh
        bad vrrp_garp_master_refresh_repeat '{value}' invalid - ignoring
        zero vrrp_garp_master_refresh_repeat must be greater than 0, setting to 1
      vrrp_garp_lower_prio_delay | int 0 4294 | vrrp_garp_master_delay | vrrp now
        - Delay of second GARP set after a lower priority advert
        bad vrrp_garp_lower_prio_delay '{value}' invalid - ignoring
      vrrp_garp_lower_prio_repeat | int 0 2147483647 | vrrp_garp_master_repeat | vrrp now
        - GARPs per set after a lower priority advert
        bad Invalid vrrp_garp_lower_prio_repeat '{value}'
      vrrp_down_timer_adverts | int 1 100 | 3 | vrrp now
        - Missed adverts before taking over
        bad Invalid vrrp_down_timer_adverts [1:100] '{value}'
      vrrp_garp_interval | sec 0.000001 4294.967295 | 0 | vrrp now
        - Minimum gap between GARPs on an interface
        bad vrrp_garp_interval '{value}' is invalid
        help 0 would mean no pause, which is the default: delete the line
      vrrp_gna_interval | sec 0.000001 4294.967295 | 0 | vrrp now
        - Minimum gap between unsolicited NAs on an interface
        bad vrrp_gna_interval '{value}' is invalid
        help 0 would mean no pause, which is the default: delete the line
      vrrp_min_garp | bool | off | vrrp now
        - One GARP, no repeats; changes only values still at default
        bad Invalid value for vrrp_min_garp specified
      vrrp_garp_extra_if | special | off | vrrp now
        - Seconds between GARPs on interfaces holding VIPs besides the main one
        usage [all] <INT 1-86400>
        none vrrp_garp_extra_if specified without time - ignoring
        bad vrrp_garp_extra_if '{value}' invalid - ignoring
      vrrp_vmac_garp_intvl | special | off | vrrp now
        - Former name of vrrp_garp_extra_if
        usage [all] <INT 1-86400>
        state deprecated alias of vrrp_garp_extra_if [reports an error, -t 5]
        none vrrp_vmac_garp_intvl specified without time - ignoring
        bad vrrp_vmac_garp_intvl '{value}' invalid - ignoring
        retired Keyword "vrrp_vmac_garp_intvl" is deprecated - please use "vrrp_garp_extra_if"
      vrrp_lower_prio_no_advert | bool | off | vrrp now
        - Master does not answer lower priority adverts
        bad Invalid value for vrrp_lower_prio_no_advert specified
      vrrp_higher_prio_send_advert | bool | off | vrrp now
        - Send one advert when yielding to higher priority
        bad Invalid value for vrrp_higher_prio_send_advert specified
      vrrp_version | int 2 3 | 2 | vrrp now
        - Default protocol version
        bad VRRP Error: Version must be either 2 or 3
      vrrp_iptables | words? 2 28 | INPUT OUTPUT | vrrp later
        - Use iptables, these chains, to drop traffic to unowned VIPs
        repeat first
        usage [<INCHAIN> [<OUTCHAIN>]] (28 chars max)
      vrrp_ipsets | words? 6 31 | keepalived... names | vrrp later
        - Use ipsets with iptables rules; names of the sets
        usage [<SET4> [<SET6> [<SETLL6> [<NDSET> [<IGMPSET> [<MLDSET>]]]]]]
      nftables | word? 31 | keepalived | vrrp now
        - Use nftables for VIP filtering and the table name
        repeat first
        usage [<TABLE, under 31 chars>]
      nftables_priority | int -2147483648 2147483647 | -1 | vrrp now
        - Base chain priority of that table
        bad invalid nftables chain priority '{value}'
      nftables_ifindex | flag | off | vrrp now
        - Match interfaces by index rather than name in nftables
      vrrp_check_unicast_src | flag | off | vrrp now
        - Default check that unicast adverts come from configured peers
      vrrp_skip_check_adv_addr | bool | off | vrrp now
        - Skip VIP list check when advert comes from known master
      vrrp_strict | bool | off | vrrp now
        - Default for strict RFC behaviour of instances
      nftables_counters | flag | off | vrrp now
        - Add counters to nftables rules
      process_monitor_rcv_bufs | int 0 4294967295 | kernel default | track now
        - Receive buffer of process event socket
        none process_monitor_rcv_bufs size missing
        bad process_monitor_rcv_bufs size ({value}) invalid
      process_monitor_rcv_bufs_force | bool | off | track now
        - Ignore rmem_max for that buffer
        bad Invalid value '{value}' for global process_monitor_rcv_bufs_force specified
      vrrp_rx_bufs_policy | special | kernel default | vrrp later
        - How VRRP receive socket buffers are sized
        usage MTU|ADVERT|<BYTES>  (MTU/ADVERT in any case)
        none vrrp_rx_bufs_policy missing
        bad Invalid vrrp_rx_bufs_policy {value}
      vrrp_rx_bufs_multiplier | int 1 4294967295 | 3 | vrrp later
        - Factor used by MTU/ADVERT buffer policy
        none Invalid vrrp_rx_bufs_multiplier
        bad Invalid vrrp_rx_bufs_multiplier {value}
      vrrp_startup_delay | sec 0.001 4294.967295 | 0 | vrrp now
        - Hold instances in BACKUP, deaf, this long after start
        bad vrrp_startup_delay '{value}' is invalid
      vrrp_delay_after_boot | sec 0.001 4294.967295 | 0 | vrrp now
        - Same, measured from system boot; longer delay applies
      log_unknown_vrids | flag | off | vrrp now
        - Log adverts for unconfigured VRIDs
      vrrp_owner_ignore_adverts | bool | off | vrrp now
        - Address owners (255) discard received adverts
      vmac_prefix | word | vrrp | vrrp now
        - Name prefix of created macvlans
        repeat first
      vmac_addr_prefix | word | vrrp | vrrp now
        - Name prefix of macvlans made for address-owning VMACs
        repeat first
      include_check | special | none; bare = all | preprocessing now
        - Which include failures are configuration errors
        repeat many
        usage [[+|-]<CHECK>] CHECK=read|match|wildcard_match|brace_match...
        none ok
        bad Unknown include_check type '{value}' - ignoring
      iproute_usr_dir | word | build-time path | routes later
        - iproute2 name tables, vendor directory
        none iproute_usr_dir missing directory name
      iproute_etc_dir | word | build-time path | routes later
        - iproute2 name tables, local directory
        none iproute_etc_dir missing directory name
      """;

  static final String NOTICES =
      """
      use_symlink_paths | bool | off | script now
        - Keep symbolic links in script paths unresolved
      set_supplementary_groups | bool | off | script now
        - Give scripts their user's supplementary groups
      router_id | word | host name | notify now
        - Machine name used in mail subjects
        none routerid name missing - ignoring
      notification_email_from | special | USER@HOST of the process | notify later
        - Envelope and From address of alerts; extra words are an error
        usage <MAILADDR>
        none emailfrom missing - ignoring
      smtp_server | special | port 25; no server: no mail | notify later
        - Mail relay for alerts
        usage <IP|HOST> [<PORT 1-65535>]
        bad Invalid smtp server {value} 25
      smtp_helo_name | word | local host name | notify later
        - Name given in HELO
        none ok
      smtp_connect_timeout | int 0 4294 least 1 | 30 | notify later
        - Seconds to wait for the mail relay (0 becomes 1 with error)
        bad smtp_connect_timeout '{value}' must be in [0, 4294] - ignoring
        zero smtp_conect_timeout must be greater than 0, setting to 1
      notification_email | values MAIL | none | notify later
        - Recipients of alerts
        repeat many
      smtp_alert | bool | unset: VRRP off, VS off, RS on | notify later
        - Default for every smtp_alert
        bad Invalid value '{value}' for global smtp_alert specified
      startup_script | script | none | script now
        - Script run once before children start
        repeat first
        none startup script missing
      startup_script_timeout | int 1 1000 | 10 | script now
        - Seconds allowed for startup_script
        none startup_script_timeout requires value
        bad startup_script_timeout '{value}' must be in [1, 1000] - ignoring
      shutdown_script | script | none | script now
        - Script run after children have stopped
        repeat first
        none shutdown script missing
      shutdown_script_timeout | int 1 1000 | 10 | script now
        - Seconds allowed for shutdown_script
        none shutdown_script_timeout requires value
        bad shutdown_script_timeout '{value}' must be in [1, 1000] - ignoring
      smtp_alert_vrrp | bool | smtp_alert | notify later
        - Default smtp_alert for instances and sync groups
        bad Invalid value '{value}' for global smtp_alert_vrrp specified
      smtp_alert_checker | bool | smtp_alert | notify later
        - Default smtp_alert for virtual and real servers
        bad Invalid value '{value}' for global smtp_alert_checker specified
      no_email_faults | flag | off | notify later
        - No mail on transition to FAULT
      notify_fifo | special | none | notify now
        - FIFO receiving VRRP and LVS state lines
        repeat first
        usage <PATH> [<USER> [<GROUP>]]
        none No notify_fifo name specified
      notify_fifo_script | script | none | notify now
        - Program started to read notify_fifo (path appended)
        repeat first
        none No notify_fifo_script specified
      vrrp_notify_fifo | special | none | notify now
        - FIFO receiving only VRRP lines
        repeat first
        usage <PATH> [<USER> [<GROUP>]]
        none No vrrp_notify_fifo name specified
      vrrp_notify_fifo_script | script | none | notify now
        - Program started to read vrrp_notify_fifo
        repeat first
        none No vrrp_notify_fifo_script specified
      vrrp_notify_priority_changes | bool | off | notify now
        - Notify effective priority changes by default
        bad Invalid value '{value}' for global vrrp_notify_priority_changes specified
      fifo_write_vrrp_states_on_reload | flag | off | notify now
        - Repeat current VRRP states to FIFOs after reload
      lvs_notify_fifo | special | none | notify later
        - FIFO receiving only virtual/real server lines
        repeat first
        usage <PATH> [<USER> [<GROUP>]]
        none No lvs_notify_fifo name specified
      lvs_notify_fifo_script | script | none | notify later
        - Program started to read lvs_notify_fifo
        repeat first
        none No lvs_notify_fifo_script specified
      snmp_socket | special | unix:/var/agentx/master | global later
        - AgentX master to connect to
        repeat first
        usage <SOCKET SPEC> (exactly one word)
        none SNMP error : snmp socket name missing
      enable_traps | flag | off | global later
        - Send SNMP notifications
      enable_snmp_vrrp | flag | off | global later
        - Serve the VRRP part of KEEPALIVED-MIB
      enable_snmp_keepalived | flag | - | global later
        - Former name of enable_snmp_vrrp
        state deprecated alias of enable_snmp_vrrp [silently accepted]
      enable_snmp_rfc | flag | off | global later
        - Serve both VRRP-MIB and VRRPv3-MIB
      enable_snmp_rfcv2 | flag | off | global later
        - Serve VRRP-MIB (RFC2787)
      enable_snmp_rfcv3 | flag | off | global later
        - Serve VRRPv3-MIB (RFC6527)
      enable_snmp_checker | flag | off | global later
        - Serve the checker part of KEEPALIVED-MIB
      snmp_vs_stats_update_interval | sec 0.001 30 | 5 | global later
        - Maximum age of cached virtual server statistics
      snmp_rs_stats_update_interval | sec 0.001 30 | snmp_vs_stats_update_interval | global later
        - Maximum age of cached real server statistics
      enable_dbus | flag | off | global later
        - Offer the D-Bus interface
      dbus_service_name | word | org.keepalived.Vrrp1 | global later
        - Bus name to own
        none dbus_service_name missing - ignoring
      dbus_no_interface_name | word | none | global later
        - Path element for instances lacking an interface
        none dbus_no_interface_name missing - ignoring
      script_user | user | keepalived_script if it exists, else the process user | script now
        - Default identity for scripts
        none No script username specified
      enable_script_security | flag | off | script now
        - Refuse root scripts writable by non-root anywhere in path
      rs_init_notifies | bool | off | notify later
        - Run real server notifies for initial states too
        bad Invalid value '{value}' for global rs_init_notifies specified
      no_checker_emails | bool | off | notify later
        - Only real server state changes mail, not each checker
        bad Invalid value '{value}' for global no_checker_emails specified
      random_seed | int 0 4294967295 | time based | global later
        - Seed of pseudo random generator (tests)
        bad random_seed {value} invalid
      config_save_dir | word | none | global later
        - Save every configuration read for debugging
      tmp_config_directory | word | memfd | global now
        - Where the expanded configuration copy is kept
        repeat first
        none tmp_config_directory missing directory name
      data_use_instance | bool | off | global now
        - Put instance and namespace into dump file names
        bad Invalid value '{value}' for global date_use_instance specified
      json_version | int 1 2 | 1 | global now
        - Shape of the JSON dump
        none json_version requires a version
      state_dump_file | word | $TMPDIR or /tmp keepalived.data | global now
        - Template for USR1 dump names
        state current, undocumented (man says state_file_location)
        none state_dump_file missing file name
      stats_dump_file | word | keepalived.stats | global later
        - Accepted but never used
        state current, undocumented, no effect
        none stats_dump_file missing file name
      json_dump_file | word | keepalived.json | global later
        - Accepted but never used
        state current, undocumented, no effect
        none json_dump_file missing file name
      """;
}
