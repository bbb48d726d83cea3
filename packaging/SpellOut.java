import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Spells out, in compiled classes, what the Java runtime would otherwise generate at first use: how
 * records are compared and hashed (java.lang.runtime.ObjectMethods), and which type of a switch a
 * value has (java.lang.runtime.SwitchBootstraps). The archive of classes cannot hold those, and each
 * costs one to eight milliseconds before the first advert. See decision 5.
 *
 * <p>Usage: java SpellOut.java FOLDER... JAR...; the classes below the folders are changed in place,
 * and the jars are libraries that they use.
 */
final class SpellOut {

  private final ClassModel model;
  private final ClassFile format;
  private final List<InvokeDynamicInstruction> calls = new ArrayList<>();

  private SpellOut(ClassModel model, ClassFile format) {
    this.model = model;
    this.format = format;
  }

  public static void main(String[] places) throws IOException {
    var urls = new ArrayList<URL>();
    for (String place : places) {
      urls.add(Path.of(place).toUri().toURL());
    }
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(new URLClassLoader(urls.toArray(URL[]::new)));
    ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    for (String place : places) {
      if (!place.endsWith(".jar")) {
        spellOutBelow(Path.of(place), format);
      }
    }
  }

  private static void spellOutBelow(Path folder, ClassFile format) throws IOException {
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      var one = new SpellOut(format.parse(Files.readAllBytes(file)), format);
      byte[] bytes = one.transformed();
      if (!one.calls.isEmpty()) {
        Files.write(file, bytes);
      }
    }
  }

  private byte[] transformed() {
    CodeTransform code = CodeTransform.ofStateful(() -> this::replace);
    return format.transformClass(
        model,
        ClassTransform.transformingMethodBodies(code)
            .andThen(ClassTransform.endHandler(this::addMethods)));
  }

  /** A call that the runtime would link becomes one of a method that is added to the class. */
  private void replace(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeDynamicInstruction call && isGenerated(call)) {
      boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
      code.invokestatic(self(), name(calls.size()), call.typeSymbol(), inInterface);
      calls.add(call);
    } else {
      code.with(element);
    }
  }

  private static boolean isGenerated(InvokeDynamicInstruction call) {
    DirectMethodHandleDesc by = call.bootstrapMethod();
    return switch (by.owner().displayName()) {
      case "ObjectMethods" -> !call.name().equalsString("toString");
      // Not those that have constants among their types.
      case "SwitchBootstraps" ->
          by.methodName().equals("typeSwitch")
              && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
      default -> false;
    };
  }

  private ClassDesc self() {
    return model.thisClass().asSymbol();
  }

  private static String name(int number) {
    return "spelledOut$" + number;
  }

  private void addMethods(ClassBuilder builder) {
    for (int i = 0; i < calls.size(); i++) {
      InvokeDynamicInstruction call = calls.get(i);
      builder.withMethodBody(
          name(i),
          call.typeSymbol(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          code -> {
            List<ConstantDesc> arguments = call.bootstrapArgs();
            switch (call.name().stringValue()) {
              case "equals" -> equals(code, fields(arguments));
              case "hashCode" -> hashCode(code, fields(arguments));
              default -> typeSwitch(code, arguments);
            }
          });
    }
  }

  /** The getters of the components, behind the class and their names. */
  private static List<DirectMethodHandleDesc> fields(List<ConstantDesc> arguments) {
    return arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  /** As java.lang.Record says: of this class, and each component equal. */
  private void equals(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    Label different = code.newLabel();
    code.aload(1).instanceOf(self()).ifeq(different);
    code.aload(1).checkcast(self()).astore(2);
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc type = field.invocationType().returnType();
      code.aload(0).getfield(self(), field.methodName(), type);
      code.aload(2).getfield(self(), field.methodName(), type);
      switch (TypeKind.from(type)) {
        case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(different);
        case LONG -> code.lcmp().ifne(different);
        case FLOAT, DOUBLE ->
            code.invokestatic(boxOf(type), "compare", MethodTypeDesc.of(CD_int, type, type))
                .ifne(different);
        default ->
            code.invokestatic(
                    ClassDesc.of("java.util.Objects"),
                    "equals",
                    MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                .ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc type = field.invocationType().returnType();
      boolean primitive = type.isPrimitive();
      code.bipush(31).imul();
      code.aload(0).getfield(self(), field.methodName(), type);
      code.invokestatic(
          primitive ? boxOf(type) : ClassDesc.of("java.util.Objects"),
          "hashCode",
          MethodTypeDesc.of(CD_int, primitive ? type : CD_Object));
      code.iadd();
    }
    code.ireturn();
  }

  private static ClassDesc boxOf(ClassDesc primitive) {
    String name =
        switch (TypeKind.from(primitive)) {
          case BOOLEAN -> "Boolean";
          case BYTE -> "Byte";
          case CHAR -> "Character";
          case SHORT -> "Short";
          case INT -> "Integer";
          case LONG -> "Long";
          case FLOAT -> "Float";
          case DOUBLE -> "Double";
          case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
        };
    return ClassDesc.of("java.lang", name);
  }

  /** The first type from the given one on that the value has: its number, -1 for null. */
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> types) {
    Label present = code.newLabel();
    Label none = code.newLabel();
    code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
    List<Label> tests = types.stream().map(_ -> code.newLabel()).toList();
    var cases = new ArrayList<SwitchCase>();
    for (int i = 0; i < tests.size(); i++) {
      cases.add(SwitchCase.of(i, tests.get(i)));
    }
    code.iload(1).tableswitch(none, cases);
    for (int i = 0; i < types.size(); i++) {
      Label next = code.newLabel();
      code.labelBinding(tests.get(i)).aload(0).instanceOf((ClassDesc) types.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.labelBinding(none).loadConstant(types.size()).ireturn();
  }
}
