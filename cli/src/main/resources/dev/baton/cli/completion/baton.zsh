#compdef baton
# Completes the words of baton in zsh: put it as _baton below the fpath.
# Generated from Baton's own tables by a test; edit those.

_baton() {
  local -a commands=(
    'check:Report every mistake in a configuration: where, why, and how to fix it'
    'facts:Record what `check --host-facts` needs to know about this host'
    'show:Print a configuration as Baton reads it: includes and variables resolved'
    'docs:Explain a keyword of the configuration, with an example'
    'status:Show who is master, since when and why, and whether all is well'
    'history:Show the last transitions and reloads, with their causes'
    'reload:Have the daemon read its configuration again, and wait for the result'
    'completion:Print the completion script of bash, zsh or fish'
    'version:Print the version'
    'help:Explain a command'
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  case $words[2] in
    check)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '--fix[Apply the fixes that have only one possible meaning, and show them.]' \
        '--dry-run[With --fix, show them but write nothing.]' \
        '--json[Print one JSON object instead of text.]' \
        '--strict[Treat warnings as errors.]' \
        '--color=[auto, always or never; auto respects NO_COLOR.]:WHEN:(auto always never)' \
        '--config-id=[Name of the host for @ID lines and ${_INSTANCE}.]:ID:' \
        '--host-facts=[Check against what `baton facts` recorded, not this host. Give it once for all files, or once for each, in the same order.]:file:_files' \
        '-h[Explain this.]' \
        '--help[Explain this.]' \
        '*:file:_files'
      ;;
    facts)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '-h[Explain this.]' \
        '--help[Explain this.]' \
        '*:file:_files'
      ;;
    show)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '-d[Add the settings that a block omits, with their defaults, as comments.]' \
        '--defaults[Add the settings that a block omits, with their defaults, as comments.]' \
        '-s[Print passwords; otherwise each of their characters is an asterisk.]' \
        '--secrets[Print passwords; otherwise each of their characters is an asterisk.]' \
        '-i+[Name of the host for `@ID` lines; by default the host name.]:ID:' \
        '--config-id=[Name of the host for `@ID` lines; by default the host name.]:ID:' \
        '-h[Explain this.]' \
        '--help[Explain this.]' \
        '*:file:_files'
      ;;
    docs)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '-h[Explain this.]' \
        '--help[Explain this.]' \
        '1:word:(BFD_CHECK DNS_CHECK FILE_CHECK HTTP_GET MISC_CHECK PING_CHECK SMTP_CHECK SSL SSL_GET TCP_CHECK UDP_CHECK accept active_key add advert_int advmss alpha anti_replay append as auth_hmac auth_pass auth_type authentication autojoin bfd_cpu_affinity bfd_instance bfd_no_swap bfd_priority bfd_process_name bfd_rlimit_rtime bfd_rlimit_rttime bfd_rt_priority bind_if bind_port bindto blackhole brd broadcast ca certificate check_unicast_src checker checker_cpu_affinity checker_log_all_failures checker_no_swap checker_priority checker_process_name checker_rlimit_rtime checker_rlimit_rttime checker_rt_priority child_wait_time config_save_dir congctl connect_ip connect_port connect_timeout control_socket_group cwnd data_use_instance dbus_no_interface_name dbus_service_name debug default6 default_interface delay delay_before_retry delay_loop dev digest disable_local_igmp dont_track_primary down_timer_adverts dport dsfield dynamic_interfaces enable_dbus enable_script_security enable_sni enable_snmp_checker enable_snmp_keepalived enable_snmp_rfc enable_snmp_rfcv2 enable_snmp_rfcv3 enable_snmp_vrrp enable_traps encap expires fall fast_recovery fastopen_no_cookie features fifo_write_vrrp_states_on_reload file flag-1 flag-2 flag-3 fork_delay from full_command fwmark garp_extra_if garp_group garp_interval garp_lower_prio_delay garp_lower_prio_repeat garp_master_delay garp_master_refresh garp_master_refresh_repeat garp_master_repeat global_defs global_tracking gna_interval goto group gw ha_suspend hashed helo_name higher_prio_send_advert home hoplimit host http_protocol hysteresis idle_tx iif include include_check includea includeb includem includer includew inet inet6 inhibit_on_failure init_fail init_file initcwnd initrwnd instance interface interface_up_down_delays interfaces interval ip_family ipproto iproute_etc_dir iproute_usr_dir json_dump_file json_version kernel_rx_buf_size key l3mdev label lb_algo lb_kind linkbeat_interfaces linkbeat_use_polling log_all_failures log_unknown_vrids lookup lower_prio_no_advert lthreshold lvs_flush lvs_flush_on_stop lvs_flush_onstop lvs_method lvs_netlink_cmd_rcv_bufs lvs_netlink_cmd_rcv_bufs_force lvs_netlink_monitor_rcv_bufs lvs_netlink_monitor_rcv_bufs_force lvs_notify_fifo lvs_notify_fifo_script lvs_process_name lvs_sched lvs_sync_daemon lvs_sync_daemon_interface lvs_timeouts max_auto_priority max_hops max_reply_length mcast_dst_ip mcast_src_ip metric mh-fallback mh-port min_auto_priority_delay min_reply_length min_rx min_tx misc_dynamic misc_path misc_timeout mngtmpaddr mode mtu multihop multiplier name namespace_with_ipsets native_ipv6 nb_get_retry neighbor_ip neighbour_ip net_namespace net_namespace_ipvs nexthop nftables nftables_counters nftables_ifindex nftables_ipvs nftables_ipvs_priority nftables_ipvs_start_fwmark nftables_priority no_accept no_checker_emails no_email_faults no_track no_virtual_ipaddress nop nopreempt noprefixroute not notification_email notification_email_from notify notify_backup notify_deleted notify_down notify_fault notify_fifo notify_fifo_script notify_master notify_master_rx_lower_pri notify_priority_changes notify_stop notify_up oif old_unicast_checksum omega onlink ops or order owner_ignore_adverts param_match passive password path payload peer persistence_engine persistence_granularity persistence_timeout preempt preempt_delay pref preference preferred_lft prepend priority process process_monitor_rcv_bufs process_monitor_rcv_bufs_force process_name process_names prohibit promote_secondaries protocol quickack quorum quorum_down quorum_max quorum_up random_seed real_server realms regex regex_max_offset regex_min_offset regex_no_match regex_options regex_stack reload_check_config reload_despite_errors reload_file reload_repeat reload_time_file reordering require_reply retry rise router_id rs_init_notifies rto_min rtt rttvar scope script script_user set_supplementary_groups sh-fallback sh-port shutdown_script shutdown_script_timeout skip_check_adv_addr smtp_alert smtp_alert_checker smtp_alert_vrrp smtp_connect_timeout smtp_helo_name smtp_server sni_name snmp_name snmp_rs_stats_update_interval snmp_socket snmp_vs_stats_update_interval sorry_server sorry_server_inhibit sorry_server_lvs_method source_ip sport src ssthresh startup_script startup_script_timeout state state_dump_file static_ipaddress static_routes static_rules stats_dump_file status_code strict_mode sup_group sup_pl suppress_ifgroup suppress_prefixlength sync_group_tracking_weight table terminate_delay thread_timer_expired time_window timeout timer_expired_backup tls_compliant tmp_config_directory to tos track_bfd track_file track_group track_interface track_process track_script track_src_ip ttl ttl-propagate tunnel-id type uidrange umask unicast_fault_no_peer unicast_peer unicast_src_ip unicast_ttl unreachable url use_ipvlan use_pid_dir use_symlink_paths use_vmac use_vmac_addr user uthreshold v3_checksum_as_v2 version via virtual_ipaddress virtual_ipaddress_excluded virtual_router_id virtual_routes virtual_rules virtual_server virtual_server_group virtualhost vmac_addr_prefix vmac_garp_intvl vmac_prefix vmac_xmit_base vrf vrrp vrrp_check_unicast_src vrrp_cpu_affinity vrrp_delay_after_boot vrrp_down_timer_adverts vrrp_garp_extra_if vrrp_garp_interval vrrp_garp_lower_prio_delay vrrp_garp_lower_prio_repeat vrrp_garp_master_delay vrrp_garp_master_refresh vrrp_garp_master_refresh_repeat vrrp_garp_master_repeat vrrp_gna_interval vrrp_higher_prio_send_advert vrrp_instance vrrp_ipsets vrrp_iptables vrrp_lower_prio_no_advert vrrp_mcast_group4 vrrp_mcast_group6 vrrp_min_garp vrrp_netlink_cmd_rcv_bufs vrrp_netlink_cmd_rcv_bufs_force vrrp_netlink_monitor_rcv_bufs vrrp_netlink_monitor_rcv_bufs_force vrrp_no_swap vrrp_notify_fifo vrrp_notify_fifo_script vrrp_notify_priority_changes vrrp_owner_ignore_adverts vrrp_priority vrrp_process_name vrrp_rlimit_rtime vrrp_rlimit_rttime vrrp_rt_priority vrrp_rx_bufs_multiplier vrrp_rx_bufs_policy vrrp_script vrrp_skip_check_adv_addr vrrp_startup_delay vrrp_strict vrrp_sync_group vrrp_track_file vrrp_track_process vrrp_version vrrp_vmac_garp_intvl warmup weight window)'
      ;;
    status)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '--json[Print one JSON object instead of text.]' \
        '-s+[Ask the daemon in this network namespace.]:NAME:' \
        '--namespace=[Ask the daemon in this network namespace.]:NAME:' \
        '--instance=[Ask the daemon whose configuration has `instance NAME`.]:NAME:' \
        '-h[Explain this.]' \
        '--help[Explain this.]'
      ;;
    history)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '-n+[So many events at most; 20 if this is not given.]:COUNT:' \
        '--count=[So many events at most; 20 if this is not given.]:COUNT:' \
        '--json[Print one JSON object instead of text.]' \
        '-s+[Ask the daemon in this network namespace.]:NAME:' \
        '--namespace=[Ask the daemon in this network namespace.]:NAME:' \
        '--instance=[Ask the daemon whose configuration has `instance NAME`.]:NAME:' \
        '-h[Explain this.]' \
        '--help[Explain this.]'
      ;;
    reload)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '--json[Print one JSON object instead of text.]' \
        '-s+[Ask the daemon in this network namespace.]:NAME:' \
        '--namespace=[Ask the daemon in this network namespace.]:NAME:' \
        '--instance=[Ask the daemon whose configuration has `instance NAME`.]:NAME:' \
        '-h[Explain this.]' \
        '--help[Explain this.]'
      ;;
    completion)
      shift words
      (( CURRENT-- ))
      _arguments -s \
        '-h[Explain this.]' \
        '--help[Explain this.]' \
        '1:shell:(bash zsh fish)'
      ;;
    help) _describe command commands ;;
    *)
      _arguments -s \
        '-f+[read this configuration]:FILE:_files' \
        '--use-file=[read this configuration]:FILE:_files' \
        '-P[run VRRP only]' \
        '--vrrp[run VRRP only]' \
        '-C[run the health checkers only]' \
        '--check[run the health checkers only]' \
        '-B[never run BFD]' \
        '--no_bfd[never run BFD]' \
        '--all[run every part, even without configuration]' \
        '-l[log to standard error as well]' \
        '--log-console[log to standard error as well]' \
        '-D[log in more detail]' \
        '--log-detail[log in more detail]' \
        '-S+[the facility of syslog]:0-7|local0-local7|user|daemon:(daemon user local0 local1 local2 local3 local4 local5 local6 local7)' \
        '--log-facility=[the facility of syslog]:0-7|local0-local7|user|daemon:(daemon user local0 local1 local2 local3 local4 local5 local6 local7)' \
        '-g-[log to a file as well]::FILE:_files' \
        '--log-file=-[log to a file as well]::FILE:_files' \
        '--flush-log-file[no effect: each line is written at once]' \
        '-G[do not log to syslog]' \
        '--no-syslog[do not log to syslog]' \
        '-u+[file creation mask, in C notation]:MASK:' \
        '--umask=[file creation mask, in C notation]:MASK:' \
        '-X[remove addresses when stopped; undoes -V]' \
        '--release-vips[remove addresses when stopped; undoes -V]' \
        '-V[leave addresses when stopped]' \
        '--dont-release-vrrp[leave addresses when stopped]' \
        '-I[leave the IPVS table when stopped]' \
        '--dont-release-ipvs[leave the IPVS table when stopped]' \
        '-R[stop when a child dies]' \
        '--dont-respawn[stop when a child dies]' \
        '-n[stay in the foreground]' \
        '--dont-fork[stay in the foreground]' \
        '-d[log the configuration at startup]' \
        '--dump-conf[log the configuration at startup]' \
        '-p+[pid file of the main process]:FILE:_files' \
        '--pid=[pid file of the main process]:FILE:_files' \
        '-r+[pid file of the VRRP process]:FILE:_files' \
        '--vrrp_pid=[pid file of the VRRP process]:FILE:_files' \
        '-c+[pid file of the checker process]:FILE:_files' \
        '--checkers_pid=[pid file of the checker process]:FILE:_files' \
        '-b+[second pid file of the VRRP process, if it runs BFD]:FILE:_files' \
        '--bfd_pid=[second pid file of the VRRP process, if it runs BFD]:FILE:_files' \
        '-a[log all address changes]' \
        '--address-monitoring[log all address changes]' \
        '-x[connect to the SNMP agent]' \
        '--snmp[connect to the SNMP agent]' \
        '-A+[the socket of the SNMP agent]:SOCKET:_files' \
        '--snmp-agent-socket=[the socket of the SNMP agent]:SOCKET:_files' \
        '-s+[run in this network namespace]:NAME:' \
        '--namespace=[run in this network namespace]:NAME:' \
        '-m[allow core dumps]' \
        '--core-dump[allow core dumps]' \
        '-M[name pattern of core dumps]' \
        '--core-dump-pattern=-[name pattern of core dumps]::PATTERN:' \
        '-i+[name of this host for @ID lines]:ID:' \
        '--config-id=[name of this host for @ID lines]:ID:' \
        '-e[every include must succeed]' \
        '--all-config[every include must succeed]' \
        '-t-[check the configuration and end]::LOGFILE:_files' \
        '--config-test=-[check the configuration and end]::LOGFILE:_files' \
        '--signum=[print the number of a signal and end]:NAME:(STOP RELOAD DATA STATS STATS_CLEAR JSON)' \
        '--ignore-sigint[do not stop on SIGINT, for debuggers]' \
        '-v[print the version and end]' \
        '--version[print the version and end]' \
        '-h[print this and end]' \
        '--help[print this and end]'
      ;;
  esac
}

if [ "$funcstack[1]" = _baton ]; then
  _baton "$@"
else
  compdef _baton baton
fi
