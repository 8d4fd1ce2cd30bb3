package dev.coffer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture page names every package, and only packages and classes that exist. */
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("docs", "architecture.md");
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "coffer");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Z]\\w*)[`.]");

  /** Classes of other libraries. */
  private static final Set<String> FOREIGN = Set.of("EntityManagerFactory");

  @Test
  void everyClassExists() throws IOException {
    Set<String> known = new TreeSet<>(FOREIGN);
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(".java"))
          .forEach(each -> known.add(each.replace(".java", "")));
    }
    Set<String> named = new TreeSet<>();
    Matcher found = CLASS.matcher(Files.readString(PAGE));
    while (found.find()) {
      named.add(found.group(1));
    }
    assertThat(named).hasSizeGreaterThan(40).isSubsetOf(known);
  }

  @Test
  void everyPackageIsListed() throws IOException {
    String table =
        Files.readAllLines(PAGE).stream()
            .filter(each -> each.startsWith("|"))
            .collect(Collectors.joining("\n"));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(
              files
                  .filter(each -> each.endsWith("package-info.java"))
                  .map(each -> SOURCES.relativize(each).getParent())
                  .filter(each -> each != null)
                  .map(each -> each.toString().replaceAll("[/\\\\]", ".")))
          .allSatisfy(each -> assertThat(table).contains("`" + each + "`"));
    }
  }
}
