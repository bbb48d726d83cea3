package dev.baton.config.advice;

import dev.baton.config.facts.HostFacts;
import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.InstanceConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What lints look at, and the questions that many of them ask. */
record Subject(Reading reading, HostFacts facts) {

  /** The blocks of that word outside of all others, in their order. */
  List<Directive.Section> sections(String word) {
    var found = new ArrayList<Directive.Section>();
    for (Directive node : reading.nodes()) {
      if (node instanceof Directive.Section section && section.keyword().name().equals(word)) {
        found.add(section);
      }
    }
    return found;
  }

  /** The instances that run, each with its block. */
  List<Placed> instances() {
    var configs = new HashMap<String, InstanceConfig>();
    for (InstanceConfig config : reading.configuration().instances()) {
      configs.put(config.name(), config);
    }
    var placed = new ArrayList<Placed>();
    for (Directive.Section section : sections("vrrp_instance")) {
      InstanceConfig config = configs.get(section.name());
      if (config != null) {
        placed.add(new Placed(config, section));
      }
    }
    return placed;
  }

  /** An instance and its block. */
  record Placed(InstanceConfig config, Directive.Section section) {

    /** The setting of that word in it. */
    Optional<Directive.Setting> setting(String word) {
      return section.last(word);
    }
  }

  /** The setting of global_defs that counts for that word. */
  Optional<Directive.Setting> global(String word) {
    Optional<Directive.Setting> found = Optional.empty();
    for (Directive.Section section : sections("global_defs")) {
      var here = section.last(word);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  /** Whether any interface's addresses are known; facts of another host may lack them. */
  boolean knowsAddresses() {
    for (String name : facts.interfaceNames()) {
      var found = facts.networkInterface(name);
      if (found.isPresent() && !found.get().addresses().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** All settings, wherever they stand, each with the block that it stands in. */
  void eachSetting(Visitor visitor) {
    visit(reading.nodes(), visitor);
  }

  private static void visit(List<Directive> nodes, Visitor visitor) {
    for (Directive node : nodes) {
      switch (node) {
        case Directive.Setting setting -> visitor.setting(setting);
        case Directive.Section section -> {
          visitor.section(section);
          visit(section.body(), visitor);
        }
      }
    }
  }

  /** Sees every node of the tree. */
  interface Visitor {
    /** A keyword with its argument. */
    void setting(Directive.Setting setting);

    /** A block, before what is in it. */
    default void section(Directive.Section section) {}
  }
}
