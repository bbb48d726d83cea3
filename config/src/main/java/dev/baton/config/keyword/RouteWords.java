package dev.baton.config.keyword;

/**
 * The words of one line within route and rule blocks. {@link KeywordTable} says how to read them.
 */
final class RouteWords {

  private RouteWords() {}

  static final String ROUTE =
      """
      (destination) | entry | unicast | routes later
        - Destination prefix, default, any or all
        repeat many
        usage [to] [<TYPE>] <DEST>
        usage TYPE=unicast|local|broadcast|multicast|throw|unreachable|prohibit|blackhole|nat
      inet | entry | from addresses | routes later
        - Force IPv4 (bug: swallows the next word)
      inet6 | entry | from addresses | routes later
        - Force IPv6 (bug: swallows the next word)
      default6 | entry | - | routes later
        - IPv6 default destination
        state deprecated
      src | entry | none | routes later
        - Preferred source address
        usage <IP>
      as | entry | none | routes later
        - IPv6 NAT style next hop
        usage [to] <IP>
      via | entry | none | routes later
        - Gateway
        usage [inet|inet6] <IP>
      gw | entry | none | routes later
        - Old word for via
        usage <IP>
        state deprecated alias of via
      from | entry | none | routes later
        - Source prefix (IPv6)
        usage <PREFIX>
      tos | entry | 0 | routes later
        - Type of service
        usage <VALUE>
      dsfield | entry | 0 | routes later
        - Same as tos
        usage <VALUE>
        state alias of tos
      table | entry | main | routes later
        - Routing table
        usage <NAME|ID>
      protocol | entry | keepalived (18) | routes later
        - Route protocol
        usage <NAME|ID>
      scope | entry | by type | routes later
        - Route scope
        usage <NAME|ID>
      metric | entry | 0 | routes later
        - Route metric
        usage <INT>
      priority | entry | 0 | routes later
        - Same as metric
        usage <INT>
        state alias of metric
      preference | entry | 0 | routes later
        - Same as metric
        usage <INT>
        state alias of metric
      dev | entry | none | routes later
        - Output interface
        usage <IF>
      oif | entry | none | routes later
        - Same as dev
        usage <IF>
        state alias of dev
      onlink | entry | off | routes later
        - Treat gateway as on-link
      encap | entry | none | routes later
        - Lightweight tunnel encapsulation
        usage ip [id <N>] [dst <IP>] [src <IP>] [tos <V>] [ttl <N>] [flags <N>] | ip6 [id <N>]
        usage [dst <IP>] [src <IP>] [tc <V>] [hoplimit <N>] [flags <N>] | mpls
        usage <LABEL>[/<LABEL>]... | ila <LOCATOR>
      expires | entry | none | routes later
        - Lifetime (IPv6)
        usage <SECONDS>
      mtu | entry | none | routes later
        - Path MTU metric
        usage [lock] <INT>
      hoplimit | entry | none | routes later
        - Hop limit metric
        usage <0-255>
      advmss | entry | none | routes later
        - Advertised MSS metric
        usage [lock] <INT>
      rtt | entry | none | routes later
        - Round trip time metric
        usage [lock] <TIME>
      rttvar | entry | none | routes later
        - RTT variance metric
        usage [lock] <TIME>
      reordering | entry | none | routes later
        - Reordering metric
        usage [lock] <INT>
      window | entry | none | routes later
        - Window metric
        usage <INT>
      cwnd | entry | none | routes later
        - Congestion window metric
        usage [lock] <INT>
      ssthresh | entry | none | routes later
        - Slow start threshold metric
        usage [lock] <INT>
      realms | entry | none | routes later
        - Routing realms
        usage [<SRC>/]<DST>
      rto_min | entry | none | routes later
        - Minimum retransmit timeout
        usage [lock] <TIME>
      initcwnd | entry | none | routes later
        - Initial congestion window
        usage <INT>
      initrwnd | entry | none | routes later
        - Initial receive window
        usage <INT>
      features | entry | none | routes later
        - Route features
        usage ecn
      quickack | entry | none | routes later
        - Quick acknowledgement metric
        usage <0|1>
      congctl | entry | none | routes later
        - Congestion control algorithm
        usage [lock] <NAME>
      pref | entry | medium | routes later
        - Router preference (IPv6)
        usage low|medium|high
      ttl-propagate | entry | none | routes later
        - MPLS TTL propagation
        usage enabled|disabled
      fastopen_no_cookie | entry | none | routes later
        - TCP fast open without cookie
        usage <0|1>
      vrf | entry | none | routes later
        - Take table from a VRF device
        usage <IF>
      add | entry | - | routes later
        - Insertion mode: fail when existing
      prepend | entry | this one | routes later
        - Insertion mode: before same-metric routes
      append | entry | - | routes later
        - Insertion mode: after same-metric routes
      or | entry | - | routes later
        - Old second gateway (multipath)
        usage <IP>
        state deprecated; use nexthop
      nexthop | entry | - | routes later
        - Multipath member, must come last
        repeat many
        usage [via [inet|inet6] <IP>] [dev <IF>] [weight <1-256>] [onlink] [encap ...] [realms
        usage ...]
      no_track | entry | off | routes later
        - Loss of route does not fault
      track_group | entry | none | routes later
        - (static only) fault these instances when lost
        usage <NAME>
      """;

  static final String RULE =
      """
      inet | entry | from addresses | routes later
        - Force IPv4 (bug: swallows the next word)
      inet6 | entry | from addresses | routes later
        - Force IPv6 (bug: swallows the next word)
      from | entry | any | routes later
        - Source selector
        usage <PREFIX>|all|any|default
      to | entry | any | routes later
        - Destination selector
        usage <PREFIX>|all|any|default
      table | entry | none | routes later
        - Table looked up
        usage <NAME|ID>
      lookup | entry | none | routes later
        - Same as table
        usage <NAME|ID>
        state alias of table
      not | entry | off | routes later
        - Invert the selector
      preference | entry | auto + error when missing | routes later
        - Rule preference
        usage <INT, any C base>
      order | entry | - | routes later
        - Same as preference
        usage <INT, any C base>
        state alias of preference
      priority | entry | - | routes later
        - Same as preference
        usage <INT, any C base>
        state alias of preference
      tos | entry | 0 | routes later
        - TOS selector
        usage <VALUE>
      dsfield | entry | 0 | routes later
        - Same as tos
        usage <VALUE>
        state alias of tos
      fwmark | entry | none | routes later
        - Mark selector
        usage <MARK>[/<MASK>]
      realms | entry | none | routes later
        - Realm assignment
        usage [<SRC>/]<DST>
      suppress_prefixlength | entry | none | routes later
        - Reject results with prefix this short
        usage <INT>
      sup_pl | entry | none | routes later
        - Same as suppress_prefixlength
        usage <INT>
        state alias of suppress_prefixlength
      suppress_ifgroup | entry | none | routes later
        - Reject results using this interface group
        usage <GROUP>
      sup_group | entry | none | routes later
        - Same as suppress_ifgroup
        usage <GROUP>
        state alias of suppress_ifgroup
      dev | entry | none | routes later
        - Input interface selector
        usage <IF>
      iif | entry | none | routes later
        - Same as dev
        usage <IF>
        state alias of dev
      oif | entry | none | routes later
        - Output interface selector
        usage <IF>
      tunnel-id | entry | none | routes later
        - Tunnel id selector
        usage <INT>
      uidrange | entry | none | routes later
        - User id selector
        usage <FROM>-<TO>
      l3mdev | entry | off | routes later
        - Use the l3 master device's table
      protocol | entry | keepalived (18) | routes later
        - Rule origin protocol
        usage <NAME|ID>
      ipproto | entry | none | routes later
        - IP protocol selector (man: ip_proto)
        usage <NAME|ID>
      sport | entry | none | routes later
        - Source port selector
        usage <FROM>-<TO> (single port rejected: bug)
      dport | entry | none | routes later
        - Destination port selector
        usage <FROM>-<TO> (single port rejected: bug)
      goto | entry | - | routes later
        - Action: jump to rule
        usage <PREFERENCE>
      nop | entry | - | routes later
        - Action: none
      type | entry | - | routes later
        - Prefix word for an action
        usage blackhole|unreachable|prohibit|nop|...
      blackhole | entry | - | routes later
        - Action: drop
      unreachable | entry | - | routes later
        - Action: unreachable
      prohibit | entry | - | routes later
        - Action: prohibited
      no_track | entry | off | routes later
        - Loss of rule does not fault
      track_group | entry | none | routes later
        - (static only) fault these instances when lost
        usage <NAME>
      """;
}
