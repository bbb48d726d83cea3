package dev.baton.config.keyword;

import java.util.List;

/**
 * One row of the table: a word of the language in its block.
 *
 * @param argument what follows the word: {@code int 1 255}, {@code bool}, {@code named block} …,
 *     taken apart at blanks; {@link ArgumentKind} names the first part
 * @param kind what kind of argument that is; asked for at each use of the word
 * @param defaultText the default as the manual says it; {@code -} for none
 * @param meaning what it is for, in a sentence
 * @param usage how its argument is written, where the argument alone does not tell
 * @param state aliases and retired words; empty for the rest
 * @param whenBad what keepalived says of a wrong value, with {@code {name}}, {@code {value}}
 * @param whenMissing what it says if the argument is missing; empty where it stops there and then
 * @param whenZero what it says of a zero that it makes a one
 * @param whenUsed what it says whenever the word is used: it is retired
 * @param help what to do about a wrong value, where its usage does not tell
 */
public record Keyword(
    Block block,
    String name,
    List<String> argument,
    ArgumentKind kind,
    String defaultText,
    Area area,
    Effect effect,
    Repeat repeat,
    String meaning,
    String usage,
    String state,
    String whenBad,
    String whenMissing,
    String whenZero,
    String whenUsed,
    String help) {

  private static final String ALIAS = "alias of ";

  /** What part of the program the word belongs to. */
  public enum Area {
    GLOBAL,
    PROCESS,
    VRRP,
    TRACK,
    ROUTES,
    SCRIPT,
    NOTIFY,
    IPVS,
    CHECKER,
    BFD,
    PREPROCESSING
  }

  /** Whether this version acts on the word. */
  public enum Effect {
    /** It does. */
    NOW,
    /** Not yet; nobody else is harmed by that. */
    LATER
  }

  /** What a second one in the same block means. */
  public enum Repeat {
    /** It replaces the first, silently. */
    LAST,
    /** It is an error and ignored. */
    FIRST,
    /** It is an error, but replaces the first. */
    REPLACE,
    /** It adds to the first. */
    MANY,
    /** A block of another name is another object; the same name again is an error. */
    ONCE,
    /** A block that goes on where the first ended. */
    REOPEN
  }

  /** The numbered part of the argument, from 0 for the kind's name. */
  public String part(int index) {
    return index < argument.size() ? argument.get(index) : "";
  }

  /** Whether the argument's text has this part. */
  public boolean has(String part) {
    return argument.contains(part);
  }

  /** The word of the same block that this is another name of; empty if it is not an alias. */
  public String heir() {
    int alias = state.indexOf(ALIAS);
    if (alias < 0) {
      return "";
    }
    int from = alias + ALIAS.length();
    int blank = state.indexOf(' ', from);
    return state.substring(from, blank < 0 ? state.length() : blank);
  }

  /** The word that this stands for: its own name, unless it is an alias. */
  public String canonicalName() {
    String heir = heir();
    return heir.isEmpty() ? name : heir;
  }

  /** Whether the word may stand without its argument. */
  public boolean mayBeBare() {
    return argument.get(0).endsWith("?") || whenMissing.equals("ok");
  }
}
