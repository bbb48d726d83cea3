package dev.baton.linux.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.linux.Errno;
import dev.baton.linux.Signal;
import dev.baton.linux.TestJvm;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * gcc compares every number of the kernel's interface that is written down here with its headers.
 */
class AbiAuditTest {

  private static final Pattern SYSTEM_CALL =
      Pattern.compile("int (\\w+) = of\\((\\d+), (\\d+)\\);");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> constantsAndLayouts() throws Exception {
    List<Class<?>> audited = classesWithHeader();
    assertFalse(audited.size() < 10, "the classes are not found: " + audited);
    return audited.stream()
        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> audit(type)));
  }

  private static List<Class<?>> classesWithHeader() throws Exception {
    Path code = Path.of(Syscall.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.list(code.resolve("dev/baton/linux/libc"))) {
      Stream<Class<?>> inLibc =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\w+\\.class"))
              .map(name -> name.replace(".class", ""))
              .<Class<?>>map(name -> load("dev.baton.linux.libc." + name));
      return Stream.concat(inLibc, Stream.of(Signal.class))
          .filter(type -> type.isAnnotationPresent(Header.class))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Syscall.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** What we say of a C expression. */
  private record Claim(String expression, int value) {}

  private void audit(Class<?> type) throws Exception {
    var program = new CProgram(List.of(type.getAnnotation(Header.class).value()));
    var ours = new TreeMap<String, String>();
    claims(type)
        .forEach(
            (label, claim) -> {
              ours.put(label, String.valueOf(claim.value()));
              program.number(label, claim.expression());
            });
    assertAgree(ours, program.run(directory));
  }

  /** By the names of the constants. */
  private static Map<String, Claim> claims(Class<?> type) throws IllegalAccessException {
    var claims = new TreeMap<String, Claim>();
    for (Field constant : constants(type)) {
      claims.put(constant.getName(), new Claim(constant.getName(), constant.getInt(null)));
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.isAnnotationPresent(Struct.class)) {
        addLayout(nested, claims);
      }
    }
    return claims;
  }

  private static void addLayout(Class<?> layout, Map<String, Claim> claims)
      throws IllegalAccessException {
    String struct = layout.getAnnotation(Struct.class).value();
    for (Field constant : constants(layout)) {
      String label = layout.getSimpleName() + "." + constant.getName();
      String member = constant.getName().toLowerCase(Locale.ROOT);
      String expression =
          constant.getName().equals("SIZE")
              ? "sizeof(" + struct + ")"
              : "offsetof(" + struct + ", " + member + ")";
      claims.put(label, new Claim(expression, constant.getInt(null)));
    }
  }

  /** Writes what we say on this architecture as a C program that compiles if it is true. */
  static final class Program {

    private Program() {}

    public static void main(String... directory) throws Exception {
      for (Class<?> type : classesWithHeader()) {
        var program = new CProgram(List.of(type.getAnnotation(Header.class).value()));
        Map<String, Claim> claims = claims(type);
        // Two that the C library only knows when it runs.
        claims.keySet().removeAll(Set.of("SIGRTMIN", "SIGRTMAX"));
        claims.forEach((label, it) -> program.assertion(label, it.expression(), it.value()));
        program.writeTo(Path.of(directory[0]).resolve(type.getSimpleName() + ".c"));
      }
    }
  }

  /**
   * A virtual machine that believes to be on it says what we say there; a cross compiler judges.
   */
  @Test
  void constantsAndLayoutsOfAarch64() throws Exception {
    Process there =
        TestJvm.start(
            Program.class,
            List.of(directory.toString()),
            "env",
            "JDK_JAVA_OPTIONS=-Dos.arch=aarch64");
    String output = new String(there.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, there.waitFor(), output);
    try (var sources = Files.list(directory)) {
      List<Path> programs = sources.toList();
      assertFalse(programs.size() < 10, programs::toString);
      CProgram.compile("aarch64-linux-gnu-gcc", programs);
    }
  }

  private static List<Field> constants(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == int.class)
        .toList();
  }

  @Test
  void systemCallsOfThisMachine() throws Exception {
    boolean x86 = Architecture.IS_X86;
    assertSystemCalls(List.of("sys/syscall.h"), "SYS_", x86 ? 2 : 3);
  }

  /**
   * Of this machine, if it is one; else those that the generic table gives to new architectures.
   */
  @Test
  void systemCallsOfAarch64() throws Exception {
    assertSystemCalls(List.of("asm-generic/unistd.h"), "__NR_", 3);
  }

  private void assertSystemCalls(List<String> headers, String prefix, int column)
      throws IOException, InterruptedException {
    String source = Files.readString(Path.of("src/main/java/dev/baton/linux/libc/Sys.java"));
    var ours = new TreeMap<String, String>();
    var program = new CProgram(headers);
    SYSTEM_CALL
        .matcher(source)
        .results()
        .forEach(
            call -> {
              ours.put(call.group(1), call.group(column));
              program.number(call.group(1), prefix + call.group(1).toLowerCase(Locale.ROOT));
            });
    assertFalse(ours.size() < 50, "the table is not found in the source");
    assertAgree(ours, program.run(directory));
  }

  @Test
  void errorNamesAndWords() throws Exception {
    var ours = new TreeMap<String, String>();
    for (int errno = 0; errno <= 133; errno++) {
      ours.put(String.valueOf(errno), Errno.message(errno));
    }
    for (Field constant : constants(Errno.class)) {
      ours.put(constant.getName(), String.valueOf(constant.getInt(null)));
      assertEquals(constant.getName(), Errno.name(constant.getInt(null)));
    }
    var program = new CProgram(List.of("errno.h", "string.h"));
    program.statement("for (int i = 0; i <= 133; i++) printf(\"%d %s\\n\", i, strerror(i));");
    for (Field constant : constants(Errno.class)) {
      program.number(constant.getName(), constant.getName());
    }
    assertAgree(ours, program.run(directory));
  }

  private static void assertAgree(Map<String, String> ours, Map<String, String> headers) {
    var disagreements = new TreeMap<String, String>();
    ours.forEach(
        (name, value) -> {
          String theirs = headers.getOrDefault(name, "nothing");
          if (!theirs.equals(value)) {
            disagreements.put(name, "here " + value + ", in the headers " + theirs);
          }
        });
    assertEquals(Map.of(), disagreements);
  }
}
