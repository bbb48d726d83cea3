package dev.baton.supervisor.life;

import dev.baton.core.model.NotifyConfig;
import dev.baton.core.node.Transition;
import dev.baton.supervisor.observe.TransitionObserver;
import java.util.HashSet;
import java.util.Set;

/** The instances that are master, or were when the daemon was told to stop. */
final class KnownMasters implements TransitionObserver {

  private final Set<String> names = new HashSet<>();

  @Override
  public void tell(Transition transition, NotifyConfig notify) {
    if (transition.subject() == Transition.Subject.GROUP) {
      return;
    }
    switch (transition.event()) {
      case MASTER -> names.add(transition.name());
      case BACKUP, FAULT, DELETED -> names.remove(transition.name());
      case STOP, MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> {}
    }
  }

  /** Their names. */
  Set<String> names() {
    return Set.copyOf(names);
  }

  /** None is any more. */
  void forget() {
    names.clear();
  }

  boolean isEmpty() {
    return names.isEmpty();
  }
}
