package dev.baton.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beEnums;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beRecords;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of the architecture, read from the compiled classes of every module. The module system
 * enforces the directions between modules; what it cannot say is said here.
 */
final class ArchitectureTest {

  /** Only these may create threads; a further one is added with its reason. */
  private static final String[] THREADED = {
    "dev.baton.router.loop..",
    "dev.baton.router.worker..",
    "dev.baton.supervisor.loop..",
    "dev.baton.supervisor.script..",
    "dev.baton.supervisor.life..",
    // Spreads its seeds over the processors.
    "dev.baton.sim..",
    "dev.baton.it..",
  };

  /** What every feature may use: values of the network, and the words of the log. */
  private static final DescribedPredicate<JavaClass> SHARED =
      resideInAnyPackage("dev.baton.core.net..", "dev.baton.core.log..");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.baton");

  @Test
  void whatIsPureDependsOnNoEffects() {
    var effects =
        resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.lang.foreign..")
            .or(resideInAnyPackage("java.util.concurrent..", "java.util.logging.."))
            .or(nameMatching("java\\.lang\\.(Thread|Process|Runtime)\\b.*"))
            .or(nameMatching("java\\.time\\.(Instant)?(Clock|Source)"))
            .and(not(resideInAPackage("java.nio.charset")));
    check(noClasses().that(isPure()).should().dependOnClassesThat(effects));
  }

  @Test
  void whatIsPureNeedsNoLibrary() {
    check(
        noClasses()
            .that(isPure())
            .should()
            .dependOnClassesThat(
                not(
                    resideInAnyPackage(
                        "", "java..", "dev.baton.core..", "dev.baton.config..", "org.jspecify..")))
            .because("core and config are java.base and annotations"));
  }

  @Test
  void whatIsPureReadsNoClockAndPrintsNothing() {
    var outside =
        accessTo(
            System.class, Set.of("nanoTime", "currentTimeMillis", "getenv", "out", "err", "in"));
    var now =
        describe(
            "now() of java.time",
            (JavaAccess<?> access) ->
                access.getTarget().getName().equals("now")
                    && access.getTargetOwner().getPackageName().equals("java.time"));
    check(noClasses().that(isPure()).should().accessTargetWhere(outside.or(now)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vrrp", "bfd", "announce", "track", "kernel"})
  void featureSeesOnlyWhatIsShared(String feature) {
    var own = resideInAPackage("dev.baton.core." + feature + "..");
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.baton.core." + feature + "..")
            .should()
            .dependOnClassesThat(inCore().and(not(own.or(SHARED)))));
  }

  @Test
  void whatIsSharedSeesNoFeature() {
    check(noClasses().that(SHARED).should().dependOnClassesThat(inCore().and(not(SHARED))));
  }

  /** Values: what the kernel holds and is asked for; what to ask for is decided elsewhere. */
  @Test
  void linuxSeesOnlyNetAndTheValuesOfKernel() {
    var values =
        resideInAPackage("dev.baton.core.kernel")
            .and(
                describe("values", type -> type.isRecord() || type.isEnum() || type.isInterface()));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.baton.linux..")
            .should()
            .dependOnClassesThat(
                inCore().and(not(resideInAPackage("dev.baton.core.net..").or(values)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "config", "linux", "router", "supervisor", "cli"})
  void packagesHaveNoCycles(String module) {
    check(slices().matching("dev.baton." + module + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void onlyLinuxTouchesNativeMemory() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.baton.linux..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign.."));
    var names = Set.of("load", "loadLibrary");
    var libraries = accessTo(System.class, names).or(accessTo(Runtime.class, names));
    check(noClasses().should().accessTargetWhere(libraries));
  }

  @Test
  void threadsAreMadeInNamedPlaces() {
    var starts =
        accessTo(Thread.class, Set.of("<init>", "ofPlatform", "ofVirtual", "startVirtualThread"));
    check(noClasses().that().resideOutsideOfPackages(THREADED).should().accessTargetWhere(starts));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(THREADED)
            .should()
            .dependOnClassesThat(
                nameMatching("java\\.util\\.(Timer|concurrent\\.(Executors|ForkJoin|Comple).*)")));
  }

  @Test
  void statesEventsAndActionsAreData() {
    var ours =
        describe(
            "is a kind of our State, Event or Action",
            (JavaClass type) ->
                type.getAllRawInterfaces().stream()
                    .anyMatch(
                        kind ->
                            kind.getPackageName().startsWith("dev.baton.")
                                && kind.getSimpleName().matches(".*(State|Event|Action)")));
    check(classes().that(ours).and().areNotInterfaces().should(beRecords().or(beEnums())));
  }

  @Test
  void optionalIsNeverAParameter() {
    check(
        noMethods()
            .that()
            .haveNameNotContaining("lambda$")
            .should()
            .haveRawParameterTypes(
                describe(
                    "with an Optional",
                    types -> types.stream().anyMatch(t -> t.isEquivalentTo(Optional.class)))));
  }

  private static DescribedPredicate<JavaClass> isPure() {
    return inCore().or(resideInAPackage("dev.baton.config.."));
  }

  private static DescribedPredicate<JavaClass> inCore() {
    return resideInAPackage("dev.baton.core..");
  }

  private static DescribedPredicate<JavaAccess<?>> accessTo(Class<?> owner, Set<String> names) {
    return describe(
        owner.getSimpleName() + " " + names,
        access -> {
          AccessTarget target = access.getTarget();
          return target.getOwner().isEquivalentTo(owner) && names.contains(target.getName());
        });
  }

  /** A rule about nothing fails: what it was about has another name by now. */
  private static void check(ArchRule rule) {
    rule.check(ALL);
  }
}
