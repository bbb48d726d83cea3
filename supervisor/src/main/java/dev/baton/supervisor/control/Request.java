package dev.baton.supervisor.control;

import dev.baton.core.net.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a client of the control socket asks for. */
public sealed interface Request {

  /** A line may have so many bytes; the longest that we know has 12. */
  int BYTES_MAX = 256;

  /** How everything is now. */
  record Status() implements Request {}

  /** What happened last. */
  record History(int countMax) implements Request {}

  /** Read the configuration again, and say how that ended. */
  record Reload() implements Request {}

  /** What a line means. */
  sealed interface Meaning {}

  /** It is a request. */
  record Understood(Request request) implements Meaning {}

  /** It is none, and why. */
  record Nonsense(String reason) implements Meaning {}

  /** The meaning of a line without its end. */
  static Meaning of(byte[] line, int lengthBytes) {
    if (lengthBytes > BYTES_MAX) {
      return new Nonsense("the request is longer than " + BYTES_MAX + " bytes");
    }
    // Each byte is a character, so nothing is lost before it is looked at.
    String text = new String(line, 0, lengthBytes, StandardCharsets.ISO_8859_1);
    if (text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
    }
    List<String> words = List.of(text.split(" ", -1));
    return switch (words.getFirst()) {
      case "status" -> alone(words, new Status());
      case "history" -> history(words);
      case "reload" -> alone(words, new Reload());
      default -> new Nonsense("`" + Printable.of(words.getFirst()) + "` is not a request");
    };
  }

  private static Meaning alone(List<String> words, Request request) {
    return words.size() == 1
        ? new Understood(request)
        : new Nonsense("`" + words.getFirst() + "` takes no argument");
  }

  private static Meaning history(List<String> words) {
    if (words.size() == 1) {
      return new Understood(new History(Integer.MAX_VALUE));
    }
    String count = words.get(1);
    return words.size() == 2 && count.matches("[1-9][0-9]{0,8}")
        ? new Understood(new History(Integer.parseInt(count)))
        : new Nonsense("`history` takes a count of 1 or more, or nothing");
  }
}
