package dev.baton.core.config;

import dev.baton.core.config.parse.Node;
import java.util.List;

/** What is to be said at the end of a block when a configuration is shown; a line each. */
@FunctionalInterface
public interface SectionRemarks {

  /** Nothing is. */
  SectionRemarks NONE =
      new SectionRemarks() {
        @Override
        public List<String> of(Node.Section section) {
          return List.of();
        }
      };

  /** The lines for that block. */
  List<String> of(Node.Section section);
}
