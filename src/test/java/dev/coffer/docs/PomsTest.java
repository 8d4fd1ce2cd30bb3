package dev.coffer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The pom of the benchmarks agrees with the main pom. The benchmarks measure the versions of the
 * tests, and both compile with the same checks.
 */
class PomsTest {

  private static final Path MAIN = Path.of("pom.xml");
  private static final Path BENCHMARKS = Path.of("src/jmh/pom.xml");

  @Test
  void theBenchmarksUseTheVersionsOfTheMainPom() throws Exception {
    Map<String, String> main = versions(MAIN);
    Map<String, String> shared = versions(BENCHMARKS);
    shared.keySet().retainAll(main.keySet());
    assertThat(shared).containsKey("hibernate.version").hasSizeGreaterThan(10);
    assertThat(main).containsAllEntriesOf(shared);
  }

  @Test
  void theBenchmarksMeasureTheVersionOfTheMainPom() throws Exception {
    assertThat(child(root(BENCHMARKS), "version")).isEqualTo(child(root(MAIN), "version"));
  }

  @Test
  void bothCompileWithTheSameArguments() throws Exception {
    assertThat(compilerArguments(BENCHMARKS).replace("generated-sources", "generated-test-sources"))
        .isNotEmpty()
        .isEqualTo(compilerArguments(MAIN));
  }

  private static Map<String, String> versions(Path pom) throws Exception {
    Map<String, String> versions = new TreeMap<>();
    Node properties = root(pom).getElementsByTagName("properties").item(0);
    NodeList children = properties.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      Node property = children.item(i);
      if (property.getNodeName().endsWith(".version")) {
        versions.put(property.getNodeName(), property.getTextContent());
      }
    }
    return versions;
  }

  private static String compilerArguments(Path pom) throws Exception {
    NodeList arguments = root(pom).getElementsByTagName("compilerArgs");
    assertThat(arguments.getLength()).isEqualTo(1);
    return arguments.item(0).getTextContent().replaceAll("\\s+", " ").strip();
  }

  private static String child(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeName().equals(name)) {
        return children.item(i).getTextContent();
      }
    }
    throw new AssertionError("There is no <" + name + ">.");
  }

  private static Element root(Path pom) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(pom.toFile())
        .getDocumentElement();
  }
}
