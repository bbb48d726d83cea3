package dev.baton.cli.command;

import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The arguments of commands, as picocli wants them described. */
public final class Arguments {

  private Arguments() {}

  /** Any number of them; the value at position 0 is a list of texts. */
  public static PositionalParamSpec any(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .arity("0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }
}
