package dev.coffer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
          "dev.coffer.cdi",
          "dev.coffer.codec",
          "dev.coffer.content",
          "dev.coffer.entity",
          "dev.coffer.format",
          "dev.coffer.format.jackson",
          "dev.coffer.format.jackson3",
          "dev.coffer.hash",
          "dev.coffer.maintenance",
          "dev.coffer.record",
          "dev.coffer.schema",
          "dev.coffer.spring",
          "dev.coffer.stats",
          "dev.coffer.stats.micrometer",
          "dev.coffer.tx");

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
