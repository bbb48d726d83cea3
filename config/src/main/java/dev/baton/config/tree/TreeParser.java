package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.ArgumentKind;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.Keyword.Repeat;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.text.Statement;
import dev.baton.config.text.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the tree of a configuration as keepalived would read it. Its rules, odd as they are: a
 * line is looked up in the block that is open; an unknown word is skipped, but a brace after it is
 * not, so that the lines of an unknown block are read in the block around it, which its closing
 * brace then closes.
 *
 * <p>An outermost block whose opening brace is missing, or hidden by a comment, is reported and
 * read as if it were open, if what follows looks like it. Within another it is not: with
 * authentication on one side alone there would be two masters.
 */
public final class TreeParser {

  private final List<Statement> statements;
  private final KeywordTable table;
  private final Diagnostics diagnostics;
  private final ValueParser values;
  private final ServerHeads heads;
  private final Set<String> names = new HashSet<>();
  private final List<SourceSpan> openBlocks = new ArrayList<>();
  private final int[] opensFrom;
  private int at;
  private int braces;

  /** The name of the object that is being read: messages begin with it. */
  private String owner = "";

  /** Up to here, what is wrong follows from a brace that was reported already. */
  private int followsUpTo = -1;

  private TreeParser(List<Statement> statements, KeywordTable table, Diagnostics diagnostics) {
    this.statements = statements;
    this.table = table;
    this.diagnostics = diagnostics;
    this.values = new ValueParser(diagnostics);
    this.heads = new ServerHeads(values);
    this.opensFrom = opensFrom(statements);
  }

  /** The top-level nodes of the configuration. */
  public static List<Directive> parse(
      List<Statement> statements, KeywordTable table, Diagnostics diagnostics) {
    return new TreeParser(statements, table, diagnostics).root();
  }

  private List<Directive> root() {
    var nodes = new ArrayList<Directive>();
    while (at < statements.size()) {
      block(Block.ROOT, "", nodes);
    }
    if (braces > 0) {
      SourceSpan last = openBlocks.isEmpty() ? SourceSpan.NONE : openBlocks.get(0);
      diagnostics.add(
          Diagnostic.error(
                  "unclosed-block", last, "There are " + braces + " missing '}'s or extra '{'s")
              .because("the block that opens here is not closed")
              .withHelp("add a `}` where the block ends"));
    }
    return nodes;
  }

  /** Reads the statements of a block up to its closing brace; of the root, up to a stray one. */
  private void block(Block block, String name, List<Directive> nodes) {
    String outer = owner;
    owner = name.isEmpty() ? outer : name;
    statements(block, nodes);
    owner = outer;
  }

  private void statements(Block block, List<Directive> nodes) {
    var given = new HashSet<String>();
    while (at < statements.size()) {
      Statement statement = statements.get(at++);
      switch (statement.kind()) {
        case OPEN -> {
          braces++;
          unexpectedOpen(statement);
        }
        case CLOSE -> {
          close(block, statement);
          return;
        }
        case WORDS -> statement(block, statement, nodes, given);
      }
    }
  }

  private void unexpectedOpen(Statement brace) {
    var diagnostic = Diagnostic.error("unexpected-open", brace.span(), "Unexpected '{' - ignoring");
    String variable = variableAt(brace);
    if (variable.isEmpty()) {
      tell(diagnostic.because("no block begins here"));
      return;
    }
    tell(
        diagnostic
            .because("`" + variable + "` is not defined, so its braces are read as a block")
            .withHelp(
                "define it first, `$NAME=VALUE`; a default within the braces is not part of"
                    + " this language"));
    followUpFrom(braces);
  }

  /** The use of an unknown variable that a brace belongs to; empty if it belongs to none. */
  private static String variableAt(Statement brace) {
    SourceSpan span = brace.span();
    String line = span.file().line(span.line());
    int open = span.column() - 1;
    if (open < 1 || open > line.length() || line.charAt(open - 1) != '$') {
      return "";
    }
    int close = line.indexOf('}', open);
    return close < 0 ? "" : line.substring(open - 1, close + 1);
  }

  private void close(Block block, Statement statement) {
    if (braces == 0) {
      tell(
          Diagnostic.error("extra-close", statement.span(), "Extra '}' found")
              .because("all blocks are already closed")
              .withHelp("delete the brace, or look for a `{` that a comment hides above it"));
    } else {
      braces--;
      if (block == Block.ROOT) {
        tell(
            Diagnostic.error("unknown-keyword", statement.span(), "Unknown keyword '}'")
                .because("no block is open here"));
      }
    }
    if (!openBlocks.isEmpty() && openBlocks.size() > braces) {
      openBlocks.remove(openBlocks.size() - 1);
    }
  }

  private void statement(
      Block block, Statement statement, List<Directive> nodes, Set<String> given) {
    if (statement.words().isEmpty()) {
      return;
    }
    Word head = statement.words().get(0);
    Optional<Keyword> found = table.find(block, head.text());
    if (found.isEmpty() || found.get().kind() == ArgumentKind.ENTRY) {
      unknown(block, head);
      return;
    }
    Keyword keyword = found.get();
    switch (keyword.kind()) {
      case BLOCK, NAMED_BLOCK, OPTIONAL_BLOCK -> section(block, keyword, statement, nodes, given);
      case VALUES, NAMED_VALUES -> valueBlock(keyword, statement, nodes, given);
      case SPECIAL -> {
        if (keyword.name().equals("virtual_server") || keyword.name().equals("real_server")) {
          section(block, keyword, statement, nodes, given);
        } else {
          setting(keyword, statement, nodes, given);
        }
      }
      default -> setting(keyword, statement, nodes, given);
    }
  }

  private void unknown(Block block, Word head) {
    boolean opens = at < statements.size() && statements.get(at).kind() == Statement.Kind.OPEN;
    boolean heard = !diagnostics.isFull() && at - 1 > followsUpTo;
    var diagnostic = heard ? Spelling.unknown(head, block, table) : Spelling.unknown(head);
    tell(
        opens
            ? diagnostic.because("its block is not skipped, so its `}` closes the block around it")
            : diagnostic);
    if (opens) {
      followUpFrom(braces);
    }
  }

  /** Reports a mistake unless it only follows from a brace that was reported. */
  private void tell(Diagnostic diagnostic) {
    if (at - 1 > followsUpTo) {
      diagnostics.add(diagnostic);
    }
  }

  /** What comes until so many open blocks are closed only follows from what was told. */
  private void followUpFrom(int open) {
    if (at > followsUpTo) {
      followsUpTo = balancedAt(open);
    }
  }

  /** Where the blocks that are open now would be closed if every brace counted. */
  private int balancedAt(int open) {
    int depth = open;
    for (int i = at; i < statements.size(); i++) {
      Statement.Kind kind = statements.get(i).kind();
      depth += kind == Statement.Kind.OPEN ? 1 : kind == Statement.Kind.CLOSE ? -1 : 0;
      if (depth <= 0 && kind == Statement.Kind.CLOSE) {
        return i;
      }
    }
    return statements.size();
  }

  private void setting(
      Keyword keyword, Statement statement, List<Directive> nodes, Set<String> given) {
    Optional<Value> value = values.parse(keyword, statement, owner);
    if (value.isEmpty()) {
      return;
    }
    // A weight that says the default is no weight yet.
    boolean counts =
        !(value.get() instanceof Value.Weighted(var points, var _))
            || !Integer.toString(points).equals(keyword.defaultText());
    Keyword meant = table.resolved(keyword);
    boolean again = counts ? !given.add(meant.name()) : given.contains(meant.name());
    if (again && (keyword.repeat() == Repeat.FIRST || keyword.repeat() == Repeat.REPLACE)) {
      boolean replaces = keyword.repeat() == Repeat.REPLACE;
      diagnostics.add(
          Diagnostic.error(
                  "repeated",
                  statement.words().get(0).span(),
                  (owner.isEmpty() ? "" : "(" + owner + ") ")
                      + keyword.name()
                      + " already specified - "
                      + (replaces ? "overwriting" : "ignoring"))
              .withHelp("keep one of the lines"));
      if (!replaces) {
        return;
      }
    }
    // Only commands are split again from their characters; the rest would be kept for nothing.
    String raw = value.get() instanceof Value.CommandText ? statement.raw().text() : "";
    nodes.add(new Directive.Setting(meant, value.get(), statement.words(), raw));
  }

  private void section(
      Block outer, Keyword keyword, Statement statement, List<Directive> nodes, Set<String> given) {
    if (!named(keyword, statement) || isRepeated(keyword, statement, given)) {
      skip();
      return;
    }
    Block inner = outer.opened(keyword.name());
    var body = new ArrayList<Directive>();
    boolean opens = opens();
    if (!opens && keyword.kind() != ArgumentKind.OPTIONAL_BLOCK) {
      boolean meant = goesOnWith(inner) || (closesOnceMore() && hidesBrace(statement));
      opens = outer == Block.ROOT && meant;
      missingBrace(statement, opens);
      if (!opens && keyword.name().equals("vrrp_instance")) {
        return;
      }
    }
    if (opens) {
      openBlocks.add(statement.words().get(0).span());
      block(inner, statement.words().size() > 1 ? statement.words().get(1).text() : "", body);
    }
    Keyword meant = table.resolved(keyword);
    nodes.add(new Directive.Section(meant, inner, statement.words(), body, List.of()));
  }

  private boolean opens() {
    if (at < statements.size() && statements.get(at).kind() == Statement.Kind.OPEN) {
      at++;
      braces++;
      return true;
    }
    return false;
  }

  /** Whether more blocks are closed from here on than are open: then one was meant to open here. */
  private boolean closesOnceMore() {
    return braces + opensFrom[at] < 0;
  }

  /** For each statement, how many more blocks open than close from there to the end. */
  private static int[] opensFrom(List<Statement> statements) {
    int[] opens = new int[statements.size() + 1];
    for (int i = statements.size() - 1; i >= 0; i--) {
      Statement.Kind kind = statements.get(i).kind();
      int change = kind == Statement.Kind.OPEN ? 1 : kind == Statement.Kind.CLOSE ? -1 : 0;
      opens[i] = opens[i + 1] + change;
    }
    return opens;
  }

  /** Whether what follows a block's head is at home in the block. */
  private boolean goesOnWith(Block inner) {
    return at < statements.size()
        && statements.get(at).kind() == Statement.Kind.WORDS
        && !statements.get(at).words().isEmpty()
        && table.find(inner, statements.get(at).words().get(0).text()).isPresent();
  }

  private static boolean hidesBrace(Statement statement) {
    SourceSpan span = statement.span();
    String line = span.file().line(span.line());
    int hash = Math.max(line.indexOf('#'), line.indexOf('!'));
    return hash >= 0 && line.indexOf('{', hash) >= 0;
  }

  /** Reports a brace that is missing; the block is read all the same, or not. */
  private void missingBrace(Statement statement, boolean read) {
    SourceSpan span = statement.span();
    boolean hidden = hidesBrace(statement);
    diagnostics.add(
        Diagnostic.error("missing-open", span, "Missing '{' at beginning of configuration block")
            .because(
                (hidden ? "the comment on this line hides the `{`" : "no `{` follows")
                    + (read
                        ? "; the block is read as if it were there"
                        : ", so the block is not read"))
            .withHelp(
                hidden
                    ? "move the comment after the `{`"
                    : "write `" + statement.raw().text() + " {`"));
    if (read) {
      braces++;
    } else {
      followUpFrom(braces + 1);
    }
  }

  /** Whether the block's names are as they must be; tells if not. */
  private boolean named(Keyword keyword, Statement statement) {
    List<Word> words = statement.words();
    if (keyword.kind() == ArgumentKind.SPECIAL) {
      return heads.isRight(keyword, statement);
    }
    boolean wantsName =
        keyword.kind() == ArgumentKind.NAMED_BLOCK || keyword.kind() == ArgumentKind.NAMED_VALUES;
    if (!wantsName || words.size() == 2) {
      return true;
    }
    if (words.size() < 2 && keyword.whenMissing().isEmpty()) {
      values.missingWord(statement, 1, "<NAME> {");
      return false;
    }
    if (keyword.kind() == ArgumentKind.NAMED_VALUES) {
      // keepalived takes the second word for the first line of the block, which is none.
      values.missingWord(statement, 2, "<NAME> {");
      return false;
    }
    boolean strict = !keyword.name().equals("bfd_instance") && !keyword.whenMissing().isEmpty();
    if (words.size() < 2 || strict) {
      diagnostics.add(
          Diagnostic.error("block-name", words.get(0).span(), keyword.whenMissing())
              .because(words.size() < 2 ? "it has none" : "it has more than one word")
              .withHelp(words.size() < 2 ? "" : "put a name with spaces into double quotes"));
      return false;
    }
    return true;
  }

  private boolean isRepeated(Keyword keyword, Statement statement, Set<String> given) {
    boolean object = keyword.repeat() == Repeat.ONCE && keyword.kind() == ArgumentKind.NAMED_BLOCK;
    if (object || keyword.kind() == ArgumentKind.NAMED_VALUES) {
      Word name = statement.words().get(1);
      String kind = table.resolved(keyword).name();
      if (!names.add(kind + " " + name.text())) {
        diagnostics.add(
            Diagnostic.error(
                    "already-defined",
                    name.span(),
                    kind.replace('_', ' ') + " " + name.text() + " already defined")
                .withHelp("give it another name, or delete one of the two"));
        return true;
      }
    }
    if (keyword.repeat() == Repeat.REPLACE && !given.add(keyword.name())) {
      diagnostics.error(
          "repeated",
          statement.words().get(0).span(),
          keyword.name() + " already specified - overwriting",
          "keep one of the two");
    }
    return false;
  }

  /** Passes over a block that must not be read. */
  private void skip() {
    if (at >= statements.size() || statements.get(at).kind() != Statement.Kind.OPEN) {
      return;
    }
    int depth = 0;
    do {
      Statement.Kind kind = statements.get(at++).kind();
      depth += kind == Statement.Kind.OPEN ? 1 : kind == Statement.Kind.CLOSE ? -1 : 0;
    } while (depth > 0 && at < statements.size());
    braces += depth;
  }

  private void valueBlock(
      Keyword keyword, Statement statement, List<Directive> nodes, Set<String> given) {
    if (!named(keyword, statement) || isRepeated(keyword, statement, given)) {
      skip();
      return;
    }
    if (keyword.repeat() == Repeat.FIRST && !given.add(keyword.name())) {
      diagnostics.add(
          Diagnostic.error(
                  "repeated",
                  statement.words().get(0).span(),
                  keyword.name() + " already specified - ignoring")
              .withHelp("put all lines into the first block"));
      skip();
      return;
    }
    if (keyword.kind() == ArgumentKind.VALUES && statement.words().size() > 1) {
      diagnostics.error(
          "extra-word",
          statement.words().get(1).span(),
          "Block " + keyword.name() + " has extra parameters",
          "delete what is between the word and its `{`");
    }
    if (opens()) {
      openBlocks.add(statement.words().get(0).span());
    } else {
      missingBrace(statement, closesOnceMore());
    }
    var lines = new ArrayList<Directive.Line>();
    while (at < statements.size()) {
      Statement line = statements.get(at++);
      if (line.kind() == Statement.Kind.CLOSE) {
        close(Block.GLOBAL_DEFS, line);
        break;
      }
      if (line.kind() == Statement.Kind.OPEN) {
        braces++;
        diagnostics.error(
            "unexpected-open", line.span(), "Unexpected '{' - ignoring", "delete the brace");
      } else if (!line.words().isEmpty()) {
        lines.add(new Directive.Line(line.words()));
      }
    }
    nodes.add(new Directive.Section(keyword, Block.ROOT, statement.words(), List.of(), lines));
  }
}
