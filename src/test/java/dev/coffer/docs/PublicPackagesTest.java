package dev.coffer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * This test lists the packages that applications may import. The published Javadoc contains only
 * these, examples and documentation import only these, and every other package states that it may
 * change.
 */
class PublicPackagesTest {

  private static final Set<String> PUBLIC =
      Set.of(
          "dev.coffer",
          "dev.coffer.api",
          "dev.coffer.backup",
          "dev.coffer.cdi",
          "dev.coffer.codec",
          "dev.coffer.content",
          "dev.coffer.entity",
          "dev.coffer.file",
          "dev.coffer.format",
          "dev.coffer.format.jackson",
          "dev.coffer.format.jackson3",
          "dev.coffer.hash",
          "dev.coffer.maintenance",
          "dev.coffer.maintenance.quartz",
          "dev.coffer.maintenance.schedule",
          "dev.coffer.record",
          "dev.coffer.schema",
          "dev.coffer.shard",
          "dev.coffer.spring",
          "dev.coffer.stats",
          "dev.coffer.stats.micrometer",
          "dev.coffer.topology",
          "dev.coffer.host");

  /**
   * The types by which applications and their frameworks enter, each with the kind of use. Beside
   * these, applications catch all public exceptions.
   */
  private static final Map<String, String> ENTRY_POINTS =
      Map.ofEntries(
          Map.entry("dev.coffer.Coffer", "call"),
          Map.entry("dev.coffer.cdi.CofferExtension", "container"),
          Map.entry("dev.coffer.cdi.ForCoffer", "annotation"),
          Map.entry("dev.coffer.codec.Codec", "implementation"),
          Map.entry("dev.coffer.codec.DictionaryCodec", "implementation"),
          Map.entry("dev.coffer.entity.CompressedBytesConverter", "converter"),
          Map.entry("dev.coffer.entity.CompressedJsonConverter", "converter"),
          Map.entry("dev.coffer.entity.CompressedStringConverter", "converter"),
          Map.entry("dev.coffer.entity.StoredContent", "reference"),
          Map.entry("dev.coffer.entity.StoredFrame", "query"),
          Map.entry("dev.coffer.entity.StoredPart", "query"),
          Map.entry("dev.coffer.entity.StoredRecord", "query"),
          Map.entry("dev.coffer.entity.StoredRetention", "query"),
          Map.entry("dev.coffer.file.Directory", "value"),
          Map.entry("dev.coffer.format.JsonMappingProvider", "implementation"),
          Map.entry("dev.coffer.format.JsonMappings", "call"),
          Map.entry("dev.coffer.format.RawJson", "value"),
          Map.entry("dev.coffer.format.jackson.Jackson2Mapping", "call"),
          Map.entry("dev.coffer.format.jackson3.Jackson3Mapping", "call"),
          Map.entry("dev.coffer.hash.ContentHasher", "call"),
          Map.entry("dev.coffer.maintenance.quartz.MaintenanceJob", "container"),
          Map.entry("dev.coffer.maintenance.quartz.QuartzProvider", "container"),
          Map.entry("dev.coffer.maintenance.quartz.QuartzScheduler", "call"),
          Map.entry("dev.coffer.maintenance.schedule.ExecutorScheduler", "call"),
          Map.entry("dev.coffer.maintenance.schedule.SchedulerProvider", "implementation"),
          Map.entry("dev.coffer.record.ImmutableValue", "annotation"),
          Map.entry("dev.coffer.record.Key", "annotation"),
          Map.entry("dev.coffer.record.KeyedRepository", "supertype"),
          Map.entry("dev.coffer.record.RecordCollection", "annotation"),
          Map.entry("dev.coffer.schema.Schema", "call"),
          Map.entry("dev.coffer.spring.CofferAutoConfiguration", "exclusion"),
          Map.entry("dev.coffer.spring.CofferSchemaAutoConfiguration", "exclusion"),
          Map.entry("dev.coffer.spring.RepositoriesAutoConfiguration", "exclusion"),
          Map.entry("dev.coffer.spring.ShardsAutoConfiguration", "exclusion"),
          Map.entry("dev.coffer.spring.CofferCustomizer", "implementation"),
          Map.entry("dev.coffer.spring.EnableRecordRepositories", "annotation"),
          Map.entry("dev.coffer.spring.StoredFileResource", "call"),
          Map.entry("dev.coffer.stats.micrometer.BackupMetrics", "call"),
          Map.entry("dev.coffer.stats.micrometer.MaintenanceMetrics", "call"),
          Map.entry("dev.coffer.stats.micrometer.CofferMetrics", "call"));

  /** The public types that a container or a library instantiates; applications do not name them. */
  private static final Set<String> OF_CONTAINERS =
      Set.of(
          "dev.coffer.cdi.CdiConsole",
          "dev.coffer.entity.ContentHashListener",
          "dev.coffer.entity.ContentIdGenerator",
          "dev.coffer.entity.ContentIds",
          "dev.coffer.entity.PayloadConverter",
          "dev.coffer.format.jackson.Jackson2MappingProvider",
          "dev.coffer.format.jackson3.Jackson3MappingProvider",
          "dev.coffer.spring.CofferAvailability",
          "dev.coffer.spring.CofferMigration",
          "dev.coffer.spring.LaterMigration");

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(dev\\.coffer[a-z0-9.]*)\\.[A-Z*]", Pattern.MULTILINE);

  @Test
  void everyOtherPackageStatesThatItMayChange() throws IOException {
    List<String> silent = new ArrayList<>();
    for (String each : packages()) {
      Path info = SOURCES.resolve(each.replace('.', '/')).resolve("package-info.java");
      boolean says = Files.readString(info).replaceAll("[\\s*]+", " ").contains("may change");
      if (says == PUBLIC.contains(each)) {
        silent.add(each);
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void examplesAndDocumentationImportNothingElse() throws IOException {
    Set<String> imported = new TreeSet<>();
    for (Path each : userFiles()) {
      Matcher found = IMPORT.matcher(Files.readString(each));
      while (found.find()) {
        imported.add(found.group(1));
      }
    }
    assertThat(imported).contains("dev.coffer.record").isSubsetOf(PUBLIC);
  }

  @Test
  void theJavadocExcludesOtherPackages() throws IOException {
    Set<String> others = packages();
    others.removeAll(PUBLIC);
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<excludePackageNames>" + String.join(":", others) + "</excludePackageNames>");
  }

  /**
   * A public type that no application names belongs to another package. The types in signatures of
   * entry points are for applications, and so are those in signatures of these.
   */
  @Test
  void applicationsHaveAUseForEachPublicType() {
    Map<String, JavaClass> types = publicTypes();
    assertThat(types.keySet()).containsAll(ENTRY_POINTS.keySet());
    Set<String> used = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(ENTRY_POINTS.keySet());
    types.values().stream()
        .filter(each -> each.isAssignableTo(Exception.class))
        .forEach(each -> open.push(each.getName()));
    while (!open.isEmpty()) {
      String each = open.pop();
      if (used.add(each)) {
        namedBy(Objects.requireNonNull(types.get(each)))
            .filter(types::containsKey)
            .filter(name -> !used.contains(name))
            .forEach(open::push);
      }
    }
    Set<String> unused = new TreeSet<>(types.keySet());
    unused.removeAll(used);
    assertThat(unused).as("public types that no application uses").isEqualTo(OF_CONTAINERS);
  }

  private static Map<String, JavaClass> publicTypes() {
    Map<String, JavaClass> types = new TreeMap<>();
    new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coffer")
            .stream()
            .filter(each -> PUBLIC.contains(each.getPackageName()))
            .filter(each -> each.isTopLevelClass())
            .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
            .forEach(each -> types.put(each.getName(), each));
    return types;
  }

  /** The top-level types in what a type shows: supertypes, annotations and visible members. */
  private static Stream<String> namedBy(JavaClass type) {
    Set<JavaClass> named = new LinkedHashSet<>();
    type.getSuperclass().ifPresent(each -> named.addAll(each.getAllInvolvedRawTypes()));
    type.getInterfaces().forEach(each -> named.addAll(each.getAllInvolvedRawTypes()));
    type.getAnnotations().forEach(each -> named.add(each.getRawType()));
    type.getFields().stream()
        .filter(each -> isVisible(each.getModifiers()))
        .forEach(each -> named.addAll(each.getAllInvolvedRawTypes()));
    // A package-private superclass may have some of the methods.
    Stream.concat(type.getCodeUnits().stream(), type.getAllMethods().stream())
        .filter(each -> isVisible(each.getModifiers()))
        .forEach(
            each -> {
              named.addAll(each.getAllInvolvedRawTypes());
              each.getThrowsClause().forEach(thrown -> named.add(thrown.getRawType()));
              each.getAnnotations().forEach(annotation -> named.add(annotation.getRawType()));
            });
    return named.stream().map(each -> each.getName().replaceFirst("\\$.*", ""));
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Set<String> packages() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Set<String> packages = new TreeSet<>();
      files
          .filter(each -> each.endsWith("package-info.java"))
          .forEach(
              each ->
                  packages.add(
                      SOURCES.relativize(each).getParent().toString().replaceAll("[/\\\\]", ".")));
      return packages;
    }
  }

  private static List<Path> userFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(Path.of("README.md"));
    for (Path root : List.of(Path.of("docs"), Path.of("examples"))) {
      try (Stream<Path> found = Files.walk(root)) {
        found
            .filter(each -> each.toString().endsWith(".java") || each.toString().endsWith(".md"))
            .forEach(files::add);
      }
    }
    return files;
  }
}
