package dev.baton.linux.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.linux.Errno;
import dev.baton.linux.Signal;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      return Class.forName(name);
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void audit(Class<?> type) throws Exception {
    var program = new CProgram(List.of(type.getAnnotation(Header.class).value()));
    var ours = new TreeMap<String, String>();
    for (Field constant : constants(type)) {
      ours.put(constant.getName(), String.valueOf(constant.getInt(null)));
      program.number(constant.getName(), constant.getName());
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.isAnnotationPresent(Struct.class)) {
        auditLayout(nested, program, ours);
      }
    }
    assertAgree(ours, program.run(directory));
  }

  private static void auditLayout(Class<?> layout, CProgram program, Map<String, String> ours)
      throws IllegalAccessException {
    String struct = layout.getAnnotation(Struct.class).value();
    for (Field constant : constants(layout)) {
      String label = layout.getSimpleName() + "." + constant.getName();
      String member = constant.getName().toLowerCase(Locale.ROOT);
      ours.put(label, String.valueOf(constant.getInt(null)));
      program.number(
          label,
          constant.getName().equals("SIZE")
              ? "sizeof(" + struct + ")"
              : "offsetof(" + struct + ", " + member + ")");
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
