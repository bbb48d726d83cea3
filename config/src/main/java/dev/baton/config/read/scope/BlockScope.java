package dev.baton.config.read.scope;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostQuestions;
import dev.baton.config.line.RulePreferences;

/**
 * What the reader of a block sees beside the block.
 *
 * @param global the global settings that count for the block: those before it
 * @param definitions the named objects that it may use: those before it
 * @param rulePreferences where rules stand that do not say it
 */
public record BlockScope(
    HostFacts facts,
    HostQuestions host,
    CommandJudge judge,
    GlobalScope global,
    Definitions definitions,
    RulePreferences rulePreferences,
    Diagnostics diagnostics) {

  /** What a block sees that so many settings stand before, and those nodes. */
  public BlockScope at(int settingsBefore, int index) {
    return new BlockScope(
        facts,
        host,
        judge,
        global.at(settingsBefore),
        definitions.at(index),
        rulePreferences,
        diagnostics);
  }

  /** Whether an interface may be absent that the block names. */
  public boolean interfacesMayBeAbsent() {
    return global.whole().has("dynamic_interfaces");
  }
}
