package dev.baton.linux.libc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A C program made of expressions, which gcc compiles against this machine's headers and we run.
 */
final class CProgram {

  private final List<String> headers;
  private final StringBuilder body = new StringBuilder();

  CProgram(List<String> headers) {
    this.headers = headers;
  }

  /** Prints an int's value under a name. */
  CProgram number(String name, String expression) {
    body.append("  printf(\"%s %%d\\n\", (int)(%s));\n".formatted(name, expression));
    return this;
  }

  /** Does not compile unless it is true. */
  CProgram assertion(String name, String expression, int value) {
    return statement("_Static_assert((int)(%s) == %d, \"%s\");".formatted(expression, value, name));
  }

  CProgram statement(String statement) {
    body.append("  ").append(statement).append('\n');
    return this;
  }

  /** What it printed: a name and the rest of the line. */
  Map<String, String> run(Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve("program.c");
    Path program = directory.resolve("program");
    writeTo(source);
    run(List.of("gcc", "-w", "-o", program.toString(), source.toString()));
    return run(List.of(program.toString()))
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));
  }

  void writeTo(Path source) throws IOException {
    Files.writeString(source, text());
  }

  /** Looks whether the sources compile. */
  static void compile(String compiler, List<Path> sources)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(compiler, "-w", "-fsyntax-only"));
    sources.forEach(source -> command.add(source.toString()));
    run(command);
  }

  private String text() {
    var text = new StringBuilder("#define _GNU_SOURCE\n");
    var all = new ArrayList<>(headers);
    all.add("stdio.h");
    all.add("stddef.h");
    all.forEach(header -> text.append("#include <").append(header).append(">\n"));
    return text.append("int main(void) {\n").append(body).append("  return 0;\n}\n").toString();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + ":\n" + output);
    }
    return output;
  }
}
