import org.jspecify.annotations.NullMarked;

/** The configuration language, from text to the typed model of {@code core}. */
@NullMarked
module dev.baton.config {
  requires static org.jspecify;
  requires transitive dev.baton.core;

  exports dev.baton.config.advice;
  exports dev.baton.config.diagnose;
  exports dev.baton.config.facts;
  exports dev.baton.config.group;
  exports dev.baton.config.keyword;
  exports dev.baton.config.read;
  exports dev.baton.config.text;
  exports dev.baton.config.tree;
}
