package dev.coffer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every Java snippet of the README and of the guides compiles, and every link to a file of the
 * project is valid. A snippet is the body of a method of the class in {@code
 * docs/surroundings.txt}, with its own imports.
 */
class DocumentationTest {

  private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");

  @TestFactory
  Stream<DynamicTest> snippetsCompile() {
    return pages().stream().flatMap(DocumentationTest::snippets);
  }

  @Test
  void theReadmeHasSnippets() {
    assertThat(snippets(Path.of("README.md")).count()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/java-se.md",
        "docs/jakarta-ee.md",
        "docs/spring-boot.md",
        "docs/quarkus.md"
      })
  void theFirstSnippetOfAHostShowsItsImports(String page) {
    Matcher first = SNIPPET.matcher(read(Path.of(page)));
    assertThat(first.find()).isTrue();
    assertThat(first.group(1)).startsWith("import dev.coffer.");
  }

  @TestFactory
  Stream<DynamicTest> linksLeadSomewhere() {
    return pages().stream()
        .map(page -> DynamicTest.dynamicTest(page.toString(), () -> checkLinks(page)));
  }

  private static void checkLinks(Path page) {
    Path folder = page.toAbsolutePath().getParent();
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(read(page));
    while (link.find()) {
      if (!Files.exists(folder.resolve(link.group(1)))) {
        broken.add(link.group(1));
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Path> pages() {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")), docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<DynamicTest> snippets(Path page) {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher matcher = SNIPPET.matcher(read(page));
    while (matcher.find()) {
      String snippet = matcher.group(1);
      String name = page + " " + snippet.lines().findFirst().orElse("");
      tests.add(DynamicTest.dynamicTest(name, () -> compile(snippet)));
    }
    return tests.stream();
  }

  /**
   * A snippet with imports must be complete. A snippet without imports uses those of the template.
   */
  private static String source(String snippet) {
    String surroundings = read(Path.of("src/test/resources/docs/surroundings.txt"));
    String imports = lines(snippet, true);
    if (!imports.isEmpty()) {
      surroundings = imports + lines(surroundings, false);
    }
    return surroundings.replace("/* snippet */", lines(snippet, false));
  }

  private static String lines(String text, boolean imports) {
    return text.lines()
        .filter(line -> line.startsWith("import ") == imports)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static void compile(String snippet) {
    String source = source(snippet);
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Guide.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-implicit:none",
                    "--release",
                    "17",
                    "-d",
                    "target",
                    "-Xlint:all,-serial,-options,-classfile",
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(file))
            .call();
    assertThat(compiled).as("%s%n%s", snippet, messages).isTrue();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
