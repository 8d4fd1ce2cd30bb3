package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs of a browser on this machine: Chromium, and what drives it. {@code
 * -Dcoffer.test.chromium=…} and {@code -Dcoffer.test.chromedriver=…} name them; otherwise they are
 * looked for on the path of the shell.
 */
record Programs(Path chromium, Path driver) {
  private static final String REQUIRED = "coffer.test.browser.required";

  private static final String ABSENT =
      "Chromium or its driver is not on this machine, so the console is not tested in a browser."
          + " Install them, on Debian by: apt-get install chromium chromium-driver";

  /** Finds the programs, or skips the test, unless {@code -Dcoffer.test.browser.required=true}. */
  static Programs find() {
    Optional<Path> chromium =
        find("coffer.test.chromium", List.of("chromium", "chromium-browser", "google-chrome"));
    Optional<Path> driver = find("coffer.test.chromedriver", List.of("chromedriver"));
    boolean found = chromium.isPresent() && driver.isPresent();
    if (Boolean.getBoolean(REQUIRED)) {
      assertThat(found).as(ABSENT).isTrue();
    }
    Assumptions.assumeTrue(found, ABSENT);
    return new Programs(chromium.orElseThrow(), driver.orElseThrow());
  }

  private static Optional<Path> find(String property, List<String> names) {
    String named = System.getProperty(property);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return names.stream()
        .flatMap(
            name -> Stream.of(path.split(File.pathSeparator, -1)).map(each -> Path.of(each, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
