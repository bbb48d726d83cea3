package dev.baton.core.node;

import dev.baton.core.track.TrackedObject;

/**
 * One reason why an instance cannot serve. Reasons are independent: the instance recovers when the
 * last one has gone, and one interface that comes up does not cancel the fault of another.
 *
 * @param hint an explanation if the cause is not obvious; otherwise empty
 */
record Fault(Kind kind, String subject, String hint) {

  /** One that says all by itself. */
  Fault(Kind kind, String subject) {
    this(kind, subject, "");
  }

  /** The kinds of reasons. */
  enum Kind {
    HELD,
    INTERFACE_MISSING,
    DEVICE_REFUSED,
    INTERFACE_DOWN,
    INTERFACE_UP,
    NO_SOURCE,
    SOURCE_ABSENT,
    SCRIPT,
    NO_PEERS,
    FILE,
    PROCESS_DOWN,
    PROCESS_UP,
    BFD,
    SOCKET,
    ADDRESSES_REFUSED,
    GROUP
  }

  /** Of a tracked object. */
  static Fault of(TrackedObject tracked) {
    String name = tracked.id().name();
    return switch (tracked.id().kind()) {
      case SCRIPT -> new Fault(Kind.SCRIPT, name);
      case FILE -> new Fault(Kind.FILE, name);
      case PROCESS ->
          new Fault(tracked.weight().reverse() ? Kind.PROCESS_UP : Kind.PROCESS_DOWN, name);
      case BFD -> new Fault(Kind.BFD, name);
    };
  }

  /** Whether the tracked object says nothing itself when it is a fault from the first. */
  boolean isSilentAtStart() {
    return kind == Kind.PROCESS_DOWN || kind == Kind.PROCESS_UP;
  }

  /** Of another member of the sync group. */
  static Fault ofGroup(String member, String group) {
    return new Fault(Kind.GROUP, member + " of sync group " + group);
  }

  /** In words, for the log and as the cause of a transition. */
  String text() {
    return switch (kind) {
      case HELD -> subject;
      case INTERFACE_MISSING -> "interface " + subject + " does not exist";
      case DEVICE_REFUSED -> "interface " + subject + " could not be made";
      case INTERFACE_DOWN -> "interface " + subject + " down";
      case INTERFACE_UP -> "interface " + subject + " up";
      case NO_SOURCE -> "no " + subject + " address for interface";
      case SOURCE_ABSENT -> "source address " + subject + " absent";
      case SCRIPT -> "script " + subject + " failed";
      case NO_PEERS -> "no unicast peers";
      // The status that keepalived takes for a fault.
      case FILE -> "tracked file " + subject + " has status -254";
      case PROCESS_DOWN -> "tracked process " + subject + " quorum not achieved";
      case PROCESS_UP -> "tracked process " + subject + " quorum achieved";
      case BFD -> "BFD session " + subject + " failed";
      case SOCKET -> "no socket: " + subject;
      case GROUP -> subject + " is at fault";
      case ADDRESSES_REFUSED -> "none of its addresses could be set";
    };
  }
}
