package dev.coffer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The poms of the benchmarks and of the hosts agree with the main pom. The benchmarks measure the
 * versions of the tests and are compiled with the same checks. The hosts run the tests with the
 * same libraries, except for what a host brings.
 */
class PomsTest {

  private static final Path MAIN = Path.of("pom.xml");
  private static final Path BENCHMARKS = Path.of("src/jmh/pom.xml");
  private static final Path HOSTS = Path.of("src/hosts");

  /** What hosts may have in another version than the main pom, because they bring it. */
  private static final List<String> OF_THE_HOST =
      List.of("hibernate.version", "spring-boot-4.version");

  static List<Path> hosts() throws IOException {
    try (Stream<Path> files = Files.list(HOSTS)) {
      // A stopped build of the hosts leaves the file interpolated-pom.xml of the invoker.
      return files
          .filter(each -> each.toString().endsWith(".xml"))
          .filter(each -> !each.endsWith("interpolated-pom.xml"))
          .sorted()
          .toList();
    }
  }

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

  @ParameterizedTest
  @MethodSource("hosts")
  void theHostsUseTheVersionsOfTheMainPom(Path host) throws Exception {
    Map<String, String> own = versions(host);
    own.keySet().removeAll(OF_THE_HOST);
    assertThat(versions(MAIN)).containsAllEntriesOf(own);
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void theHostsTestTheVersionOfTheMainPom(Path host) throws Exception {
    Element project = root(host);
    boolean isParent = host.endsWith("pom.xml");
    assertThat(child(isParent ? project : element(project, "parent"), "version"))
        .isEqualTo(child(root(MAIN), "version"));
  }

  @Test
  void eachPomOfAHostIsBuilt() throws Exception {
    List<String> modules = texts(root(HOSTS.resolve("pom.xml")), "module");
    modules.add("pom.xml");
    assertThat(hosts())
        .extracting(each -> each.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(modules);
  }

  @Test
  void theHostsRunTheTestsInTheSameJvm() throws Exception {
    String main = texts(root(MAIN), "argLine").get(1);
    assertThat(main).startsWith("@{argLine} ");
    Element hosts = root(HOSTS.resolve("pom.xml"));
    assertThat(texts(hosts, "argLine")).containsExactly(main.replace("@{argLine} ", ""));
    assertThat(texts(hosts, "jvm.flags")).isEqualTo(texts(root(MAIN), "jvm.flags"));
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
    List<String> arguments = texts(root(pom), "compilerArgs");
    assertThat(arguments).hasSize(1);
    return arguments.get(0).replaceAll("\\s+", " ").strip();
  }

  private static List<String> texts(Element parent, String name) {
    NodeList elements = parent.getElementsByTagName(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static String child(Element parent, String name) {
    return element(parent, name).getTextContent();
  }

  private static Element element(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element found && found.getTagName().equals(name)) {
        return found;
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
