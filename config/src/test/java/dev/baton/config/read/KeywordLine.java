package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.ReadOptions;
import java.util.List;

/** A line with one keyword in the smallest file that it can stand in. */
final class KeywordLine {

  private KeywordLine() {}

  /** What the parser says of {@code keyword argument}, and of nothing else in the file. */
  static List<Diagnostic> complaints(Keyword keyword, String argument) {
    return complaints(keyword, List.of(keyword.name() + ' ' + argument));
  }

  /** What it says of the last of these lines. */
  static List<Diagnostic> complaints(Keyword keyword, List<String> lines) {
    String[] blocks = keyword.block().title().split("/", -1);
    var text = new StringBuilder();
    int depth = 0;
    for (String block : blocks) {
      if (!block.equals("(root)")) {
        text.append(head(block)).append(" {\n");
        depth++;
      }
    }
    lines.forEach(line -> text.append(line).append('\n'));
    text.append("}\n".repeat(depth));
    var sources = new CannedSources().with("k.conf", text.toString());
    var reading =
        ConfigReader.read(
            "k.conf", sources, CannedHost.ofTheVerdicts().facts(), ReadOptions.DEFAULT);
    int own = depth + lines.size();
    return reading.diagnostics().stream()
        .filter(diagnostic -> diagnostic.span().line() == own)
        .filter(KeywordLine::isOfTheParser)
        .toList();
  }

  private static String head(String block) {
    return switch (block) {
      case "virtual_server" -> "virtual_server 10.1.0.1 80";
      case "real_server" -> "real_server 10.2.0.1 80";
      case "global_defs", "SSL", "garp_group", "authentication", "auth_hmac" -> block;
      default ->
          Character.isUpperCase(block.charAt(0)) || block.equals("url") || block.equals("host")
              ? block
              : block + " X";
    };
  }

  /** The parser's own complaints, not those about other words that the small file lacks. */
  private static boolean isOfTheParser(Diagnostic diagnostic) {
    return switch (diagnostic.code()) {
      case "bad-value",
          "missing-word",
          "zero",
          "clamped",
          "extra-word",
          "vmac-mac",
          "vmac-name",
          "ipvlan-name",
          "ipvlan-address",
          "hmac-key-length",
          "weight-option",
          "unknown-keyword",
          "repeated",
          "retired" ->
          true;
      default -> false;
    };
  }
}
