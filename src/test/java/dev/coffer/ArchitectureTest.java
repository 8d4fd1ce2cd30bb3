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
import java.util.Map;
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

  /** What each package may import of ours, beside itself. */
  static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("api", Set.of()),
          Map.entry("hash", Set.of("api")),
          Map.entry("codec.frame", Set.of("api", "codec")),
          Map.entry("codec", Set.of()),
          Map.entry("format.mapping", Set.of("api", "format", "format.scan")),
          Map.entry("format.scan", Set.of("api")),
          Map.entry("format", Set.of("api", "format.scan")),
          Map.entry("dialect", Set.of("api")),
          Map.entry("schema.migration", Set.of("api", "dialect")),
          Map.entry("schema", Set.of("api", "dialect", "schema.migration")),
          Map.entry("stats.recorder", Set.of("stats")),
          Map.entry("stats", Set.of()),
          Map.entry("host", Set.of("api")),
          Map.entry("change", Set.of("api", "host", "tx")),
          Map.entry("cache", Set.of()),
          Map.entry("tx", Set.of("api", "schema", "dialect", "host", "stats.recorder")),
          Map.entry(
              "entity", Set.of("api", "cache", "codec.frame", "format", "format.mapping", "hash")),
          Map.entry("hibernate", Set.of("api", "cache", "entity")),
          Map.entry("content", Set.of("api", "entity")),
          Map.entry("content.part", Set.of("api", "hash", "entity")),
          Map.entry(
              "content.row",
              Set.of("api", "codec.frame", "dialect", "tx", "entity", "content.part")),
          Map.entry(
              "content.read",
              Set.of(
                  "api",
                  "hash",
                  "codec.frame",
                  "dialect",
                  "stats",
                  "stats.recorder",
                  "tx",
                  "entity",
                  "content",
                  "content.part",
                  "content.row")),
          Map.entry(
              "content.write",
              Set.of(
                  "api",
                  "hash",
                  "codec.frame",
                  "stats.recorder",
                  "tx",
                  "entity",
                  "content.part",
                  "content.row",
                  "content.read")),
          Map.entry(
              "content.store",
              Set.of(
                  "api",
                  "hash",
                  "codec.frame",
                  "change",
                  "stats",
                  "stats.recorder",
                  "tx",
                  "entity",
                  "content",
                  "content.part",
                  "content.row",
                  "content.read",
                  "content.write")),
          Map.entry("dictionary", Set.of("api", "codec.frame", "dialect", "tx", "maintenance")),
          Map.entry("record", Set.of("format", "format.mapping")),
          Map.entry("record.key", Set.of("api", "record")),
          Map.entry(
              "record.row",
              Set.of(
                  "api",
                  "codec.frame",
                  "dialect",
                  "tx",
                  "entity",
                  "content.store",
                  "record",
                  "record.key")),
          Map.entry(
              "record.value",
              Set.of(
                  "api",
                  "codec.frame",
                  "format",
                  "format.mapping",
                  "record",
                  "record.key",
                  "record.row")),
          Map.entry(
              "record.cache",
              Set.of(
                  "api",
                  "codec.frame",
                  "dialect",
                  "stats",
                  "stats.recorder",
                  "cache",
                  "tx",
                  "hibernate",
                  "content.store",
                  "dictionary",
                  "record",
                  "record.key",
                  "record.row",
                  "record.value")),
          Map.entry(
              "record.write",
              Set.of(
                  "api",
                  "codec.frame",
                  "change",
                  "host",
                  "dialect",
                  "stats",
                  "stats.recorder",
                  "tx",
                  "entity",
                  "content.store",
                  "content.write",
                  "dictionary",
                  "record",
                  "record.key",
                  "record.row",
                  "record.value",
                  "record.cache")),
          Map.entry(
              "record.store",
              Set.of(
                  "api",
                  "change",
                  "format",
                  "format.mapping",
                  "stats",
                  "stats.recorder",
                  "tx",
                  "content.store",
                  "dictionary",
                  "record",
                  "record.key",
                  "record.row",
                  "record.value",
                  "record.cache",
                  "record.write")),
          Map.entry("file", Set.of("api", "record")),
          Map.entry(
              "file.store", Set.of("api", "entity", "content", "record", "record.key", "file")),
          Map.entry("opener", Set.of("api", "cache")),
          Map.entry("maintenance", Set.of("api")),
          Map.entry("maintenance.schedule", Set.of("maintenance")),
          Map.entry("maintenance.lease", Set.of("api", "dialect", "tx", "maintenance")),
          Map.entry("maintenance.task", Set.of("api", "tx", "maintenance", "maintenance.lease")),
          Map.entry(
              "maintenance.collect",
              Set.of(
                  "api",
                  "change",
                  "content.read",
                  "content.row",
                  "dialect",
                  "hibernate",
                  "maintenance",
                  "maintenance.task",
                  "tx")),
          Map.entry(
              "maintenance.scrub",
              Set.of(
                  "content",
                  "content.row",
                  "dictionary",
                  "maintenance",
                  "maintenance.run",
                  "maintenance.task",
                  "record.key")),
          Map.entry(
              "maintenance.upkeep",
              Set.of(
                  "content.row", "dialect", "dictionary", "maintenance", "maintenance.task", "tx")),
          Map.entry(
              "maintenance.erase",
              Set.of(
                  "api",
                  "codec.frame",
                  "content",
                  "content.row",
                  "dialect",
                  "dictionary",
                  "maintenance",
                  "maintenance.run",
                  "record.key",
                  "record.store",
                  "tx")),
          Map.entry(
              "maintenance.engine",
              Set.of("api", "tx", "maintenance", "maintenance.lease", "maintenance.task")),
          Map.entry(
              "maintenance.run",
              Set.of(
                  "api",
                  "codec.frame",
                  "format",
                  "schema",
                  "dialect",
                  "tx",
                  "content",
                  "dictionary",
                  "record",
                  "record.write",
                  "maintenance",
                  "maintenance.task")));

  /** The packages above the root package, which no lower package may import. */
  static final List<String> UPPER =
      List.of(
          "standalone",
          "cache.ehcache",
          "maintenance.quartz",
          "stats.micrometer",
          "schema.liquibase",
          "codec.zstd",
          "format.jackson",
          "format.jackson3",
          "spring",
          "cdi",
          "cli");

  /** The packages of each optional library, and its only importer. */
  static final Map<String, List<String>> IMPORTERS =
      Map.ofEntries(
          Map.entry("standalone", List.of("com.zaxxer.hikari..")),
          Map.entry("cache.ehcache", List.of("org.ehcache..", "javax.cache..")),
          Map.entry("maintenance.quartz", List.of("org.quartz..")),
          Map.entry("schema.liquibase", List.of("liquibase..")),
          Map.entry(
              "format.jackson",
              List.of("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")),
          Map.entry("format.jackson3", List.of("tools.jackson..")),
          Map.entry("cli", List.of("picocli..")),
          Map.entry("stats.micrometer", List.of("io.micrometer..")),
          Map.entry("codec.zstd", List.of("com.github.luben..")),
          Map.entry("spring", List.of("org.springframework..")),
          Map.entry(
              "cdi",
              List.of(
                  "jakarta.enterprise..",
                  "jakarta.inject..",
                  "jakarta.interceptor..",
                  "org.eclipse.microprofile..")));

  static Stream<String> lowerPackages() {
    return MAY_IMPORT.keySet().stream().sorted();
  }

  static Stream<String> optionalLibraries() {
    return IMPORTERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("lowerPackages")
  void packageImportsOnlyAllowedPackages(String name) {
    String[] allowed =
        Stream.concat(
                Stream.of(ROOT + "." + name),
                MAY_IMPORT.getOrDefault(name, Set.of()).stream().map(each -> ROOT + "." + each))
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
    String[] upper = UPPER.stream().map(each -> ROOT + "." + each + "..").toArray(String[]::new);
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
    for (String part : UPPER) {
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
              || MAY_IMPORT.containsKey(relative)
              || UPPER.stream()
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
    String[] library = IMPORTERS.getOrDefault(importer, List.of()).toArray(String[]::new);
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
