package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.ArgumentKind;
import dev.baton.config.keyword.ArgumentKind.Content;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.text.Statement;
import dev.baton.config.text.Statement.Kind;
import dev.baton.config.text.Word;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a configuration with broken blocks was meant to be, so that one lost brace is reported once
 * and all other mistakes are told as well. keepalived reads such a file to the letter, and so does
 * {@link TreeParser}; this is for advice.
 *
 * <p>A block keyword without an opening brace opens its block all the same; a keyword of the
 * outermost level closes what is open; a misspelt word is taken for the one that it resembles; an
 * unknown block is passed over.
 */
public final class Meaning {

  /** Whoever wrote more mistakes than that wrote another language. */
  private static final int GUESSES_MAX = 1_000;

  private static final int PORT_MAX = 65_535;

  /** A block that is open: of keywords, or of lines. */
  private record Open(Block block, boolean ofLines, Statement head) {
    String title() {
      return head.raw().text();
    }
  }

  private final List<Statement> statements;
  private final KeywordTable table;
  private final List<Statement> out = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Open> open = new ArrayList<>();
  private final int[] opensAhead;
  private final Unfilled unfilled = new Unfilled();
  private int at;

  /** Where the outermost block that is open begins in what came out. */
  private int outermostFrom;

  private Meaning(List<Statement> statements, KeywordTable table) {
    this.statements = statements;
    this.table = table;
    this.opensAhead = opensAhead(statements);
  }

  /**
   * What it comes to.
   *
   * @param diagnostics what was fixed to come to it; empty if the blocks are as they must be
   */
  public record Meant(List<Statement> statements, List<Diagnostic> diagnostics) {}

  /** The statements as they were meant. */
  public static Meant of(List<Statement> statements, KeywordTable table) {
    var meaning = new Meaning(statements, table);
    meaning.run();
    return new Meant(List.copyOf(meaning.out), List.copyOf(meaning.diagnostics));
  }

  private void run() {
    while (at < statements.size()) {
      Statement statement = statements.get(at++);
      switch (statement.kind()) {
        case OPEN -> strayOpen(statement);
        case CLOSE -> close(statement);
        case WORDS -> words(statement);
      }
    }
    closeAtEnd();
  }

  private Block block() {
    return open.isEmpty() ? Block.ROOT : open.getLast().block();
  }

  private boolean inLines() {
    return !open.isEmpty() && open.getLast().ofLines();
  }

  private boolean nextIs(Kind kind) {
    return at < statements.size() && statements.get(at).kind() == kind;
  }

  private void words(Statement statement) {
    if (statement.words().isEmpty() || takesPlaceholder(statement)) {
      return;
    }
    String head = statement.head();
    if (inLines()) {
      if (!nextIs(Kind.OPEN)) {
        unlessTold(unfilled.inLine(open.getLast().head().head(), statement), statement);
        return;
      }
      // A line holds no block: the block of lines was not closed.
      closeBefore(statement, homeOf(head, open.size() - 1));
    }
    Optional<Keyword> known = keyword(block(), head);
    if (known.isEmpty() && nextIs(Kind.OPEN)) {
      int home = homeOf(head, open.size());
      boolean few = diagnostics.size() <= GUESSES_MAX;
      if (home == 0 && !open.isEmpty() && few && open.size() + opensAhead[at] == 0) {
        moveOut(statement);
        return;
      }
      if (home < open.size()) {
        closeBefore(statement, home);
        known = keyword(block(), head);
      }
    }
    if (known.isPresent()) {
      enter(known.get(), withPort(known.get(), withoutSign(known.get(), statement)));
    } else {
      unknown(statement);
    }
  }

  /** Takes a block that stands within another, every brace where it belongs, for one before it. */
  private void moveOut(Statement statement) {
    diagnostics.add(
        Diagnostic.error(
                "misplaced-block",
                statement.span(),
                "`" + statement.raw().text() + "` is inside `" + open.getFirst().title() + "`")
            .because(
                "keepalived does not know it there, and reads its `}` as the end of the outer one")
            .withHelp("move it out of the other block, to above it")
            .beside(open.getFirst().head().span(), "the outer block"));
    int from = at;
    passOver();
    out.add(outermostFrom, statement);
    out.addAll(outermostFrom + 1, statements.subList(from, at));
  }

  /** Without the sign that other languages have between a word and its value. */
  private Statement withoutSign(Keyword keyword, Statement statement) {
    List<Word> words = statement.words();
    if (words.size() < 3 || keyword.kind() == ArgumentKind.SCRIPT) {
      return statement;
    }
    Word sign = words.get(1);
    boolean strange = sign.text().equals("=") || sign.text().equals(":");
    if (!strange || sign.quoted()) {
      return statement;
    }
    var fix = Fix.replacing(sign.span(), sign.text() + " ", "");
    diagnostics.add(
        Diagnostic.error(
                "extra-word",
                sign.span(),
                "`" + sign.text() + "` is between `" + keyword.name() + "` and its value")
            .because("it is read as the value")
            .withHelp("delete the `" + sign.text() + "`")
            .fixedBy(keyword.block() == Block.AUTHENTICATION ? fix.unsafe() : fix));
    var kept = new ArrayList<>(words);
    kept.remove(1);
    return with(List.copyOf(kept), statement);
  }

  /** The head of a server whose port is glued to its address, as other programs have it. */
  private Statement withPort(Keyword keyword, Statement statement) {
    List<Word> words = statement.words();
    boolean server = keyword.kind() == ArgumentKind.SPECIAL && isBlock(keyword);
    if (!server || words.size() != 2) {
      return statement;
    }
    Word glued = words.get(1);
    int colon = glued.text().lastIndexOf(':');
    String port = colon < 0 ? "" : glued.text().substring(colon + 1);
    String address = colon < 0 ? "" : glued.text().substring(0, colon);
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    String bare = bracketed ? address.substring(1, address.length() - 1) : address;
    boolean right =
        (bracketed || bare.indexOf(':') < 0)
            && IpAddress.parse(bare).isPresent()
            && Quantities.whole(port.isEmpty() ? "x" : port, 1, PORT_MAX).good();
    if (!right) {
      return statement;
    }
    diagnostics.add(
        Diagnostic.error(
                "server-address",
                glued.span(),
                "`" + glued.text() + "` is not an address and a port")
            .because("the port is a separate word")
            .withHelp("write `" + keyword.name() + " " + bare + " " + port + " {`")
            .fixedBy(Fix.replacing(glued.span(), glued.text(), bare + " " + port)));
    Word first = new Word(bare, false, glued.line(), glued.from(), glued.from() + colon);
    Word second = new Word(port, false, glued.line(), glued.from() + colon + 1, glued.to());
    return with(List.of(words.get(0), first, second), statement);
  }

  private static Statement with(List<Word> words, Statement place) {
    return new Statement(
        Kind.WORDS, words, place.line(), place.from(), place.to(), place.unterminated());
  }

  private Optional<Keyword> keyword(Block block, String word) {
    return table.find(block, word).filter(found -> found.kind() != ArgumentKind.ENTRY);
  }

  /** How many of the open blocks must stay open for {@code word} to be at home. */
  private int homeOf(String word, int from) {
    for (int depth = from; depth >= 0; depth--) {
      boolean lines = depth > 0 && open.get(depth - 1).ofLines();
      Block block = depth == 0 ? Block.ROOT : open.get(depth - 1).block();
      if (!lines && opensBlock(block, word)) {
        return depth;
      }
    }
    return from;
  }

  private boolean opensBlock(Block block, String word) {
    Optional<Keyword> keyword = keyword(block, word);
    return keyword.isPresent() && (isBlock(keyword.get()) || isLines(keyword.get()));
  }

  private static boolean isBlock(Keyword keyword) {
    boolean server =
        keyword.name().equals("virtual_server") || keyword.name().equals("real_server");
    return keyword.kind().opensBlock() || (keyword.kind() == ArgumentKind.SPECIAL && server);
  }

  private static boolean isLines(Keyword keyword) {
    return keyword.kind().content() == Content.LINES;
  }

  private void enter(Keyword keyword, Statement statement) {
    boolean lines = isLines(keyword);
    if (!lines && !isBlock(keyword)) {
      unlessTold(unfilled.inSetting(keyword, statement), statement);
      return;
    }
    outermostFrom = open.isEmpty() ? out.size() : outermostFrom;
    boolean optional = keyword.kind() == ArgumentKind.OPTIONAL_BLOCK;
    if (!nextIs(Kind.OPEN) && optional) {
      out.add(statement);
      return;
    }
    out.add(statement);
    if (nextIs(Kind.OPEN)) {
      out.add(statements.get(at++));
    } else {
      missingOpen(statement);
      out.add(brace(Kind.OPEN, statement));
    }
    Block inner = lines ? Block.ROOT : block().opened(keyword.name());
    open.add(new Open(inner, lines, statement));
  }

  /** Takes a line in, unless its value is missing, of which nothing else can be said. */
  private void unlessTold(List<Diagnostic> mistakes, Statement statement) {
    if (mistakes.isEmpty() || diagnostics.size() > GUESSES_MAX) {
      out.add(statement);
    } else {
      diagnostics.addAll(mistakes);
    }
  }

  private static Statement brace(Kind kind, Statement place) {
    return new Statement(kind, List.of(), place.line(), place.from(), place.to(), false);
  }

  private void missingOpen(Statement statement) {
    SourceSpan span = statement.span();
    String line = span.file().line(span.line());
    int end = span.column() - 1 + span.length();
    int comment = commentFrom(line, end);
    int brace = comment < 0 ? -1 : line.indexOf('{', comment);
    String what = "`" + statement.raw().text() + "` has no `{`";
    if (brace < 0) {
      diagnostics.add(
          Diagnostic.error("missing-open", span, what)
              .because("without it, keepalived does not read the block; here it is read anyway")
              .withHelp("write `" + statement.raw().text() + " {`"));
      return;
    }
    String kept = (line.substring(comment, brace) + line.substring(brace + 1)).stripTrailing();
    SourceSpan rest = new SourceSpan(span.file(), span.line(), end + 1, line.length() - end);
    var fix = Fix.replacing(rest, line.substring(end), " { " + kept);
    diagnostics.add(
        Diagnostic.error("hidden-open", span, what)
            .because("the comment on this line hides it")
            .withHelp("move the comment after the `{`")
            .beside(new SourceSpan(span.file(), span.line(), brace + 1, 1), "part of the comment")
            .fixedBy(Spelling.opensAuthentication(statement.head()) ? fix.unsafe() : fix));
  }

  private static int commentFrom(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '#' || line.charAt(i) == '!') {
        return i;
      }
    }
    return -1;
  }

  private void close(Statement brace) {
    if (open.isEmpty()) {
      diagnostics.add(
          Diagnostic.error("extra-close", brace.span(), "this `}` closes nothing")
              .because("all blocks are already closed")
              .withHelp("delete the brace"));
      return;
    }
    int indent = indent(brace.span());
    boolean alone = isAlone(brace);
    if (alone && lacksOpen() && indent > indent(open.getLast().head().span())) {
      diagnostics.add(
          Diagnostic.error("extra-close", brace.span(), "this `}` closes nothing")
              .because(
                  "it is indented further than `"
                      + open.getLast().title()
                      + "`, which is still open")
              .withHelp("delete the brace, or look for a `{` that is missing above it"));
      return;
    }
    int outer = open.size() - 1;
    // Where braces are missing, the one that stands below an outer block's head belongs to that.
    while (alone && lacksClose() && outer > 0 && indent(open.get(outer).head().span()) > indent) {
      outer--;
    }
    boolean aligned = indent(open.get(outer).head().span()) == indent;
    if (aligned && outer < open.size() - 1) {
      closeBefore(brace, outer + 1);
    }
    out.add(brace);
    open.removeLast();
  }

  private boolean lacksOpen() {
    return open.size() + opensAhead[at - 1] < 0;
  }

  private boolean lacksClose() {
    return open.size() + opensAhead[at - 1] > 0;
  }

  /** For each statement, how many more blocks are opened than closed from there on. */
  private static int[] opensAhead(List<Statement> statements) {
    int[] opens = new int[statements.size() + 1];
    for (int i = statements.size() - 1; i >= 0; i--) {
      Kind kind = statements.get(i).kind();
      opens[i] = opens[i + 1] + (kind == Kind.OPEN ? 1 : kind == Kind.CLOSE ? -1 : 0);
    }
    return opens;
  }

  private static int indent(SourceSpan span) {
    String line = span.file().line(span.line());
    return line.length() - line.stripLeading().length();
  }

  private static boolean isAlone(Statement brace) {
    SourceSpan span = brace.span();
    String before = span.file().line(span.line());
    return span.column() > 0 && before.substring(0, span.column() - 1).isBlank();
  }

  /** Closes blocks until so many are open, and takes that for their end. */
  private void closeBefore(Statement next, int depth) {
    if (open.size() > depth) {
      diagnostics.add(unclosed(open.getLast().head()).beside(next.span(), "read as its end"));
      closeDownTo(depth, next);
    }
  }

  private void closeAtEnd() {
    if (!open.isEmpty()) {
      diagnostics.add(unclosed(open.getFirst().head()));
      closeDownTo(0, statements.getLast());
    }
  }

  private static Diagnostic unclosed(Statement head) {
    return Diagnostic.error(
            "unclosed-block", head.span(), "`" + head.raw().text() + "` is not closed")
        .withHelp("add a `}` where the block ends");
  }

  private void closeDownTo(int depth, Statement place) {
    while (open.size() > depth) {
      out.add(brace(Kind.CLOSE, place));
      open.removeLast();
    }
  }

  private void unknown(Statement statement) {
    Word head = statement.words().get(0);
    List<Word> better = betterWords(head);
    if (!better.isEmpty()) {
      List<Word> words = new ArrayList<>(better);
      words.addAll(statement.words().subList(1, statement.words().size()));
      diagnostics.add(Spelling.unknown(head, block(), table));
      enter(
          table.find(block(), better.getFirst().text()).orElseThrow(),
          with(List.copyOf(words), statement));
      return;
    }
    if (nextIs(Kind.OPEN)) {
      boolean many = diagnostics.size() > GUESSES_MAX;
      diagnostics.add(
          (many ? Spelling.unknown(head) : Spelling.unknown(head, block(), table))
              .because(
                  "Baton skips its block; keepalived reads its lines as if they stood outside"));
      passOver();
    } else {
      out.add(statement);
    }
  }

  /**
   * The words that one must be that nobody knows. Nothing if nobody can know; a command is split
   * again from its characters, so it stays as it is.
   */
  private List<Word> betterWords(Word head) {
    String text = head.text();
    if (text.length() < 3 || diagnostics.size() > GUESSES_MAX) {
      return List.of();
    }
    List<String> meant = Spelling.meant(text, table.names(block()));
    Optional<Keyword> keyword = meant.isEmpty() ? Optional.empty() : keyword(block(), meant.get(0));
    if (keyword.isEmpty() || keyword.get().kind() == ArgumentKind.SCRIPT) {
      return List.of();
    }
    String name = meant.get(0);
    if (meant.size() == 1) {
      return List.of(new Word(name, head.quoted(), head.line(), head.from(), head.to()));
    }
    int cut = Math.min(head.to(), head.from() + name.length());
    return List.of(
        new Word(name, false, head.line(), head.from(), cut),
        new Word(meant.get(1), false, head.line(), cut, head.to()));
  }

  private void passOver() {
    int depth = 0;
    do {
      Kind kind = statements.get(at++).kind();
      depth += kind == Kind.OPEN ? 1 : kind == Kind.CLOSE ? -1 : 0;
    } while (depth > 0 && at < statements.size());
  }

  private void strayOpen(Statement brace) {
    Optional<Diagnostic> mark = Unfilled.bracedMark(brace.span());
    diagnostics.add(
        mark.isPresent()
            ? mark.get()
            : Diagnostic.error("unexpected-open", brace.span(), "this `{` opens nothing")
                .because("there is no keyword of a block before it"));
    at--;
    passOver();
  }

  /** Passes over a line whose braces are no block: a template that was not filled in. */
  private boolean takesPlaceholder(Statement statement) {
    if (!nextIs(Kind.OPEN)) {
      return false;
    }
    SourceSpan brace = statements.get(at).span();
    Optional<Diagnostic> mark =
        statement.words().getLast().text().endsWith("$")
            ? Unfilled.bracedVariable(brace)
            : Unfilled.bracedMark(brace);
    if (mark.isEmpty()) {
      return false;
    }
    diagnostics.add(mark.get());
    while (at < statements.size() && statements.get(at).span().line() == brace.line()) {
      at++;
    }
    return true;
  }
}
