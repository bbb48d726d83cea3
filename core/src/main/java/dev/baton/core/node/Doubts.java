package dev.baton.core.node;

import dev.baton.core.kernel.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of the resources that are taken to be there may have gone without a word: it is set again
 * while it is desired, and removed all the same when it is not.
 */
final class Doubts {

  private final Set<Resource> doubtful = new HashSet<>();

  /** Of these, what there was no doubt about before. */
  private final Set<Resource> questioned = new HashSet<>();

  /** What the plan under way sets, and may have gone since. */
  private final Set<Resource> sinceSet = new HashSet<>();

  private final List<Resource> missed = new ArrayList<>();

  /** All that is in doubt. */
  Set<Resource> all() {
    return doubtful;
  }

  boolean contains(Resource resource) {
    return doubtful.contains(resource);
  }

  /** It may never have been there. */
  void add(Resource resource) {
    doubtful.add(resource);
  }

  /** It was there, and may have gone. */
  void question(Resource resource, boolean present, boolean planUnderWay) {
    if (present && doubtful.add(resource)) {
      questioned.add(resource);
    }
    if (planUnderWay) {
      sinceSet.add(resource);
    }
  }

  void remove(Resource resource) {
    doubtful.remove(resource);
  }

  /** Another wish is to be fulfilled: what it sets is not set again. */
  void wished() {
    questioned.clear();
  }

  /** A plan is under way from now on. */
  void planned() {
    sinceSet.clear();
  }

  /** A plan was answered; {@link #set} tells what it set. */
  void answered() {
    missed.clear();
  }

  /** It was set, or was there already. */
  void set(Resource resource, boolean wasThere) {
    if (questioned.remove(resource) && !wasThere) {
      missed.add(resource);
    }
    if (sinceSet.contains(resource)) {
      doubtful.add(resource);
    } else {
      doubtful.remove(resource);
    }
  }

  /** What the last answered plan found missing, and set again. */
  List<Resource> missed() {
    return List.copyOf(missed);
  }
}
