package dev.baton.config.read;

import dev.baton.config.check.LaterParts;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostQuestions;
import dev.baton.config.line.AddressLines;
import dev.baton.config.read.CommandJudge.Candidate;
import dev.baton.config.read.CommandJudge.Purpose;
import dev.baton.config.read.InstanceReader.Surroundings;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.track.InterfaceDelay;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Builds the typed model out of the tree, with the host's facts. Two rounds: settings and
 * definitions in the order of the file first, for order matters; then scripts, instances and what
 * they have to do with one another.
 */
final class ModelBuilder {

  private final List<Directive> nodes;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final List<Directive.Setting> settings = new ArrayList<>();
  private final int[] settingsBefore;
  private final Definitions definitions;
  private final RouterSize size;
  private final TrackedWeights weights;

  ModelBuilder(List<Directive> nodes, HostFacts facts, Diagnostics diagnostics) {
    this.nodes = nodes;
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.definitions = Definitions.of(nodes);
    this.size = new RouterSize(diagnostics);
    this.weights = new TrackedWeights(nodes, diagnostics);
    this.settingsBefore = new int[nodes.size()];
  }

  Configuration build() {
    collectSettings();
    GlobalScope global = GlobalScope.of(settings);
    var host = new HostQuestions(facts, diagnostics);
    var judge = new CommandJudge(host, global, diagnostics);
    lookIntoNamespace(global);
    var globalReader = new GlobalReader(global, facts, host, judge, diagnostics);
    globalReader.check(nodes);
    List<ScriptConfig> scripts = scripts(judge);
    List<TrackFileConfig> files = files(host);
    List<InstanceConfig> instances = instances(judge, global);
    instances = new SyncGroups(nodes, diagnostics).hold(instances);
    new Collisions(nodes, diagnostics).tell(instances);
    boolean dynamic = global.has("dynamic_interfaces");
    var statics = new StaticAddressReader(facts, diagnostics, global, size).read(nodes);
    new LaterParts(nodes, facts, diagnostics, dynamic)
        .check(files.stream().map(TrackFileConfig::name).collect(Collectors.toSet()));
    new LaterScripts(judge).judge(nodes);
    List<InterfaceDelay> delays = delays(global);
    GlobalConfig globalConfig = globalReader.global(GlobalSettingsReader.read(nodes));
    judge.tellOfMissingSecurity();
    var noEffect = new ArrayList<>(NoEffect.of(nodes));
    var strict = global.last("vrrp_strict");
    if (strict.isPresent() && strict.get().on()) {
      noEffect.add(NoEffect.line("vrrp_strict (its firewall)", strict.get().span()));
    }
    return new Configuration(
        globalConfig,
        globalReader.router(),
        scripts,
        files,
        instances,
        delays,
        statics,
        List.copyOf(noEffect));
  }

  /** Interfaces are those of the namespace that the daemon will run in. */
  private void lookIntoNamespace(GlobalScope global) {
    var namespace = global.last("net_namespace");
    if (namespace.isPresent() && !facts.lookInto(namespace.get().text())) {
      diagnostics.add(
          Diagnostic.error(
                  "absent-namespace",
                  namespace.get().argumentSpan(),
                  "there is no network namespace " + namespace.get().text())
              .because("interfaces cannot be looked for, and the daemon would not start")
              .withHelp("make it before: `ip netns add " + namespace.get().text() + "`"));
    }
  }

  private void collectSettings() {
    for (int i = 0; i < nodes.size(); i++) {
      settingsBefore[i] = settings.size();
      Directive node = nodes.get(i);
      if (node instanceof Directive.Setting setting) {
        settings.add(setting);
      } else if (node instanceof Directive.Section section
          && section.keyword().name().equals("global_defs")) {
        addSettings(section.body());
      }
    }
  }

  private void addSettings(List<Directive> body) {
    for (Directive node : body) {
      if (node instanceof Directive.Setting setting) {
        settings.add(setting);
      }
    }
  }

  private boolean has(String word) {
    for (Directive node : nodes) {
      if (node.keyword().name().equals(word)) {
        return true;
      }
    }
    return false;
  }

  private List<ScriptConfig> scripts(CommandJudge judge) {
    var scripts = new ArrayList<ScriptConfig>();
    boolean routers = has("vrrp_instance");
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section
          && section.keyword().name().equals("vrrp_script")) {
        var script = script(section, judge, routers);
        if (script.isPresent() && size.fits(script.get(), section.span())) {
          scripts.add(script.get());
        }
      }
    }
    return List.copyOf(scripts);
  }

  private Optional<ScriptConfig> script(
      Directive.Section section, CommandJudge judge, boolean routers) {
    String name = section.name();
    var setting = section.last("script");
    if (setting.isEmpty()
        || !(setting.get().value() instanceof Value.CommandText text)
        || text.words().isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  "no-script",
                  section.words().get(1).span(),
                  "No script set for vrrp_script " + name + " - removing")
              .withHelp("write `script \"COMMAND\"`"));
      return Optional.empty();
    }
    if (!routers) {
      // keepalived judges scripts where they run, and without an instance none does.
      return Optional.empty();
    }
    SourceSpan span = setting.get().argumentSpan();
    var user = section.last("user");
    List<Word> words = user.isPresent() ? user.get().words() : List.of();
    var candidate =
        new Candidate(text, Purpose.TRACK, name, span)
            .runBy(words, user.isPresent() ? user.get().argumentSpan() : span);
    var identity = judge.identity(candidate);
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    Weight weight = weight(section);
    var command = judge.judge(candidate, identity.get());
    definitions.add("vrrp_script", name, new Definitions.Tracker(weight, command.isPresent()));
    long interval = section.nanos("interval", 1_000_000_000);
    long timeout = section.nanos("timeout", 0);
    return command.map(
        given ->
            new ScriptConfig(
                name,
                given,
                interval,
                timeout == 0 ? interval : timeout,
                weight,
                (int) section.number("rise", 1),
                (int) section.number("fall", 1),
                section.has("init_fail")));
  }

  private List<TrackFileConfig> files(HostQuestions host) {
    var reader = new TrackFileReader(host, diagnostics);
    var files = new ArrayList<TrackFileConfig>();
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section && TrackFileReader.reads(section)) {
        for (TrackFileConfig file : reader.read(section).stream().toList()) {
          definitions.add("track_file", file.name(), new Definitions.Tracker(file.weight(), true));
          files.add(file);
        }
      }
    }
    return List.copyOf(files);
  }

  private static Weight weight(Directive.Section section) {
    var setting = section.last("weight");
    if (setting.isPresent()
        && setting.get().value() instanceof Value.Weighted(var points, var reverse)) {
      return new Weight(points, reverse);
    }
    return Weight.FAULT;
  }

  private List<InstanceConfig> instances(CommandJudge judge, GlobalScope global) {
    var instances = new ArrayList<InstanceConfig>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Directive.Section section
          && section.keyword().name().equals("vrrp_instance")) {
        GlobalScope scope = global.at(settingsBefore[i]);
        var around = new Surroundings(facts, judge, diagnostics, definitions.at(i));
        var instance = new InstanceReader(section, scope, around).read();
        if (Election.isOwner(section)) {
          weights.ofOwner(section);
        }
        if (instance.isPresent() && size.fits(instance.get(), section.span())) {
          instances.add(instance.get());
        }
      } else if (nodes.get(i) instanceof Directive.Section section
          && section.keyword().name().equals("vrrp_sync_group")) {
        var around = new Surroundings(facts, judge, diagnostics, definitions.at(i));
        new InstanceTrackers(section, around).tellOfMistakes(global.has("dynamic_interfaces"));
      }
    }
    return instances;
  }

  private List<InterfaceDelay> delays(GlobalScope global) {
    var delays = new ArrayList<InterfaceDelay>();
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section
          && section.keyword().name().equals("interface_up_down_delays")) {
        addDelays(section, global, delays);
      }
    }
    return List.copyOf(delays);
  }

  private void addDelays(
      Directive.Section section, GlobalScope global, List<InterfaceDelay> delays) {
    for (Directive.Line line : section.lines()) {
      var delay = delay(line, global);
      if (delay.isPresent()) {
        delays.add(delay.get());
      }
    }
  }

  private Optional<InterfaceDelay> delay(Directive.Line line, GlobalScope global) {
    String device = line.text(0);
    if (facts.networkInterface(device).isEmpty() && !global.has("dynamic_interfaces")) {
      diagnostics.add(
          AddressLines.absentInterface(
                  line.span(),
                  "interface_up_down_delays: interface " + device + " doesn't exist",
                  facts,
                  diagnostics)
              .weighing(ExitClass.FATAL));
      return Optional.empty();
    }
    long[] nanos = new long[2];
    for (int i = 1; i < Math.min(3, line.words().size()); i++) {
      var read = Quantities.time(line.text(i), 6, "0", "255");
      if (!read.good()) {
        diagnostics.error(
            "delay",
            line.words().get(i).span(),
            "interface_up_down_delays: delay '" + line.text(i) + "' outside range [0, 255]");
        return Optional.empty();
      }
      nanos[i - 1] = read.number() * 1_000;
    }
    return Optional.of(new InterfaceDelay(device, nanos[0], nanos[1]));
  }
}
