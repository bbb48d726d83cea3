package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.HostQuestions;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.CommandJudge;
import dev.baton.config.read.scope.CommandJudge.Candidate;
import dev.baton.config.read.scope.CommandJudge.Purpose;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Command;
import dev.baton.core.model.NotifyFifo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the FIFOs that are told of transitions, and the programs that read from them. */
final class FifoReader {

  private final GlobalScope global;
  private final HostQuestions host;
  private final CommandJudge judge;
  private final Diagnostics diagnostics;

  FifoReader(BlockScope scope) {
    this.global = scope.global();
    this.host = scope.host();
    this.judge = scope.judge();
    this.diagnostics = scope.diagnostics();
  }

  /** The FIFO that this word names, with its program; empty if there is none. */
  Optional<NotifyFifo> read(String word) {
    Optional<Command> script = script(word + "_script");
    var setting = global.last(word);
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    List<Word> words = setting.get().words();
    return owner(setting.get())
        .map(owner -> new NotifyFifo(word, words.get(1).text(), owner, script));
  }

  private Optional<Command> script(String word) {
    var setting = global.last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.CommandText text
        ? judge.judge(new Candidate(text, Purpose.NOTIFY, word, setting.get().argumentSpan()))
        : Optional.empty();
  }

  /** The user and the group after the path; without a group, the user's own. */
  private Optional<Command.Identity> owner(Directive.Setting setting) {
    List<Word> words = setting.words();
    if (words.size() < 3) {
      return Optional.of(Command.Identity.DAEMON);
    }
    Word user = words.get(2);
    Optional<UserFact> known = host.user(user.text(), user.span());
    if (known.isEmpty()) {
      return ignored(setting, user, "there is no user `" + user.text() + "`");
    }
    int gid = known.get().gid();
    if (words.size() > 3) {
      Word group = words.get(3);
      OptionalInt named = host.group(group.text(), group.span());
      if (named.isEmpty()) {
        return ignored(setting, group, "there is no group `" + group.text() + "`");
      }
      gid = named.getAsInt();
    }
    return Optional.of(new Command.Identity(known.get().uid(), gid, List.of()));
  }

  private Optional<Command.Identity> ignored(Directive.Setting setting, Word word, String cause) {
    String message = "Invalid user/group for " + setting.keyword().name() + " - ignoring";
    diagnostics.add(
        Diagnostic.error("fifo-owner", word.span(), message)
            .weighing(ExitClass.NOTE)
            .because(cause)
            .withHelp("create it, or name another"));
    return Optional.empty();
  }
}
