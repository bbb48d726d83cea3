package dev.baton.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The core with one bug in it, and the simulation over it, beside the right ones: the changed file
 * is compiled in memory, and everything of ours is loaded anew against it. So the product needs no
 * hook for this.
 */
final class MutatedCore extends ClassLoader {

  private static final Path SOURCES = Path.of("../core/src/main/java/dev/baton/core");

  private final Map<String, byte[]> changed;

  private MutatedCore(Map<String, byte[]> changed) {
    super(MutatedCore.class.getClassLoader());
    this.changed = changed;
  }

  /** Plants the bug, and returns what runs a seed there. */
  static LongFunction<String> hunt(PlantedBug bug) throws IOException {
    String source = Files.readString(SOURCES.resolve(bug.file()));
    int at = source.indexOf(bug.before());
    if (at < 0 || source.indexOf(bug.before(), at + 1) >= 0) {
      throw new AssertionError(
          bug.file() + " does not have exactly once what '" + bug + "' replaces: adapt the bug");
    }
    String mutant = source.replace(bug.before(), bug.after());
    Class<?> hunt =
        bug.file().contains("Bfd") || bug.file().startsWith("bfd/")
            ? BfdHunt.class
            : SeedHunt.class;
    return new MutatedCore(compile(bug.file(), mutant)).load(hunt.getName());
  }

  @SuppressWarnings("unchecked")
  private LongFunction<String> load(String hunt) {
    try {
      return (LongFunction<String>) loadClass(hunt).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new LinkageError("the mutant does not load", broken);
    }
  }

  private static Map<String, byte[]> compile(String file, String source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    Map<String, byte[]> classes = new HashMap<>();
    var files = new InMemory(compiler.getStandardFileManager(problems, null, null), classes);
    var options =
        List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
    var unit = new Source(file, source);
    if (!compiler.getTask(null, files, problems, options, null, List.of(unit)).call()) {
      throw new AssertionError("the mutant does not compile: " + problems.getDiagnostics());
    }
    return classes;
  }

  /** Ours anew, all else from the parent. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("dev.baton.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = changed.get(name);
    try (InputStream original =
        getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (bytes == null && original == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = bytes != null ? bytes : original.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("memory:///" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, byte[]> classes;

    InMemory(JavaFileManager files, Map<String, byte[]> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(className, toByteArray());
            }
          };
        }
      };
    }
  }
}
