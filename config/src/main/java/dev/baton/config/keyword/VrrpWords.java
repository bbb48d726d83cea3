package dev.baton.config.keyword;

/**
 * The words of vrrp_instance and what it consists of. {@link KeywordTable} says how to read them.
 */
final class VrrpWords {

  private VrrpWords() {}

  static final String INSTANCE =
      """
      use_vmac | special | off; name vrrp.VRID | vrrp now
        - Send adverts and hold VIPs on a macvlan with virtual MAC
        repeat many
        usage [[name] <IF>] [<MAC 5 or 6 octets>] [netlink_notify_msg] [group <INT|NAME>]
        none ok
      use_vmac_addr | flag | off | vrrp now
        - Also use macvlans for VIPs on other interfaces
      vmac_xmit_base | flag | off | vrrp now
        - Send adverts on base interface although use_vmac
      use_ipvlan | special | off; bridge | vrrp now
        - Hold VIPs on an ipvlan interface
        repeat first
        usage [[name] <IF>] [<IP>[/LEN]] [bridge|private|vepa] [group <INT|NAME>]
        none ok
      unicast_peer | values PEER | multicast | vrrp now
        - Send adverts to these hosts instead of multicast
        repeat many
      unicast_fault_no_peer | flag | off | vrrp now
        - Unicast mode without peers goes to FAULT
      check_unicast_src | flag | global | vrrp now
        - Accept unicast adverts only from configured peers
      old_unicast_checksum | choice? never | auto | vrrp now
        - Compatibility with pre-1.3.6 VRRPv3 unicast checksums
        bad ({name}) Unknown old_unicast_chksum mode {value} - ignoring
      native_ipv6 | flag | off | vrrp now
        - Force IPv6 when no VIP determines the family
      state | choice MASTER|BACKUP | BACKUP | vrrp now
        - Initial state only; BACKUP after MASTER is rejected
        bad ({name}) unknown state '{value}', defaulting to BACKUP
        help write `state BACKUP`; or MASTER, on one node only
      interface | if | required (unless unicast_src_ip etc.) | vrrp now
        - Interface the virtual router runs on
      vrf | if | none | vrrp later
        - VRF device, when no interface is given
        repeat first
      dont_track_primary | flag | off | vrrp now
        - Ignore faults of own interface
      track_interface | values TRACK_INTERFACE | - | track now
        - Interfaces whose loss faults or lowers the instance
        repeat many
      track_script | values TRACK_SCRIPT | - | track now
        - Scripts whose result faults or adjusts priority
        repeat many
      track_file | values TRACK_FILE | - | track now
        - Files whose value adjusts priority
        repeat many
      track_process | values TRACK_PROCESS | - | track now
        - Processes whose presence adjusts priority
        repeat many
      track_bfd | values TRACK_BFD | - | track now
        - BFD sessions whose loss faults or lowers
        repeat many
      mcast_src_ip | ip cut | interface address | vrrp now
        - Source address of multicast adverts
        bad Configuration error: VRRP instance[{name}] malformed src address[{value}]. Skipping...
      unicast_src_ip | ip cut | interface address | vrrp now
        - Source address of unicast adverts
        bad Configuration error: VRRP instance[{name}] malformed src address[{value}]. Skipping...
      mcast_dst_ip | ip cut | global group | vrrp now
        - Destination group for this instance
        bad ({name}) malformed mcast dest address {value}. Skipping...
      track_src_ip | flag | off | vrrp now
        - Fault while configured source address is absent
      virtual_router_id | int 1 255 | required | vrrp now
        - VRID, unique per interface and family
        bad ({name}): VRID '{value}' not valid - must be between 1 & 255
      unicast_ttl | int 0 255 | 255 | vrrp now
        - TTL or hop limit of unicast adverts
        bad ({name}): TTL '{value}' not valid - must be between 0 & 255
      version | int 2 3 | vrrp_version (3 for IPv6) | vrrp now
        - VRRP protocol version
        bad ({name}): Version must be either 2 or 3
      priority | int 1 255 | 100 (255 when state MASTER) | vrrp now
        - Base priority; 255 means address owner
        bad ({name}) Priority not valid! must be between 1 & 255. Using default 100
      advert_int | sec 0.01 255 | 1 | vrrp now
        - Advertisement interval
        bad ({name}) Advert interval ({value}) not valid! Must be > 0 - ignoring
      virtual_ipaddress | values ADDRESS | required unless no_virtual_ipaddress | vrrp now
        - Addresses advertised and held while master
        repeat many
      virtual_ipaddress_excluded | values ADDRESS | - | vrrp now
        - Addresses held while master but not advertised
        repeat many
      no_virtual_ipaddress | flag | off | vrrp now
        - Permit an instance without virtual addresses
      promote_secondaries | flag | off | vrrp now
        - Set promote_secondaries sysctl on the interface
      linkbeat_use_polling | flag | off | vrrp later
        - Old per-instance link polling switch
        state deprecated [reports an error, -t 5]
        retired ({name}) 'linkbeat_use_polling' in vrrp instance deprecated - use
              linkbeat_interfaces block
      v3_checksum_as_v2 | bool | global | vrrp now
        - VRRPv3 IPv4 checksum without pseudo-header
      virtual_routes | values ROUTE | - | routes now
        - Routes held while master
        repeat many
      virtual_rules | values RULE | - | routes now
        - Policy rules held while master
        repeat many
      accept | flag | on (off when strict) | vrrp now
        - Accept traffic to VIPs although not owner
      no_accept | flag | off | vrrp now
        - Drop traffic to VIPs when not owner
      skip_check_adv_addr | bool | global | vrrp now
        - Skip advert VIP check from current master
        bad ({name}) invalid skip_check_adv_addr {value} specified
      strict_mode | bool | global | vrrp now
        - Enforce RFC restrictions
        bad ({name}) invalid strict_mode {value} specified
      preempt | flag | on | vrrp now
        - Take over from lower priority master
      nopreempt | flag | off | vrrp now
        - Do not take over; needs state BACKUP
      preempt_delay | sec 0 1000 | 0 | vrrp now
        - Wait before preempting
        bad ({name}) Preempt_delay not valid! must be between 0-1000
      debug | int 0 4 | 0 | vrrp now
        - Per-instance debug level, no visible effect in normal builds
        bad ({name}) Debug value '{value}' not valid; must be between 0-4
      notify_backup | script | none | notify now
        - Script on entering BACKUP
        repeat first
      notify_master | script | none | notify now
        - Script on entering MASTER
        repeat first
      notify_fault | script | none | notify now
        - Script on entering FAULT
        repeat first
      notify_stop | script | none | notify now
        - Script when VRRP stops
        repeat first
      notify_deleted | script? | FAULT notification | notify now
        - On removal by reload: script, or DELETED instead of FAULT
        repeat first
      notify | script | none | notify now
        - Script for every state change
        repeat first
      notify_master_rx_lower_pri | script | none | notify now
        - Script when master receives lower priority advert
        repeat first
      smtp_alert | bool | smtp_alert_vrrp | notify later
        - Mail on state changes
        bad Invalid vrrp_instance smtp_alert parameter {value}
      notify_priority_changes | bool | global | notify now
        - Also report effective priority changes
        bad ({name}) Invalid value '{value}' for notify_priority_changes specified
      lvs_sync_daemon_interface | if | - | ipvs later
        - Old per-instance way to start IPVS sync
        repeat first
        state deprecated; use lvs_sync_daemon [reports an error, -t 5]
        bad       Please use global lvs_sync_daemon
        retired ({name}) Specifying lvs_sync_daemon_interface against a vrrp is deprecated.
              Please use global lvs_sync_daemon
        help write `lvs_sync_daemon INTERFACE INSTANCE` in global_defs
      garp_master_delay | int 0 4294 | global | vrrp now
        - Seconds until second GARP set
        bad ({name}): garp_master_delay '{value}' invalid - ignoring
      garp_master_refresh | int 0 4294967295 | global | vrrp now
        - Seconds between periodic GARPs while master
        bad ({name}): Invalid garp_master_refresh '{value}' - ignoring
      garp_master_repeat | int 0 4294967295 least 1 | global | vrrp now
        - GARPs per set
        bad ({name}): garp_master_repeat '{value}' invalid - ignoring
        zero ({name}): garp_master_repeat must be greater than 0, setting to 1
      garp_master_refresh_repeat | int 0 4294967295 least 1 | global | vrrp now
        - GARPs per refresh
        bad ({name}): garp_master_refresh_repeat '{value}' invalid - ignoring
        zero ({name}): garp_master_refresh_repeat must be greater than 0, setting to 1
      garp_lower_prio_delay | int 0 4294 | global | vrrp now
        - Delay of second set after lower priority advert
        bad ({name}): garp_lower_prio_delay '{value}' invalid - ignoring
      garp_lower_prio_repeat | int 0 2147483647 | global | vrrp now
        - GARPs after lower priority advert
        bad ({name}): Invalid garp_lower_prio_repeat '{value}'
      down_timer_adverts | int 1 100 | global | vrrp now
        - Missed adverts before takeover
        bad ({name}): Invalid down_timer_adverts [1:100] '{value}'
      timer_expired_backup | int? 1 254 | off | vrrp later
        - Late timers: become backup if other priority known; needs nopreempt
      thread_timer_expired | int? 1 254 | - | vrrp later
        - Other spelling of timer_expired_backup
        state deprecated alias of timer_expired_backup [reports an error, -t 5]
        retired Keyword "thread_timer_expired" is deprecated - please use "timer_expired_backup"
      garp_extra_if | special | global | vrrp now
        - Periodic GARP on extra interfaces holding VIPs
        usage [all] <INT 0-86400>
        none ({name}): garp_extra_if specified without time - ignoring
        bad ({name}): garp_extra_if '{value}' invalid - ignoring
      vmac_garp_intvl | special | global | vrrp now
        - Former name of garp_extra_if
        usage [all] <INT 0-86400>
        state deprecated alias of garp_extra_if [reports an error, -t 5]
        none ({name}): vmac_garp_intvl specified without time - ignoring
        bad ({name}): vmac_garp_intvl '{value}' invalid - ignoring
        retired Keyword "vmac_garp_intvl" is deprecated - please use "garp_extra_if"
      lower_prio_no_advert | bool | global | vrrp now
        - Stay silent on lower priority adverts
        bad ({name}) invalid lower_prio_no_advert {value} specified
      higher_prio_send_advert | bool | global | vrrp now
        - Send advert when yielding to higher priority
        bad ({name}) invalid higher_prio_send_advert {value} specified
      owner_ignore_adverts | bool | global | vrrp now
        - Address owner discards received adverts
        state current, undocumented
      kernel_rx_buf_size | int 0 4294967295 | kernel default | vrrp now
        - Receive buffer size for this instance's socket
        none ({name}) invalid kernel_rx_buf_size specified
        bad ({name}) invalid kernel_rx_buf_size specified
      authentication | block | none | vrrp now
        - VRRPv2 authentication settings
        repeat reopen
      auth_hmac | block | none | vrrp now
        - Keepalived's own keyed authentication trailer
        repeat reopen
      """;

  static final String AUTHENTICATION =
      """
      auth_type | choice PASS|AH | none | vrrp now
        - Kind of VRRPv2 authentication
        bad ({name}) unknown authentication type '{value}'
        help write `auth_type PASS`
      auth_pass | word | none | vrrp now
        - Shared clear text password
      """;

  static final String HMAC =
      """
      key | special | required | vrrp now
        - One shared secret
        repeat many
        usage <ID 1-255> <TEXT>|hex:<HEX>|file:<PATH>  (32-64 bytes)
        none ({name}) auth_hmac key id missing
      active_key | int 1 255 | required (unset disables auth_hmac, error) | vrrp now
        - Key used for sending
      time_window | int 1 300 | max(3*advert_int, 5) | vrrp now
        - Accepted clock difference in seconds
      anti_replay | choice time|monotonic | time | vrrp now
        - Source of the replay counter
      mode | choice enforce|permissive|receive-only | enforce | vrrp now
        - How unauthenticated adverts are treated
      """;
}
