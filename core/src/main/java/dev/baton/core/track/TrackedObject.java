package dev.baton.core.track;

/** A tracked object whose reading matters to an instance, and how much. */
public record TrackedObject(TrackerId id, Weight weight) {

  /** What a reading does to the instance that tracks the object. */
  public Weight.Effect effect(Reading reading) {
    return switch (reading) {
      case Reading.Verdict.AWAITED -> mayFault() ? Weight.Effect.AWAITED : Weight.Effect.NONE;
      case Reading.Verdict.PRESUMED -> Weight.Effect.NONE;
      case Reading.Verdict.UP -> weight.effect(true);
      case Reading.Verdict.DOWN -> weight.effect(false);
      case Reading.Value(int value) -> weight.effect(value);
    };
  }

  /** A number may be great enough for a fault, whatever the weight. */
  private boolean mayFault() {
    return weight.decidesFault() || id.kind() == TrackerId.Kind.FILE;
  }
}
