package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.BalancerConfig;
import dev.baton.core.model.Checker;
import dev.baton.core.model.Checker.BodyPattern;
import dev.baton.core.model.Checker.Page;
import dev.baton.core.model.Checker.Schedule;
import dev.baton.core.model.Checker.StatusRange;
import dev.baton.core.model.Checker.Target;
import dev.baton.core.model.Checker.Tls;
import dev.baton.core.model.Forwarding;
import dev.baton.core.model.RealServer;
import dev.baton.core.model.ServiceGroup;
import dev.baton.core.model.VirtualServer;
import dev.baton.core.model.VirtualServer.Persistence;
import dev.baton.core.model.VirtualServer.Protocol;
import dev.baton.core.model.VirtualServer.Scheduling;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.track.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model that the load balancer's blocks give. */
final class BalancerModelTest {

  private static final long SECOND = 1_000_000_000L;

  private static ConfigReader.Reading read(String text) {
    var sources = new CannedSources().with("k.conf", text);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
  }

  private static BalancerConfig balancer(String text) {
    return read("global_defs {\nenable_script_security\nscript_user root\n}\n" + text)
        .configuration()
        .balancer();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  /** A virtual server with these lines and one real server with those. */
  private static VirtualServer server(String head, String lines, String real) {
    return balancer(
            """
            virtual_server %s {
              lvs_sched rr
              protocol TCP
              %s
              real_server 10.2.0.10 80 {
                %s
              }
            }
            """
                .formatted(head, lines, real))
        .servers()
        .getFirst();
  }

  private static Checker checker(String lines, String real, String checker) {
    return server("10.1.0.9 80", lines, real + "\n" + checker)
        .realServers()
        .getFirst()
        .checkers()
        .getFirst();
  }

  private static final String EVERY_WORD =
      """
      SSL {
        ca /ca.pem
        certificate /cert.pem
        key /key.pem
        password secret
      }
      virtual_server 10.1.0.9 443 {
        lb_algo sh
        sh-port
        lb_kind NAT
        protocol TCP
        persistence_timeout 50
        persistence_granularity 255.255.255.0
        persistence_engine sip
        quorum 7
        hysteresis 2
        quorum_up /usr/bin/true
        quorum_down "/usr/bin/false now"
        omega
        ha_suspend
        smtp_alert
        snmp_name front
        weight 3
        inhibit_on_failure
        sorry_server 10.2.0.99 8080
        sorry_server_inhibit
        real_server 10.2.0.10 8443 {
          weight 4
          uthreshold 100
          lthreshold 50
          notify_up /usr/bin/true
          notify_down /usr/bin/false
          snmp_name one
        }
        real_server 10.2.0.11 {
          inhibit_on_failure off
          smtp_alert off
        }
      }
      """;

  @Test
  void everyWordOfAServer() {
    BalancerConfig balancer = balancer(EVERY_WORD);
    assertEquals("/key.pem", balancer.certificate().key());
    assertTrue(!balancer.certificate().toString().contains("secret"));
    VirtualServer server = balancer.servers().getFirst();
    assertEquals(new VirtualServer.Endpoint(address("10.1.0.9"), 443), server.service());
    assertEquals(new Scheduling("sh", false, Scheduling.FLAG_2), server.scheduling());
    assertEquals(Optional.of(new Persistence(50, 0xFFFF_FF00L, "sip")), server.persistence());
    assertEquals(7, server.quorum().weight());
    assertEquals(2, server.quorum().hysteresis());
    assertEquals("/usr/bin/true", server.quorum().gained().orElseThrow().text());
    assertEquals("/usr/bin/false now", server.quorum().lost().orElseThrow().text());
    assertTrue(server.omega() && server.haSuspend() && server.smtpAlert());
    assertEquals("front", server.snmpName());
    assertEquals(
        Optional.of(
            new VirtualServer.SorryServer(
                address("10.2.0.99"), 8080, new Forwarding.Masquerading(), true)),
        server.sorryServer());
  }

  @Test
  void everyWordOfARealServer() {
    VirtualServer server = balancer(EVERY_WORD).servers().getFirst();
    RealServer first = server.realServers().getFirst();
    assertEquals(4, first.weight());
    assertEquals(100, first.connectionsMax());
    assertEquals(50, first.connectionsMin());
    assertTrue(first.inhibit() && first.smtpAlert());
    assertEquals("/usr/bin/true", first.up().orElseThrow().text());
    assertEquals("/usr/bin/false", first.down().orElseThrow().text());
    RealServer second = server.realServers().getLast();
    assertEquals(0, second.port());
    assertEquals(3, second.weight());
    assertTrue(!second.inhibit() && !second.smtpAlert());
  }

  /** keepalived.conf(5) and its own messages say what is put in the place of a mistake. */
  @Test
  void whatIsWrongIsRepaired() {
    var reading =
        read(
            """
            virtual_server 10.1.0.9 0 {
              quorum 9
              hysteresis 9
              ops
              sorry_server 10.2.0.10 80
              sorry_server_inhibit
              real_server 10.2.0.10 80 {
                weight 2
              }
              real_server 10.2.0.10 80 {
                weight 2
              }
            }
            """);
    VirtualServer server = reading.configuration().balancer().servers().getFirst();
    assertEquals(new Scheduling("wlc", true, 0), server.scheduling());
    assertEquals(Protocol.UDP, server.protocol());
    assertEquals(Optional.of(new Persistence(360, 0xFFFF_FFFFL, "")), server.persistence());
    assertEquals(4, server.quorum().weight());
    assertEquals(3, server.quorum().hysteresis());
    assertEquals(1, server.realServers().size());
    assertTrue(!server.sorryServer().orElseThrow().inhibit(), "as the real server has it");
  }

  @ParameterizedTest
  @CsvSource({
    "NAT, 8080, 8080",
    "DR, 8080, 0",
    "DR, 80, 0",
    "TUN, 8080, 0",
    "NAT, 0, 0",
  })
  void portThatPacketsArriveAt(String method, int port, int reached) {
    var server =
        balancer(
                """
                virtual_server 10.1.0.9 80 {
                  lvs_method %s
                  real_server 10.2.0.10 %d {
                  }
                }
                """
                    .formatted(method, port))
            .servers()
            .getFirst();
    assertEquals(reached, server.realServers().getFirst().port());
  }

  @Test
  void groupsAndMarks() {
    BalancerConfig balancer =
        balancer(
            """
            virtual_server_group G {
              10.1.0.9 80
              10.1.0.20-23 81
              2001:db8::10-1f 82
              10.1.4.0/30 83
              fwmark 7 inet6
              fwmark x
            }
            virtual_server group G {
              protocol TCP
              real_server 10.2.0.10 80 {
              }
            }
            virtual_server fwmark 9 {
              lvs_method TUN type gue port 5555 remcsum
              real_server 2001:db8::5 0 {
              }
            }
            """);
    assertEquals(
        List.of(
            new ServiceGroup.Range(address("10.1.0.9"), address("10.1.0.9"), 80),
            new ServiceGroup.Range(address("10.1.0.20"), address("10.1.0.23"), 81),
            new ServiceGroup.Range(address("2001:db8::10"), address("2001:db8::1f"), 82),
            new ServiceGroup.Range(address("10.1.4.0"), address("10.1.4.3"), 83),
            new ServiceGroup.Mark(7, Optional.of(IpFamily.INET6))),
        balancer.groups().getFirst().members());
    assertEquals(new VirtualServer.Group("G"), balancer.servers().getFirst().service());
    VirtualServer marked = balancer.servers().getLast();
    assertEquals(new VirtualServer.Mark(9), marked.service());
    assertEquals(IpFamily.INET6, marked.family());
    assertEquals(
        new Forwarding.Tunnel(
            Forwarding.TunnelType.GUE, 5555, Optional.of(Forwarding.Checksum.REMOTE)),
        marked.realServers().getFirst().forwarding());
  }

  /** The checker's own word counts, else its real server's, else its virtual server's. */
  @Test
  void settingsAreInherited() {
    String all =
        "delay_loop %1$d\nretry %1$d\ndelay_before_retry %1$d\nwarmup %1$d\nconnect_timeout %1$d";
    for (int depth = 1; depth <= 3; depth++) {
      String virtual = all.formatted(10);
      String real = depth > 1 ? all.formatted(20) : "";
      String own = depth > 2 ? all.formatted(30) : "";
      long said = depth * 10L;
      var tcp = (Checker.Tcp) checker(virtual, real, "TCP_CHECK {\n" + own + "\n}");
      assertEquals(
          new Schedule(said * SECOND, said, said * SECOND, said * SECOND, false, false),
          tcp.schedule());
      assertEquals(said * SECOND, tcp.target().timeoutNanos());
    }
    assertTrue(((Checker.Ping) checker("alpha", "", "PING_CHECK")).schedule().startsDown());
    assertTrue(
        !((Checker.Ping) checker("alpha", "alpha off", "PING_CHECK")).schedule().startsDown());
  }

  /** What nobody says, as keywords' defaults in the manual have it. */
  @ParameterizedTest
  @CsvSource({
    "TCP_CHECK, 1, 1",
    "SMTP_CHECK, 1, 1",
    "UDP_CHECK, 1, 1",
    "PING_CHECK, 1, 1",
    "DNS_CHECK, 3, 60",
    "HTTP_GET { url { path / } }, 1, 3",
    "SSL_GET { url { path / } }, 1, 3",
    "MISC_CHECK { misc_path /usr/bin/true }, 0, 1",
  })
  void defaults(String block, long retries, long delaySeconds) {
    var probe = (Checker.Probe) checker("", "", block.replace("{ ", "{\n").replace(" }", "\n}"));
    assertEquals(
        new Schedule(60 * SECOND, retries, delaySeconds * SECOND, 60 * SECOND, false, false),
        probe.schedule());
  }

  @Test
  void everyWordOfAConnection() {
    var probe =
        (Checker.NetworkProbe)
            checker(
                "",
                "",
                """
                TCP_CHECK {
                  connect_ip 10.3.0.1
                  connect_port 81
                  bindto 10.3.0.2
                  bind_port 999
                  bind_if eth1
                  fwmark 5
                  connect_timeout 1.5
                }
                """);
    assertEquals(
        new Target(
            address("10.3.0.1"),
            81,
            Optional.of(address("10.3.0.2")),
            999,
            "eth1",
            5,
            3 * SECOND / 2),
        probe.target());
  }

  @Test
  void pagesOfTls() {
    var probe =
        (Checker.Http)
            checker(
                "virtualhost all.example",
                "",
                """
                SSL_GET {
                  http_protocol 1.0C
                  enable_sni
                  sni_name sni.example
                  fast_recovery
                  tls_compliant
                  url {
                    path /a
                    status_code 200 300-302
                    status_code 404
                    digest 00112233445566778899AABBCCDDEEFF
                    virtualhost page.example
                    tls_compliant off
                  }
                  url {
                    path /b
                    regex "up (and|or) running"
                    regex_no_match
                    regex_options caseless
                    regex_min_offset 5
                    regex_max_offset 90
                    regex_stack 1 2
                  }
                  url {
                    digest 00112233445566778899aabbccddeeff
                  }
                }
                """);
    assertEquals("1.0c", probe.protocol());
    assertEquals(Optional.of(new Tls(true, "sni.example")), probe.tls());
    assertTrue(probe.fastRecovery());
    var codes =
        List.of(new StatusRange(200, 200), new StatusRange(300, 302), new StatusRange(404, 404));
    var pattern =
        new BodyPattern("up (and|or) running", true, List.of("caseless"), 5, 90, List.of("1", "2"));
    assertEquals(
        List.of(
            new Page(
                "/a",
                "page.example",
                codes,
                "00112233445566778899aabbccddeeff",
                Optional.empty(),
                false),
            new Page(
                "/b",
                "all.example",
                List.of(new StatusRange(200, 299)),
                "",
                Optional.of(pattern),
                true)),
        probe.pages());
  }

  @Test
  void otherCheckers() {
    var udp =
        (Checker.Udp)
            checker(
                "", "", "UDP_CHECK {\npayload aa5 bbc\nrequire_reply 1X 0\nmin_reply_length 3\n}");
    // Octets are pairs of digits; a single one before a blank is an octet as well.
    assertEquals("aa05bb0c", udp.payload());
    assertEquals(Optional.of(new Checker.Reply("1x00", 3, 255)), udp.reply());
    var dns = (Checker.Dns) checker("", "", "DNS_CHECK {\ntype aaaa\nname www.example\n}");
    assertEquals("AAAA www.example", dns.type() + " " + dns.name());
    var misc =
        (Checker.Misc)
            checker(
                "delay_loop 7",
                "delay_loop 9",
                "MISC_CHECK {\nmisc_path /usr/bin/true\nmisc_dynamic\nuser nobody\n}");
    assertTrue(misc.weighs());
    assertEquals(65_534, misc.command().identity().uid());
    assertEquals(7 * SECOND, misc.timeoutNanos(), "the virtual server's own interval");
    var smtp =
        server(
                "10.1.0.9 80",
                "",
                "SMTP_CHECK {\nhelo_name me\nhost {\nconnect_port 25\n}\nhost {\n}\n}")
            .realServers()
            .getFirst()
            .checkers();
    assertEquals(
        List.of("me 25", "me 80"),
        smtp.stream()
            .map(it -> assertInstanceOf(Checker.Smtp.class, it))
            .map(it -> it.helloName() + " " + it.target().port())
            .toList());
  }

  @Test
  void checkersOfTrackedObjects() {
    String text =
        """
        track_file F {
          file /tmp/nosuch.1
        }
        bfd_instance B {
          neighbor_ip 10.2.0.2
        }
        bfd_instance V {
          neighbor_ip 10.2.0.3
          vrrp
        }
        virtual_server 10.1.0.9 80 {
          real_server 10.2.0.10 80 {
            FILE_CHECK {
              track_file F
              weight 3 reverse
            }
            BFD_CHECK {
              name B
              alpha
            }
            BFD_CHECK {
              name V
            }
          }
        }
        """;
    assertEquals(
        List.of(
            new Checker.TrackedFile("F", Optional.of(new Weight(3, true))),
            new Checker.BfdSession("B", true)),
        balancer(text).servers().getFirst().realServers().getFirst().checkers());
  }

  /** Each name of a word gives the same model, and the last one counts, whatever its name. */
  @Test
  void aliasesAreTheirWords() {
    String text = "virtual_server 10.1.0.9 80 {\n%s\nreal_server 10.2.0.10 80 {\n}\n}\n";
    String traditional = text.formatted("lb_algo rr\nlb_kind DR");
    String present = text.formatted("lvs_sched rr\nlvs_method DR");
    assertEquals(balancer(present), balancer(traditional));
    assertEquals(
        balancer(present), balancer(text.formatted("lvs_sched wrr\nlb_algo rr\nlvs_method DR")));
    assertEquals(
        List.of(),
        read(traditional).diagnostics().stream()
            .map(Diagnostic::message)
            .filter(it -> it.contains("no scheduler") || it.contains("no forwarding"))
            .toList());
  }
}
