package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The page of settings matches the metadata of the properties. {@code -Dcoffer.settings.write}
 * writes it again.
 */
class SettingsPageTest {

  private static final Path PAGE = Path.of("docs", "settings.md");

  @Test
  void isUpToDate() throws IOException {
    String generated = page(metadata());
    if (System.getProperty("coffer.settings.write") != null) {
      Files.writeString(PAGE, generated);
    }
    assertThat(PAGE)
        .as("write it again by: mvn test -Dtest=SettingsPageTest -Dcoffer.settings.write")
        .hasContent(generated);
  }

  @Test
  void everySettingIsDescribed() throws IOException {
    assertThat(metadata().get("properties"))
        .isNotEmpty()
        .allSatisfy(property -> assertThat(property.path("description").asText()).endsWith("."));
  }

  /** The metadata beside the properties. Other libraries on the class path have theirs. */
  private static JsonNode metadata() throws IOException {
    String ours =
        CofferProperties.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    URL found =
        CofferProperties.class
            .getClassLoader()
            .resources("META-INF/spring-configuration-metadata.json")
            .filter(each -> each.getPath().contains(ours))
            .findFirst()
            .orElseThrow();
    try (InputStream in = found.openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static String page(JsonNode metadata) {
    StringBuilder page = new StringBuilder();
    page.append("# Settings in Spring Boot\n\n");
    page.append("Generated from the metadata of the properties. Most applications need none.\n\n");
    page.append("| property | default | what it does |\n|---|---|---|\n");
    Map<String, JsonNode> sorted = new TreeMap<>();
    metadata.get("properties").forEach(each -> sorted.put(each.get("name").asText(), each));
    sorted.forEach(
        (name, property) ->
            page.append("| `%s` | %s | %s |\n".formatted(name, initial(property), text(property))));
    page.append("\n## Values\n\n");
    for (JsonNode hint : metadata.get("hints")) {
      for (JsonNode value : hint.path("values")) {
        page.append(
            "- `%s=%s`: %s\n"
                .formatted(
                    hint.get("name").asText(),
                    value.get("value").asText(),
                    value.get("description").asText()));
      }
    }
    return page.toString();
  }

  private static String initial(JsonNode property) {
    String value = property.path("defaultValue").asText();
    return value.isEmpty() ? "" : "`" + value + "`";
  }

  private static String text(JsonNode property) {
    return property.get("description").asText().replace("|", "\\|");
  }
}
