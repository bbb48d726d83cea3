package dev.baton.config.keyword;

/** The words of virtual_server and its real servers. {@link KeywordTable} says how to read them. */
final class ServerWords {

  private ServerWords() {}

  static final String SSL =
      """
      password | word | none | checker later
        - Pass phrase of private key
        repeat replace
        none SSL password missing
      ca | word | none | checker later
        - CA certificate file
        repeat replace
        none SSL cafile missing
      certificate | word | none | checker later
        - Client certificate file
        repeat replace
        none SSL certfile missing
      key | word | none | checker later
        - Client private key file
        repeat replace
        none SSL keyfile missing
      """;

  static final String VIRTUAL_SERVER =
      """
      ip_family | choice inet|inet6 | from address or real servers | ipvs later
        - Family of a fwmark service
        bad unknown address family {value}
      retry | int 1 4294967295 | checker's own | checker later
        - Default retries of checkers
        bad retry value invalid - {value}
      delay_before_retry | sec 0 18446744073709.551614 | checker's own | checker later
        - Default delay between retries
      warmup | sec 0 18446744073709.551614 | delay_loop | checker later
        - Maximum random delay before first check
      connect_timeout | sec 0.000001 4294.967295 | 5 | checker later
        - Default connection timeout of checkers
        bad virtual server connect_timeout {value} invalid - ignoring
      delay_loop | sec 0.000001 18446744073709.551614 | 60 | checker later
        - Default interval between checks
        bad virtual server delay loop '{value}' invalid - ignoring
      inhibit_on_failure | flag | off | ipvs later
        - Set weight zero instead of removing failed servers
      lb_algo | choice rr|wrr|lc|wlc|lblc|sh|mh|dh|fo|ovf|lblcr|sed|nq|twos | - | ipvs later
        - Traditional name of lvs_sched
        state alias of lvs_sched (undocumented) [silently accepted]
        bad Invalid lvs_scheduler '{value}' - ignoring
      lvs_sched | choice rr|wrr|lc|wlc|lblc|sh|mh|dh|fo|ovf|lblcr|sed|nq|twos | wlc | ipvs later
        - Scheduler
        bad Invalid lvs_scheduler '{value}' - ignoring
      hashed | flag | off | ipvs later
        - Kernel hashed-entry flag, always reports an error
        state undocumented
      ops | flag | off | ipvs later
        - One packet scheduling, UDP or fwmark only
      flag-1 | flag | off | ipvs later
        - Scheduler flag 1; not for sh/mh names
      flag-2 | flag | off | ipvs later
        - Scheduler flag 2
      flag-3 | flag | off | ipvs later
        - Scheduler flag 3
      sh-port | flag | off | ipvs later
        - Source hashing includes port
      sh-fallback | flag | off | ipvs later
        - Source hashing falls back to another server
      mh-port | flag | off | ipvs later
        - Maglev hashing includes port
      mh-fallback | flag | off | ipvs later
        - Maglev hashing falls back to another server
      lb_kind | special | - | ipvs later
        - Traditional name of lvs_method
        usage NAT | DR | TUN ... (as lvs_method)
        state alias of lvs_method (undocumented) [silently accepted]
        bad PARSER : unknown [{value}] routing method for virtual server.
      lvs_method | special | NAT (missing: error) | ipvs later
        - Default forwarding method
        usage NAT | DR | TUN [type ipip|gre|gue port <1-65535>] [nocsum|csum|remcsum]
        bad PARSER : unknown [{value}] routing method for virtual server.
      persistence_engine | word 16 | none | ipvs later
        - IPVS persistence module such as sip
      persistence_timeout | int? 1 2678400 | off | ipvs later
        - Client stickiness in seconds
        bad persistence_timeout invalid
        help 0 would mean no persistence, which is the default: delete the line
      persistence_granularity | special | full address | ipvs later
        - Client grouping for persistence
        usage <IPv4 MASK> | <PREFIX 1-128>
        bad Invalid IPv4 persistence_granularity specified - {value}
      protocol | nocase TCP|UDP|SCTP | UDP (missing: error) | ipvs later
        - Layer 4 protocol
        bad Unknown protocol {value} - ignoring
      ha_suspend | flag | off | checker later
        - Check only while the VIP is on this host
      smtp_alert | bool | smtp_alert_checker, else off | notify later
        - Mail on quorum changes
        bad Invalid virtual_server smtp_alert parameter {value}
      virtualhost | word | none | checker later
        - Default Host header of HTTP checks
        repeat replace
        none virtual server virtualhost missing
      snmp_name | word alone | none | ipvs later
        - Name shown in SNMP
        repeat replace
        none virtual server snmp_name missing or extra parameters
      alpha | flag | off | checker later
        - Servers start down until first check succeeds
      omega | flag | off | checker later
        - Run down and quorum notifies at shutdown
      quorum_up | script | none | notify later
        - Script on gaining quorum
        repeat first
      quorum_down | script | none | notify later
        - Script on losing quorum
        repeat first
      quorum | int 1 4294967295 | 1 | ipvs later
        - Total weight needed for service up
        bad Quorum {value} must be in [1, 4294967295]. Setting to 1.
      hysteresis | int 0 4294967295 | 0 | ipvs later
        - Margin around quorum
        bad Hysteresis {value} must be in [0, 4294967295] - ignoring
      weight | int 1 2147483647 | 1 | ipvs later
        - Default weight of real servers
        state current, undocumented
        bad Virtual server weight {value} is outside range 1-2147483647
      sorry_server | special | none | ipvs later
        - Server used when quorum is lost
        usage <IP> [<PORT>]
        bad Invalid sorry server IP address {value} - skipping
      sorry_server_inhibit | flag | off | ipvs later
        - inhibit_on_failure for sorry server
      sorry_server_lvs_method | special | lvs_method | ipvs later
        - Forwarding method of sorry server
        usage NAT | DR | TUN ... (as lvs_method)
        bad sorry_server forwarding used without sorry_server
      real_server | special | - | ipvs later
        - One destination
        repeat once
        usage <IP> [<PORT>] { block }
      """;

  static final String REAL_SERVER =
      """
      weight | int 0 2147483647 | virtual_server weight (1) | ipvs later
        - Scheduling weight
        bad Real server weight {value} is outside range 0-2147483647
      lvs_method | special | virtual_server lvs_method | ipvs later
        - Forwarding method
        usage NAT | DR | TUN ... (as lvs_method)
        bad PARSER : unknown [{value}] routing method for real server.
      uthreshold | int 0 4294967295 | 0 | ipvs later
        - Maximum connections
        bad Invalid real_server uthreshold '{value}' - ignoring
      lthreshold | int 0 4294967295 | 0 | ipvs later
        - Connections below which server is used again
        bad Invalid real_server lthreshold '{value}' - ignoring
      inhibit_on_failure | bool | virtual_server | ipvs later
        - Weight zero instead of removal on failure
        bad Invalid inhibit_on_failure parameter {value}
      notify_up | script | none | notify later
        - Script when server comes up
        repeat first
      notify_down | script | none | notify later
        - Script when server goes down
        repeat first
      alpha | bool | virtual_server | checker later
        - Start down until checked
        bad Invalid alpha parameter {value}
      retry | int 1 4294967295 | virtual_server | checker later
        - Default retries of its checkers
        bad retry value invalid - {value}
      delay_before_retry | sec 0 18446744073709.551614 | virtual_server | checker later
        - Default delay between retries
      warmup | sec 0 18446744073709.551614 | virtual_server | checker later
        - Maximum random delay before first check
      connect_timeout | sec 0.000001 4294.967295 | virtual_server | checker later
        - Connection timeout of its checkers
        bad real server connect_timeout {value} invalid - ignoring
      delay_loop | sec 0.000001 18446744073709.551614 | virtual_server | checker later
        - Interval between checks
        bad real server delay_loop '{value}' invalid - ignoring
      smtp_alert | bool | smtp_alert_checker, else on | notify later
        - Mail on server state changes
        bad Invalid real_server smtp_alert parameter {value}
      virtualhost | word | virtual_server | checker later
        - Default Host header
        repeat replace
        none real server virtualhost missing
      snmp_name | word alone | none | ipvs later
        - Name shown in SNMP
        repeat replace
        none real server snmp_name missing or extra parameters
      MISC_CHECK | block | - | checker later
        - Run a program; exit status decides
        repeat once
      SMTP_CHECK | optional block | - | checker later
        - SMTP greeting and HELO dialogue
        repeat once
      TCP_CHECK | optional block | - | checker later
        - TCP connection attempt
        repeat once
      PING_CHECK | optional block | - | checker later
        - ICMP echo
        repeat once
      UDP_CHECK | optional block | - | checker later
        - UDP datagram, optional reply match
        repeat once
      HTTP_GET | block | - | checker later
        - HTTP request with status, digest, regex tests
        repeat once
      SSL_GET | block | - | checker later
        - Same over TLS
        repeat once
      DNS_CHECK | optional block | - | checker later
        - DNS query over UDP
        repeat once
      FILE_CHECK | block | - | checker later
        - Weight from a track_file
        repeat once
      BFD_CHECK | block | - | checker later
        - State from a bfd_instance
        repeat once
      """;
}
