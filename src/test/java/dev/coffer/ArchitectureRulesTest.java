package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules of {@link ArchitectureTest} allow no more than the packages need. */
class ArchitectureRulesTest {

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(dev\\.coffer(?:\\.[a-z0-9]+)*)\\.[A-Z]");

  @Test
  void everyAllowedImportIsUsed() throws IOException {
    Map<String, Set<String>> unused = new TreeMap<>();
    for (Map.Entry<String, Set<String>> rule : PackageRules.MAY_IMPORT.entrySet()) {
      Set<String> imports = imports(rule.getKey());
      Set<String> left = new TreeSet<>(rule.getValue());
      left.removeIf(each -> imports.contains(ArchitectureTest.ROOT + "." + each));
      if (!left.isEmpty()) {
        unused.put(rule.getKey(), left);
      }
    }
    assertThat(unused).as("allowed imports that no class uses; remove them").isEmpty();
  }

  @Test
  void everyNamedPackageExists() {
    Set<String> absent = new TreeSet<>(PackageRules.MAY_IMPORT.keySet());
    absent.addAll(PackageRules.UPPER);
    absent.addAll(PackageRules.IMPORTERS.keySet());
    absent.removeIf(
        name -> ArchitectureTest.CLASSES.containPackage(ArchitectureTest.ROOT + "." + name));
    assertThat(absent).as("rules for packages that do not exist; remove them").isEmpty();
  }

  /**
   * The packages of ours that a package imports. The sources are read, because the compiler leaves
   * no trace of an import for a constant. Class files have the uses without an import.
   */
  private static Set<String> imports(String name) throws IOException {
    Set<String> imports = new TreeSet<>();
    for (JavaClass each : ArchitectureTest.CLASSES) {
      if (each.getPackageName().equals(ArchitectureTest.ROOT + "." + name)) {
        for (Dependency use : each.getDirectDependenciesFromSelf()) {
          imports.add(use.getTargetClass().getBaseComponentType().getPackageName());
        }
      }
    }
    Path folder = Path.of("src/main/java", (ArchitectureTest.ROOT + "." + name).replace('.', '/'));
    try (DirectoryStream<Path> sources = Files.newDirectoryStream(folder, "*.java")) {
      for (Path source : sources) {
        IMPORT
            .matcher(Files.readString(source))
            .results()
            .map(found -> found.group(1))
            .forEach(imports::add);
      }
    }
    return imports;
  }
}
