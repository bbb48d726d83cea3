package dev.baton.config.read;

import dev.baton.config.tree.Directive;
import java.util.List;

/** What is to be said at the end of a block when a configuration is shown; a line each. */
@FunctionalInterface
public interface SectionRemarks {

  /** Nothing is. */
  SectionRemarks NONE =
      new SectionRemarks() {
        @Override
        public List<String> of(Directive.Section section) {
          return List.of();
        }
      };

  /** The lines for that block. */
  List<String> of(Directive.Section section);
}
