package dev.baton.config.line;

import dev.baton.config.diagnose.Consequence;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.core.track.Weight;
import java.util.List;
import java.util.Optional;

/** Reads one line of a track_* block: a name, and perhaps {@code weight N [reverse]}. */
public final class TrackLines {

  /** The greatest weight that changes a priority; keepalived takes ±254 for it. */
  private static final int WEIGHT_MAX = 253;

  private final Diagnostics diagnostics;

  /** Tells these of mistakes. */
  public TrackLines(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** A line's weight, or that it gives none. */
  public record Given(Optional<Weight> weight) {}

  /**
   * The weight of a line.
   *
   * @param block the block's keyword, for the messages
   * @param greatest the largest weight that may be written
   */
  public Given read(Directive.Line line, String owner, String block, int greatest) {
    List<Word> words = line.words();
    String name = line.text(0);
    Optional<Weight> weight = Optional.empty();
    int at = 1;
    while (at < words.size()) {
      Word word = words.get(at);
      if (!word.text().equals("weight")) {
        diagnostics.add(
            Diagnostic.error(
                    "track-option",
                    word.span(),
                    "(" + owner + ") unknown " + block + " option " + word.text() + " - ignoring")
                .withHelp("write `" + name + " weight N`")
                .consequenceOf(new Consequence.OfSameLine()));
        at++;
        continue;
      }
      if (at + 1 >= words.size()) {
        diagnostics.add(
            Diagnostic.error(
                    "track-weight",
                    word.span(),
                    "("
                        + owner
                        + ") weight without value specified for "
                        + block
                        + " "
                        + name
                        + " - ignoring")
                .withHelp("write a number after `weight`"));
        break;
      }
      weight = weight(words, at + 1, owner, block, greatest);
      tellOfDirection(words, at + 2, owner, block);
      break;
    }
    return new Given(weight);
  }

  private void tellOfDirection(List<Word> words, int at, String owner, String block) {
    if (at >= words.size()) {
      return;
    }
    String word = words.get(at).text();
    if (!word.equals("reverse") && !word.equals("noreverse")) {
      diagnostics.add(
          Diagnostic.error(
                  "track-option",
                  words.get(at).span(),
                  "(" + owner + ") unknown " + block + " weight option " + word + " - ignoring")
              .withHelp("write `reverse` or nothing")
              .consequenceOf(new Consequence.OfSameLine()));
    }
  }

  private Optional<Weight> weight(
      List<Word> words, int at, String owner, String block, int greatest) {
    Word word = words.get(at);
    String name = words.get(0).text();
    var number = Quantities.whole(word.text(), -greatest, greatest);
    if (!number.good()) {
      diagnostics.add(
          Diagnostic.error(
                  "track-weight",
                  word.span(),
                  "("
                      + owner
                      + ") weight "
                      + word.text()
                      + " for "
                      + name
                      + " must be between [-"
                      + greatest
                      + ".."
                      + greatest
                      + "] inclusive. Ignoring...")
              .because(number.fault()));
      return Optional.empty();
    }
    int points = (int) number.number();
    // A number is multiplied by it, and -254 times 1 is a fault.
    if (Math.abs(points) > WEIGHT_MAX && !block.equals("track_file")) {
      points = points > 0 ? WEIGHT_MAX : -WEIGHT_MAX;
      if (block.equals("track_interface") || block.equals("track_script")) {
        diagnostics.error(
            "track-weight",
            word.span(),
            "(" + owner + ") weight for " + name + " cannot be +/-254. Setting to +/-253",
            "write a weight from -253 to 253");
      }
    }
    boolean reverse = at + 1 < words.size() && words.get(at + 1).text().equals("reverse");
    return Optional.of(new Weight(points, reverse));
  }
}
