package dev.coffer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages import only lower packages, and one package imports each optional library. */
class ArchitectureTest {
  static final String ROOT = "dev.coffer";

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static Stream<String> lowerPackages() {
    return PackageRules.MAY_IMPORT.keySet().stream().sorted();
  }

  static Stream<String> optionalLibraries() {
    return PackageRules.IMPORTERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("lowerPackages")
  void packageImportsOnlyAllowedPackages(String name) {
    String[] allowed =
        Stream.concat(
                Stream.of(ROOT + "." + name),
                PackageRules.MAY_IMPORT.getOrDefault(name, Set.of()).stream()
                    .map(each -> ROOT + "." + each))
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + name)
            .should()
            .dependOnClassesThat(ours().and(resideOutsideOfPackages(allowed)))
            .as("dev.coffer." + name + " imports only " + String.join(", ", allowed)));
  }

  @Test
  void lowerPackagesDoNotUseUpperPackages() {
    String[] upper =
        PackageRules.UPPER.stream().map(each -> ROOT + "." + each + "..").toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(upper)
            .should()
            .dependOnClassesThat(resideInAnyPackage(upper)));
  }

  @Test
  void outermostPackagesHaveNoUsers() {
    List<String> outermost = List.of("cli", "spring", "cdi");
    for (String part : PackageRules.UPPER) {
      String[] others =
          outermost.stream()
              .filter(each -> !each.equals(part))
              .map(each -> ROOT + "." + each + "..")
              .toArray(String[]::new);
      check(
          noClasses()
              .that()
              .resideInAPackage(ROOT + "." + part + "..")
              .should()
              .dependOnClassesThat(resideInAnyPackage(others)));
    }
  }

  @Test
  void everyPackageHasARule() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      String name = each.getPackageName();
      String relative = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
      boolean known =
          relative.isEmpty()
              || PackageRules.MAY_IMPORT.containsKey(relative)
              || PackageRules.UPPER.stream()
                  .anyMatch(part -> relative.equals(part) || relative.startsWith(part + "."));
      if (!known) {
        unknown.add(name);
      }
    }
    assertThat(unknown).as("packages without a rule").isEmpty();
    assertThat(CLASSES).as("the imported classes").hasSizeGreaterThan(50);
  }

  @Test
  void packagesFormNoCycle() {
    slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("optionalLibraries")
  void optionalLibraryHasOneImporter(String importer) {
    String[] library =
        PackageRules.IMPORTERS.getOrDefault(importer, List.of()).toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "." + importer + "..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(library))
            .as("only dev.coffer." + importer + " imports " + Arrays.toString(library)));
  }

  @Test
  void noPackageHasAMeaninglessName() {
    check(noClasses().should().resideInAnyPackage("..internal..", "..util..", "..utils.."));
  }

  @Test
  void onlyTheCommandLineWritesToTheConsole() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void classesOfHibernateAndJpaStayOutOfApi() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + ".api")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("java..", "org.jspecify..", ROOT + ".api")));
  }

  /** Each package is a slice of its own, even inside another package. */
  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAnyPackage(ROOT + "..");
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
