package dev.baton.config.keyword;

/**
 * The words of one line within route and rule blocks. {@link KeywordTable} says how to read them.
 */
final class RouteWords {

  private RouteWords() {}

  static final String ROUTE =
      """
      (destination) | entry | unicast | routes now
        - Destination prefix, default, any or all
        repeat many
        usage [to] [<TYPE>] <DEST>
        usage TYPE=unicast|local|broadcast|multicast|throw|unreachable|prohibit|blackhole|nat
      inet | entry | from addresses | routes now
        - Force IPv4 (bug: swallows the next word)
      inet6 | entry | from addresses | routes now
        - Force IPv6 (bug: swallows the next word)
      default6 | entry | - | routes now
        - IPv6 default destination
        state deprecated
      src | entry | none | routes now
        - Preferred source address
        usage <IP>
      as | entry | none | routes now
        - IPv6 NAT style next hop
        usage [to] <IP>
      via | entry | none | routes now
        - Gateway
        usage [inet|inet6] <IP>
      gw | entry | none | routes now
        - Old word for via
        usage <IP>
        state deprecated alias of via
      from | entry | none | routes now
        - Source prefix (IPv6)
        usage <PREFIX>
      tos | entry | 0 | routes now
        - Type of service
        usage <VALUE>
      dsfield | entry | 0 | routes now
        - Same as tos
        usage <VALUE>
        state alias of tos
      table | entry | main | routes now
        - Routing table
        usage <NAME|ID>
      protocol | entry | keepalived (18) | routes now
        - Route protocol
        usage <NAME|ID>
      scope | entry | by type | routes now
        - Route scope
        usage <NAME|ID>
      metric | entry | 0 | routes now
        - Route metric
        usage <INT>
      priority | entry | 0 | routes now
        - Same as metric
        usage <INT>
        state alias of metric
      preference | entry | 0 | routes now
        - Same as metric
        usage <INT>
        state alias of metric
      dev | entry | none | routes now
        - Output interface
        usage <IF>
      oif | entry | none | routes now
        - Same as dev
        usage <IF>
        state alias of dev
      onlink | entry | off | routes now
        - Treat gateway as on-link
      encap | entry | none | routes now
        - Lightweight tunnel encapsulation
        usage ip [id <N>] [dst <IP>] [src <IP>] [tos <V>] [ttl <N>] [flags <N>] | ip6 [id <N>]
        usage [dst <IP>] [src <IP>] [tc <V>] [hoplimit <N>] [flags <N>] | mpls
        usage <LABEL>[/<LABEL>]... | ila <LOCATOR>
      expires | entry | none | routes now
        - Lifetime (IPv6)
        usage <SECONDS>
      mtu | entry | none | routes now
        - Path MTU metric
        usage [lock] <INT>
      hoplimit | entry | none | routes now
        - Hop limit metric
        usage <0-255>
      advmss | entry | none | routes now
        - Advertised MSS metric
        usage [lock] <INT>
      rtt | entry | none | routes now
        - Round trip time metric
        usage [lock] <TIME>
      rttvar | entry | none | routes now
        - RTT variance metric
        usage [lock] <TIME>
      reordering | entry | none | routes now
        - Reordering metric
        usage [lock] <INT>
      window | entry | none | routes now
        - Window metric
        usage <INT>
      cwnd | entry | none | routes now
        - Congestion window metric
        usage [lock] <INT>
      ssthresh | entry | none | routes now
        - Slow start threshold metric
        usage [lock] <INT>
      realms | entry | none | routes now
        - Routing realms
        usage [<SRC>/]<DST>
      rto_min | entry | none | routes now
        - Minimum retransmit timeout
        usage [lock] <TIME>
      initcwnd | entry | none | routes now
        - Initial congestion window
        usage <INT>
      initrwnd | entry | none | routes now
        - Initial receive window
        usage <INT>
      features | entry | none | routes now
        - Route features
        usage ecn
      quickack | entry | none | routes now
        - Quick acknowledgement metric
        usage <0|1>
      congctl | entry | none | routes now
        - Congestion control algorithm
        usage [lock] <NAME>
      pref | entry | medium | routes now
        - Router preference (IPv6)
        usage low|medium|high
      ttl-propagate | entry | none | routes now
        - MPLS TTL propagation
        usage enabled|disabled
      fastopen_no_cookie | entry | none | routes now
        - TCP fast open without cookie
        usage <0|1>
      vrf | entry | none | routes later
        - Take table from a VRF device
        usage <IF>
      add | entry | - | routes now
        - Insertion mode: fail when existing
      prepend | entry | this one | routes now
        - Insertion mode: before same-metric routes
      append | entry | - | routes now
        - Insertion mode: after same-metric routes
      or | entry | - | routes now
        - Old second gateway (multipath)
        usage <IP>
        state deprecated; use nexthop
      nexthop | entry | - | routes now
        - Multipath member, must come last
        repeat many
        usage [via [inet|inet6] <IP>] [dev <IF>] [weight <1-256>] [onlink] [encap ...] [realms
        usage ...]
      no_track | entry | off | routes now
        - Loss of route does not fault
      track_group | entry | none | routes now
        - (static only) fault these instances when lost
        usage <NAME>
      """;

  static final String RULE =
      """
      inet | entry | from addresses | routes now
        - Force IPv4 (bug: swallows the next word)
      inet6 | entry | from addresses | routes now
        - Force IPv6 (bug: swallows the next word)
      from | entry | any | routes now
        - Source selector
        usage <PREFIX>|all|any|default
      to | entry | any | routes now
        - Destination selector
        usage <PREFIX>|all|any|default
      table | entry | none | routes now
        - Table looked up
        usage <NAME|ID>
      lookup | entry | none | routes now
        - Same as table
        usage <NAME|ID>
        state alias of table
      not | entry | off | routes now
        - Invert the selector
      preference | entry | auto + error when missing | routes now
        - Rule preference
        usage <INT, any C base>
      order | entry | - | routes now
        - Same as preference
        usage <INT, any C base>
        state alias of preference
      priority | entry | - | routes now
        - Same as preference
        usage <INT, any C base>
        state alias of preference
      tos | entry | 0 | routes now
        - TOS selector
        usage <VALUE>
      dsfield | entry | 0 | routes now
        - Same as tos
        usage <VALUE>
        state alias of tos
      fwmark | entry | none | routes now
        - Mark selector
        usage <MARK>[/<MASK>]
      realms | entry | none | routes now
        - Realm assignment
        usage [<SRC>/]<DST>
      suppress_prefixlength | entry | none | routes now
        - Reject results with prefix this short
        usage <INT>
      sup_pl | entry | none | routes now
        - Same as suppress_prefixlength
        usage <INT>
        state alias of suppress_prefixlength
      suppress_ifgroup | entry | none | routes now
        - Reject results using this interface group
        usage <GROUP>
      sup_group | entry | none | routes now
        - Same as suppress_ifgroup
        usage <GROUP>
        state alias of suppress_ifgroup
      dev | entry | none | routes now
        - Input interface selector
        usage <IF>
      iif | entry | none | routes now
        - Same as dev
        usage <IF>
        state alias of dev
      oif | entry | none | routes now
        - Output interface selector
        usage <IF>
      tunnel-id | entry | none | routes now
        - Tunnel id selector
        usage <INT>
      uidrange | entry | none | routes now
        - User id selector
        usage <FROM>-<TO>
      l3mdev | entry | off | routes now
        - Use the l3 master device's table
      protocol | entry | keepalived (18) | routes now
        - Rule origin protocol
        usage <NAME|ID>
      ipproto | entry | none | routes now
        - IP protocol selector (man: ip_proto)
        usage <NAME|ID>
      sport | entry | none | routes now
        - Source port selector
        usage <FROM>-<TO> (single port rejected: bug)
      dport | entry | none | routes now
        - Destination port selector
        usage <FROM>-<TO> (single port rejected: bug)
      goto | entry | - | routes now
        - Action: jump to rule
        usage <PREFERENCE>
      nop | entry | - | routes now
        - Action: none
      type | entry | - | routes now
        - Prefix word for an action
        usage blackhole|unreachable|prohibit|nop|...
      blackhole | entry | - | routes now
        - Action: drop
      unreachable | entry | - | routes now
        - Action: unreachable
      prohibit | entry | - | routes now
        - Action: prohibited
      no_track | entry | off | routes now
        - Loss of rule does not fault
      track_group | entry | none | routes now
        - (static only) fault these instances when lost
        usage <NAME>
      """;
}
