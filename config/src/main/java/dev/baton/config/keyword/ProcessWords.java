package dev.baton.config.keyword;

/**
 * The words of global_defs that concern processes, IPVS and the checkers, and the words outside all
 * blocks. {@link KeywordTable} says how to read them.
 */
final class ProcessWords {

  private ProcessWords() {}

  static final String ROOT =
      """
      linkbeat_use_polling | flag | off | vrrp later
        - Poll interface link status with MII/ETHTOOL/ioctl instead of netlink
      net_namespace | word | none (also -s) | process now
        - Run the daemon inside this named network namespace
        repeat first
        none net_namespace name missing - ignoring
      net_namespace_ipvs | word? | same as net_namespace | process later
        - Namespace for IPVS configuration; empty means the original namespace
        repeat first
      namespace_with_ipsets | flag | off | process later
        - Use ipsets although running in a network namespace
      use_pid_dir | flag | off | process now
        - Put pid files under the keepalived run directory
      instance | word | none | process now
        - Daemon instance name for pid/dump file names; implies use_pid_dir
        repeat first
        none instance name missing - ignoring
      child_wait_time | int 0 4294967295 | 5 | process now
        - Seconds the parent waits for children at shutdown
        bad Invalid child_wait_time {value}
      global_defs | block | - | global now
        - Container of global settings
        repeat reopen
      track_group | named block | - | routes now
        none track_group must have a name - skipping
        - Named set of VRRP instances governing static addresses, routes, rules
        repeat once
      static_ipaddress | values ADDRESS | - | routes now
        - Addresses kept configured regardless of VRRP state
        repeat many
      static_routes | values ROUTE | - | routes now
        - Routes kept configured regardless of VRRP state
        repeat many
      static_rules | values RULE | - | routes now
        - Policy rules kept configured regardless of VRRP state
        repeat many
      vrrp_sync_group | named block | - | vrrp now
        none vrrp_sync_group must have a name - skipping
        - Instances that change state together
        repeat once
      garp_group | block | - | vrrp now
        - Rate limits for gratuitous ARP/NA on some interfaces
        repeat once
      linkbeat_interfaces | values LINKBEAT | - | vrrp later
        - Interfaces whose link state is polled, optionally how
        repeat many
      vrrp_instance | named block | - | vrrp now
        - One virtual router on one interface
        none vrrp_instance must have a name
        repeat once
      vrrp_script | named block | - | track now
        - Periodically run check script usable by track_script
        repeat once
      vrrp_track_process | named block | - | track now
        - Watch for running processes matching a command
        repeat once
      interface_up_down_delays | values DELAY | - | track now
        - Delay reaction to interface up/down events
        repeat many
      SSL | block | - | checker later
        - TLS client context shared by all SSL_GET checkers
        repeat replace
      virtual_server_group | named values SERVICE | - | ipvs later
        - Named list of addresses, ranges, fwmarks for one virtual server
        repeat once
      virtual_server | special | - | ipvs later
        - One IPVS service definition
        repeat once
        usage <IP> [<PORT>] { block } | fwmark <INT 0-4294967295> { block } | group <NAME> {
        usage block }
      bfd_instance | named block | - | bfd now
        none bfd_instance must have a name - skipping
        - One BFD session
        repeat once
        usage <NAME, at most 31 chars> { block }
      track_file | named block | - | track now
        - File whose number adjusts priorities or weights
        repeat once
      vrrp_track_file | named block | - | track now
        - Former name of track_file
        repeat once
        state alias of track_file [silently accepted]
      """;

  static final String PROCESSES =
      """
      process_names | flag | off | process now
        - Give child processes their own default process names
      process_name | word 15 | keepalived | process now
        - Process name of the parent
        usage <NAME, 15 chars>
      vrrp_process_name | word 15 | keepalived_vrrp when process_names | process now
        - Process name of the VRRP child
        usage <NAME, 15 chars>
      checker_process_name | word 15 | keepalived_lvs when process_names | process later
        - Process name of the checker child
        usage <NAME, 15 chars>
      lvs_process_name | word 15 | - | process later
        - Former name of checker_process_name
        usage <NAME, 15 chars>
        state deprecated alias of checker_process_name [silently accepted]
      bfd_process_name | word 15 | keepalived_bfd when process_names | process now
        - Process name of the BFD child
        usage <NAME, 15 chars>
      max_auto_priority | int? -1 99 | 0 | process later
        - Highest realtime priority chosen automatically on late timers; -1 disables
        bad max_auto_priority '{value}' must be in [0, 99] (or -1 to disable) - ignoring
      min_auto_priority_delay | int 1 10000000 | 1000000 | process later
        - Timer lateness in microseconds triggering a priority raise
        none min_auto_priority_delay requires delay time
        bad min_auto_priority_delay '{value}' must be in [1, 10000000] - ignoring
      checker_log_all_failures | bool | off | checker later
        - Log every failed probe rather than only transitions
        bad Invalid value for checker_log_all_failures specified
      lvs_timeouts | special | kernel values | ipvs later
        - IPVS connection timeouts
        usage [tcp <S>] [tcpfin <S>] [udp <S>]   S=<INT 0-2678400>, at least one pair
        none lvs_timeouts requires at least one option
        bad lvs_timeouts requires at least one option
      lvs_flush | flag | off | ipvs later
        - Delete every IPVS entry at start
      lvs_flush_on_stop | choice? VS | off | ipvs later
        - Delete IPVS entries (or only services) when stopping
        bad Unknown lvs_flush_on_stop type {value}
      lvs_flush_onstop | choice? VS | - | ipvs later
        - Former spelling of lvs_flush_on_stop
        state deprecated alias of lvs_flush_on_stop [silently accepted]
        bad Unknown lvs_flush_on_stop type {value}
      lvs_sync_daemon | special | off | ipvs later
        - Start IPVS connection sync, direction following a VRRP instance
        repeat first
        usage <IF> [[inst] <VRRP>] [id <0-255>] [maxlen <1-65507>] [port <1-65535>] [ttl <1-255>]
        usage [group <MCAST>]
        none lvs_sync_daemon requires interface
      vrrp_priority | int -20 19 | 0 | process now
        - Nice value of VRRP child
        none No vrrp process priority specified
        bad Invalid vrrp process priority specified
      vrrp_no_swap | flag | off | process now
        - Lock VRRP child in memory
      vrrp_rt_priority | int -2147483648 2147483647 clamp 1 99 | off | process now
        - Realtime RR priority of VRRP child
        none No vrrp process real-time priority specified
        bad vrrp process real-time priority '{value}' invalid
      vrrp_cpu_affinity | special | all | process now
        - CPUs the VRRP child may use
        usage <CPU 0..ncpu-1>...
        none No vrrp cpu_id set specified
        bad Invalid cpu_id:0 specified for vrrp process
      vrrp_rlimit_rttime | int 1 4294967295 | none | process now
        - Realtime CPU limit between blocking calls, microseconds
        bad Invalid vrrp real-time limit - {value}
      vrrp_rlimit_rtime | int 1 4294967295 | - | process now
        - Former spelling of vrrp_rlimit_rttime
        state deprecated alias of vrrp_rlimit_rttime [silently accepted]
        bad Invalid vrrp real-time limit - {value}
      nftables_ipvs | word? 31 | keepalived_ipvs | ipvs later
        - Map address groups to fwmarks using nftables; table name
        repeat first
        usage [<TABLE>]
      nftables_ipvs_priority | int -2147483648 2147483647 | -1 | ipvs later
        - Chain priority of the IPVS nftables table
        bad invalid ipvs nftables chain priority '{value}'
      nftables_ipvs_start_fwmark | int 1 4294967295 | 1000 | ipvs later
        - First fwmark allocated to groups
        bad invalid ipvs nftables start_fwmark priority '{value}'
      checker_priority | int -20 19 | 0 | process later
        - Nice value of checker child
        none No checker process priority specified
        bad Invalid checker process priority specified
      checker_no_swap | flag | off | process later
        - Lock checker child in memory
      checker_rt_priority | int -2147483648 2147483647 clamp 1 99 | off | process later
        - Realtime RR priority of checker child
        none No checker process real-time priority specified
        bad checker process real-time priority '{value}' invalid
      checker_cpu_affinity | special | all | process later
        - CPUs the checker child may use
        usage <CPU 0..ncpu-1>...
        none No checker cpu_id set specified
        bad Invalid cpu_id:0 specified for checker process
      checker_rlimit_rttime | int 1 4294967295 | 10000 | process later
        - Realtime CPU limit of checker child, microseconds
        bad Invalid checker real-time limit - {value}
      checker_rlimit_rtime | int 1 4294967295 | - | process later
        - Former spelling of checker_rlimit_rttime
        state deprecated alias of checker_rlimit_rttime [silently accepted]
        bad Invalid checker real-time limit - {value}
      bfd_priority | int -20 19 | 0 | process now
        - Nice value of BFD child
        none No bfd process priority specified
        bad Invalid bfd process priority specified
      bfd_no_swap | flag | off | process now
        - Lock BFD child in memory
      bfd_rt_priority | int -2147483648 2147483647 clamp 1 99 | off | process now
        - Realtime RR priority of BFD child
        none No bfd process real-time priority specified
        bad bfd process real-time priority '{value}' invalid
      bfd_cpu_affinity | special | all | process now
        - CPUs the BFD child may use
        usage <CPU 0..ncpu-1>...
        none No bfd cpu_id set specified
        bad Invalid cpu_id:0 specified for bfd process
      bfd_rlimit_rttime | int 1 4294967295 | 10000 | process now
        - Realtime CPU limit of BFD child, microseconds
        bad Invalid bfd real-time limit - {value}
      bfd_rlimit_rtime | int 1 4294967295 | - | process now
        - Former spelling of bfd_rlimit_rttime
        state deprecated alias of bfd_rlimit_rttime [silently accepted]
        bad Invalid bfd real-time limit - {value}
      vrrp_netlink_cmd_rcv_bufs | int 0 4294967295 | kernel default | process later
        - Receive buffer of VRRP netlink command socket
        none vrrp_netlink_cmd_rcv_bufs size missing
        bad vrrp_netlink_cmd_rcv_bufs size ({value}) invalid
      vrrp_netlink_cmd_rcv_bufs_force | bool | off | process later
        - Ignore rmem_max for that buffer
        bad Invalid value '{value}' for global vrrp_netlink_cmd_rcv_bufs_force specified
      vrrp_netlink_monitor_rcv_bufs | int 0 4294967295 | kernel default | process now
        - Receive buffer of VRRP netlink monitor socket
        none vrrp_netlink_monitor_rcv_bufs size missing
        bad vrrp_netlink_monitor_rcv_bufs size ({value}) invalid
      vrrp_netlink_monitor_rcv_bufs_force | bool | off | process now
        - Ignore rmem_max for that buffer
        bad Invalid value '{value}' for global vrrp_netlink_monitor_rcv_bufs_force specified
      lvs_netlink_cmd_rcv_bufs | int 0 4294967295 | kernel default | process later
        - Receive buffer of checker netlink command socket
        none lvs_netlink_cmd_rcv_bufs size missing
        bad lvs_netlink_cmd_rcv_bufs size ({value}) invalid
      lvs_netlink_cmd_rcv_bufs_force | bool | off | process later
        - Ignore rmem_max for that buffer
        bad Invalid value '{value}' for global lvs_netlink_cmd_rcv_bufs_force specified
      lvs_netlink_monitor_rcv_bufs | int 0 4294967295 | kernel default | process later
        - Receive buffer of checker netlink monitor socket
        none lvs_netlink_monitor_rcv_bufs size missing
        bad lvs_netlink_monitor_rcv_bufs size ({value}) invalid
      lvs_netlink_monitor_rcv_bufs_force | bool | off | process later
        - Ignore rmem_max for that buffer
        bad Invalid value '{value}' for global lvs_netlink_monitor_rcv_bufs_force specified
      umask | special | 0177 | process now
        - File creation mask of daemon
        usage <INT 0-0777, C notation> | <BIT>[|<BIT>...]  BIT=IRUSR,IWUSR,IXUSR,IRWXU,IRGRP...
        bad Unknown umask bit {value}
      reload_check_config | word? | off; log /dev/null | process now
        - Refuse a reload of a file with any mistake, and write what is wrong to this log
      reload_despite_errors | flag | off | process now
        - Reload a file despite errors that the running one does not have, as keepalived does
          does; a word of Baton's own
      control_socket_group | word | none | process now
        - Let the members of this group use `baton status` and `baton history`; a word of
          Baton's own
        usage <GROUP>
        none control_socket_group requires a group
      reload_time_file | word alone | none | process now
        - Reload at the time written in this file
        none reload_time_file invalid
      reload_repeat | flag | off | process now
        - Keep reload_time_file armed after a reload
      reload_file | word? | off; default <pid dir>/keepalived....reload | process now
        - Create this file while a reload is in progress
      """;
}
