package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.keyword.ArgumentKind;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.Keyword.Repeat;
import dev.baton.config.keyword.KeywordTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every mistake that a row of the table allows, with what must be said of it, both out of the row:
 * each number around both ends of its range and beyond 32 and 64 bits, each wrong notation, no
 * word, a second line.
 */
final class KeywordMistakesTest {

  private static final List<String> NO_WHOLE_NUMBERS =
      List.of("x", "1.0", "1.5", "1e2", "0x10", "5s", "\"5 \"", "--1", "+", "5,5", "-x");

  private static final List<String> NO_TIMES =
      List.of("x", "1e2", "0x10", "1s", "1,5", "1.5.5", "\"1 \"", "+-1");

  private static final List<String> BIG =
      List.of(
          "2147483647",
          "2147483648",
          "4294967295",
          "4294967296",
          "4294967297",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551615",
          "18446744073709551616",
          "99999999999999999999");

  private final KeywordTable table = new KeywordTable();
  private final List<String> failures = new ArrayList<>();
  private int asked;

  private List<Keyword> all(ArgumentKind... kinds) {
    var keywords = new ArrayList<Keyword>();
    for (Block block : Block.values()) {
      for (Keyword keyword : table.keywords(block)) {
        if (block.holdsKeywords() && List.of(kinds).contains(keyword.kind())) {
          keywords.add(keyword);
        }
      }
    }
    return keywords;
  }

  /** Whether the line is refused as it must be; the word's own text begins what is said. */
  private void expect(Keyword keyword, String argument, boolean wrong) {
    asked++;
    List<Diagnostic> said = withoutRetirement(keyword, KeywordLine.complaints(keyword, argument));
    String name = keyword.block().title() + " " + keyword.name() + " " + argument;
    if (said.isEmpty() == wrong) {
      failures.add(name + (wrong ? " is taken" : " is refused: " + said.get(0).message()));
    } else if (wrong) {
      String text = keyword.whenBad();
      boolean inItsWords = said.get(0).message().contains(text.substring(0, startOf(text)));
      if (!inItsWords || said.get(0).exitClass() != ExitClass.ORDINARY) {
        failures.add(name + " is told of as " + said.get(0).message());
      }
    }
  }

  /** Where the first variable part of a message begins. */
  private static int startOf(String text) {
    int value = text.indexOf("{value}");
    int name = text.indexOf("{name}");
    return Math.min(value < 0 ? text.length() : value, name < 0 ? text.length() : name);
  }

  private static List<Diagnostic> withoutRetirement(Keyword keyword, List<Diagnostic> said) {
    return keyword.whenUsed().isEmpty()
        ? said
        : said.stream().filter(one -> !one.code().equals("retired")).toList();
  }

  private void report(int least) {
    assertEquals(List.of(), failures);
    assertTrue(asked > least, asked + " lines were asked about");
  }

  @Test
  void wholeNumbersAndWeightsKeepTheirRange() {
    for (Keyword keyword : all(ArgumentKind.WHOLE, ArgumentKind.WEIGHT)) {
      BigDecimal least = new BigDecimal(keyword.part(1));
      BigDecimal greatest = new BigDecimal(keyword.part(2));
      BigDecimal good = least.max(BigDecimal.valueOf(7)).min(greatest);
      boolean clamps = keyword.has("clamp");
      boolean zeroIsOne = keyword.has("least");
      for (String number : around(least, greatest, BigDecimal.ONE)) {
        BigDecimal value = new BigDecimal(number);
        boolean outside = value.compareTo(least) < 0 || value.compareTo(greatest) > 0;
        if (!clamps && !(zeroIsOne && value.signum() == 0)) {
          expect(keyword, number, outside);
        }
      }
      for (String word : NO_WHOLE_NUMBERS) {
        expect(keyword, word, true);
      }
      // Leading zeros and blanks and a plus are fine, an empty word is 0, and so is nothing else.
      expect(keyword, "+" + good.abs(), outside(good.abs(), least, greatest));
      expect(keyword, "0" + good.abs(), outside(good.abs(), least, greatest));
      expect(keyword, "\" " + good.abs() + "\"", outside(good.abs(), least, greatest));
      if (!clamps && !zeroIsOne) {
        expect(keyword, "\"\"", outside(BigDecimal.ZERO, least, greatest));
        expect(keyword, "-0", least.signum() >= 0);
      }
    }
    report(2_000);
  }

  private static boolean outside(BigDecimal value, BigDecimal least, BigDecimal greatest) {
    return value.compareTo(least) < 0 || value.compareTo(greatest) > 0;
  }

  private static List<String> around(BigDecimal least, BigDecimal greatest, BigDecimal step) {
    var numbers = new ArrayList<>(BIG);
    for (BigDecimal end : List.of(least, greatest)) {
      numbers.add(end.subtract(step).toPlainString());
      numbers.add(end.toPlainString());
      numbers.add(end.add(step).toPlainString());
    }
    numbers.add("0");
    numbers.add("-1");
    return numbers;
  }

  @Test
  void timesKeepTheirRangeAndTheirDecimals() {
    for (Keyword keyword :
        all(ArgumentKind.SECONDS, ArgumentKind.COARSE_SECONDS, ArgumentKind.MILLISECONDS)) {
      int decimals = keyword.kind() == ArgumentKind.SECONDS ? 6 : 3;
      BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
      BigDecimal least = new BigDecimal(keyword.part(1));
      BigDecimal greatest = new BigDecimal(keyword.part(2));
      for (String number : around(least, greatest, step)) {
        BigDecimal value = new BigDecimal(number);
        if (!(keyword.has("least") && value.signum() == 0)) {
          expect(keyword, number, outside(value, least, greatest));
        }
      }
      for (String word : NO_TIMES) {
        expect(keyword, word, true);
      }
      String good = least.max(BigDecimal.ONE).toBigInteger().toString();
      expect(keyword, good + ".", false);
      expect(keyword, good + "." + "0".repeat(decimals), false);
      expect(keyword, good + "." + "0".repeat(decimals + 1), true);
    }
    report(800);
  }

  @Test
  void switchesKnowSixWords() {
    for (Keyword keyword : all(ArgumentKind.SWITCH)) {
      for (String word : List.of("", "on", "off", "true", "false", "yes", "no", "on off")) {
        expect(keyword, word, false);
      }
      for (String word : List.of("ON", "True", "YES", "1", "0", "x", "\"\"", "enable")) {
        expect(keyword, word, true);
      }
    }
    report(500);
  }

  @Test
  void flagsTakeAnything() {
    for (Keyword keyword : all(ArgumentKind.FLAG)) {
      for (String word : List.of("", "on", "off", "x", "\"\"", "1 2 3")) {
        expect(keyword, word, false);
      }
    }
    report(300);
  }

  @Test
  void addressesAreOneHosts() {
    for (Keyword keyword : all(ArgumentKind.ADDRESS)) {
      for (String word : List.of("10.1.0.5", "fe80::5", "::", "10.1.0.5 x")) {
        expect(keyword, word, false);
      }
      expect(keyword, "10.1.0.256", true);
      expect(keyword, "x", true);
      expect(keyword, "\"\"", true);
      List<Diagnostic> said = KeywordLine.complaints(keyword, "10.1.0.5/24");
      assertEquals(!keyword.has("cut"), !said.isEmpty(), keyword.name());
    }
    report(100);
  }

  @Test
  void choicesAreTakenAsTheyAreWritten() {
    for (Keyword keyword : all(ArgumentKind.CHOICE, ArgumentKind.CASELESS_CHOICE)) {
      boolean caseless = keyword.kind() == ArgumentKind.CASELESS_CHOICE;
      List<String> choices = List.of(keyword.part(1).split("\\|", -1));
      for (String choice : choices) {
        expect(keyword, choice, false);
        expect(keyword, choice + "x", !choices.contains(choice + "x"));
        String other = choice.toLowerCase(java.util.Locale.ROOT);
        expect(keyword, other, !caseless && !choices.contains(other));
      }
      expect(keyword, "\"\"", true);
    }
    report(100);
  }

  /** Nothing behind the word: keepalived stops there, or has something to say, or takes it. */
  @Test
  void aWordWithoutItsArgumentIsToldOfAsItsRowSays() {
    for (Block block : Block.values()) {
      for (Keyword keyword : block.holdsKeywords() ? table.keywords(block) : List.<Keyword>of()) {
        if (opens(keyword)) {
          continue;
        }
        List<Diagnostic> said = withoutRetirement(keyword, KeywordLine.complaints(keyword, ""));
        Optional<ExitClass> actual = said.stream().map(Diagnostic::exitClass).findFirst();
        asked++;
        if (!actual.equals(whenBare(keyword))) {
          failures.add(block.title() + " " + keyword.name() + " without a word: " + actual);
        }
      }
    }
    report(400);
  }

  private static Optional<ExitClass> whenBare(Keyword keyword) {
    boolean bare = keyword.kind() == ArgumentKind.FLAG || keyword.kind() == ArgumentKind.SWITCH;
    if (bare || keyword.mayBeBare()) {
      return Optional.empty();
    }
    return Optional.of(
        keyword.whenMissing().isEmpty() ? ExitClass.MISSING_WORD : ExitClass.ORDINARY);
  }

  private static boolean opens(Keyword keyword) {
    return switch (keyword.kind()) {
      case VALUES, NAMED_VALUES, ENTRY -> true;
      case SPECIAL ->
          keyword.name().equals("virtual_server") || keyword.name().equals("real_server");
      default -> keyword.kind().opensBlock();
    };
  }

  @Test
  void aSecondLineMeansWhatItsRowSays() {
    for (Keyword keyword : all(ArgumentKind.WORD, ArgumentKind.INTERFACE, ArgumentKind.WEIGHT)) {
      String line = keyword.name() + (keyword.kind() == ArgumentKind.WEIGHT ? " 5" : " eth0");
      boolean told =
          KeywordLine.complaints(keyword, List.of(line, line)).stream()
              .anyMatch(one -> one.code().equals("repeated"));
      boolean tells = keyword.repeat() == Repeat.FIRST || keyword.repeat() == Repeat.REPLACE;
      asked++;
      if (told != tells) {
        failures.add(keyword.block().title() + " " + line + " twice");
      }
    }
    report(50);
  }
}
