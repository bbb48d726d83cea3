package dev.baton.core.config.parse;

import dev.baton.core.config.diagnose.Likeness;
import dev.baton.core.config.diagnose.SecretText;
import dev.baton.core.config.diagnose.Secrets;
import dev.baton.core.config.diagnose.SourceFile;
import dev.baton.core.config.diagnose.SourceSpan;
import dev.baton.core.config.keyword.Block;
import dev.baton.core.config.keyword.Keyword;
import dev.baton.core.config.keyword.KeywordTable;
import dev.baton.core.config.text.Statement;
import dev.baton.core.config.text.Statement.Kind;
import dev.baton.core.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the secrets among the statements of a reading, before anything is made of them: whatever is
 * wrong with the file, no complaint may tell them.
 *
 * <p>In a block of authentication every argument is a secret unless its keyword and its value are
 * known to be none: a misspelt keyword has a password behind it, too. Elsewhere a secret is what
 * follows a word that looks like {@code auth_pass} or {@code password}, and in a key of HMAC what
 * follows its number.
 */
public final class SecretWords {

  private static final List<String> BLOCKS = List.of("authentication", "auth_hmac");
  private static final int SLIPS_MAX = 3;

  /** Of these the argument is no secret. */
  private static final Set<String> OPEN_WORDS =
      Set.of("auth_type", "active_key", "time_window", "anti_replay", "mode");

  private static final int OPEN_DIGITS_MAX = 3;

  private final List<Statement> statements;
  private final Secrets secrets;
  private final KeywordTable table = new KeywordTable();

  /** For each open block, whether it is one of authentication. */
  private final List<Boolean> open = new ArrayList<>();

  private SourceFile file = SourceFile.NONE;
  private int line;

  private SecretWords(List<Statement> statements, Secrets secrets) {
    this.statements = statements;
    this.secrets = secrets;
  }

  /** Adds the secrets of these statements to those that are known. */
  public static void find(List<Statement> statements, Secrets secrets) {
    new SecretWords(statements, secrets).run();
  }

  private void run() {
    boolean authentication = false;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      switch (statement.kind()) {
        case OPEN -> open.add(authentication || isWithin());
        case CLOSE -> {
          if (!open.isEmpty()) {
            open.removeLast();
          }
        }
        case WORDS -> {
          authentication = opensAuthentication(statement);
          boolean lacksBrace = authentication && !nextIs(i, Kind.OPEN);
          if (lacksBrace) {
            // Its `}` is there all the same.
            open.add(true);
          }
          words(statement, i);
        }
      }
      fill(statement);
    }
  }

  private boolean nextIs(int index, Kind kind) {
    return index + 1 < statements.size() && statements.get(index + 1).kind() == kind;
  }

  private boolean isWithin() {
    return !open.isEmpty() && open.getLast();
  }

  /** As the last word of a line, too: an unknown word may stand before it. */
  private static boolean opensAuthentication(Statement statement) {
    for (Word word : statement.words()) {
      String text = word.text().toLowerCase(Locale.ROOT);
      for (String block : BLOCKS) {
        boolean near = Math.abs(text.length() - block.length()) <= SLIPS_MAX;
        if (near && text.startsWith("a") && Likeness.slips(text, block) <= SLIPS_MAX) {
          return true;
        }
      }
    }
    return false;
  }

  /** The lines of a block between two of its statements, such as one that was too long to read. */
  private void fill(Statement statement) {
    SourceSpan span = statement.span();
    boolean goesOn = isWithin() && span.file().equals(file);
    for (int i = line + 1; goesOn && i < span.line(); i++) {
      secrets.addLine(file, i);
    }
    file = span.file();
    line = span.line();
  }

  private void words(Statement statement, int index) {
    if (isWithin() && !opensAuthentication(statement)) {
      if (!isOpen(statement)) {
        secrets.addLine(statement.span().file(), statement.span().line());
        allBehind(statement, 0);
        followUp(statement, index);
      }
      return;
    }
    for (int i = 0; i < statement.words().size(); i++) {
      String text = statement.words().get(i).text();
      int secret = SecretText.secretIn(text);
      if (secret >= 0) {
        allBehind(statement, i);
        followUp(statement, index);
        return;
      }
      boolean number = i + 1 < statement.words().size() && isDigits(statement.words().get(i + 1));
      if (number && SecretText.isKey(text)) {
        allBehind(statement, i + 1);
        return;
      }
    }
  }

  private static boolean isDigits(Word word) {
    return word.text().chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether it is a known word whose value is none that somebody would choose as a password. */
  private boolean isOpen(Statement statement) {
    List<Word> words = statement.words();
    if (!OPEN_WORDS.contains(statement.head()) || statement.unterminated() || words.size() > 2) {
      return false;
    }
    if (words.size() == 1) {
      return true;
    }
    String value = words.get(1).text();
    boolean number = value.length() <= OPEN_DIGITS_MAX && isDigits(words.get(1));
    return number || resemblesChoice(statement.head(), value.toUpperCase(Locale.ROOT));
  }

  private boolean resemblesChoice(String head, String value) {
    for (Block block : List.of(Block.AUTHENTICATION, Block.AUTH_HMAC)) {
      Optional<Keyword> keyword = table.find(block, head);
      String choices = keyword.isPresent() ? keyword.get().part(1) : "";
      for (String choice : choices.toUpperCase(Locale.ROOT).split("\\|", -1)) {
        // One slip makes too many words of one of two letters.
        int slipsMax = choice.length() > 2 ? 1 : 0;
        if (!choice.isEmpty() && Likeness.slips(value, choice) <= slipsMax) {
          return true;
        }
      }
    }
    return false;
  }

  /** All words behind that one are secret, and what of the word itself is glued to its head. */
  private void allBehind(Statement statement, int head) {
    List<Word> words = statement.words();
    if (!words.isEmpty()) {
      Word word = words.get(head);
      secrets.add(word.span(), word.text().substring(secretFrom(word.text())));
    }
    for (int i = head + 1; i < words.size(); i++) {
      secrets.add(words.get(i).span(), words.get(i).text());
    }
    if (statement.unterminated()) {
      int from = words.isEmpty() ? statement.from() : words.getLast().to();
      String rest = statement.line().text().substring(from).strip();
      secrets.add(statement.span(), rest);
      secrets.add(statement.span(), rest.startsWith("\"") ? rest.substring(1).strip() : "");
    }
  }

  /** In a block of authentication a word that is none of letters may be the secret itself. */
  private int secretFrom(String word) {
    int glued = SecretText.secretIn(word);
    boolean secret = glued < 0 && isWithin() && !isKeyword(word) && !SecretText.isLetters(word);
    return secret ? 0 : glued < 0 ? word.length() : glued;
  }

  private boolean isKeyword(String word) {
    return table.find(Block.AUTHENTICATION, word).isPresent()
        || table.find(Block.AUTH_HMAC, word).isPresent();
  }

  /**
   * What belongs to the secret although the language cuts it off: the braces of a variable that is
   * not defined, and the next line if this one has only the word before a secret.
   */
  private void followUp(Statement statement, int index) {
    List<Word> words = statement.words();
    boolean variable = words.getLast().text().endsWith("$") && nextIs(index, Kind.OPEN);
    if (variable) {
      int here = statement.span().line();
      for (int i = index + 1; i < statements.size(); i++) {
        Statement next = statements.get(i);
        if (next.span().line() != here) {
          return;
        }
        next.words().forEach(word -> secrets.add(word.span(), word.text()));
      }
    } else if (words.size() == 1 && nextIs(index, Kind.WORDS)) {
      Statement next = statements.get(index + 1);
      boolean other = table.names(Block.INSTANCE).contains(next.head()) || isKeyword(next.head());
      if (!other) {
        secrets.addLine(next.span().file(), next.span().line());
        next.words().forEach(word -> secrets.add(word.span(), word.text()));
      }
    }
  }
}
